import json

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common_controllers import MailControllerCommon

from .common import DiscussClosingCommon


@tagged("post_install", "-at_install", "mail_controller")
class TestRoutes(DiscussClosingCommon, MailControllerCommon):
    """What browsers, and those who pretend to be one, ask of a closed channel."""

    def setUp(self):
        super().setUp()
        self.group = self.create_owned_group(
            self.user_team.partner_id + self.user_portal.partner_id
        )
        self.message = self.post(self.group)
        self.group.close("The fair was a success")

    def request(self, route, **params):
        """Ask as the web client does; return (result, error message)."""
        with mute_logger("odoo.http"):
            response = self.url_open(route, json={"params": params}).json()
        error = response.get("error", {}).get("data", {})
        return response.get("result"), error.get("message")

    def call(self, method, *args):
        return self.request(
            f"/web/dataset/call_kw/discuss.channel/{method}",
            model="discuss.channel",
            method=method,
            args=[list(self.group.ids), *args],
            kwargs={},
        )

    def post_by_route(self):
        return self.request(
            "/mail/message/post",
            thread_model="discuss.channel",
            thread_id=self.group.id,
            post_data={"body": "Hello", "message_type": "comment"},
        )

    def test_post(self):
        """One row per person; those who may not read it learn nothing."""
        count = len(self.group.message_ids)
        for login, message in (
            ("employee", "was closed on .* by .*Employee.*: The fair .*press “Reopen”"),
            ("team", "was closed on .* by .*Employee.*: The fair .*press “Reopen”"),
            ("customer", "was closed on .* by .*Employee.*: The fair .*to reopen it"),
            ("theme_admin", "^404 Not Found"),
            (None, "^404 Not Found"),
        ):
            with self.subTest(login=login):
                self.authenticate(login, login)
                result, error = self.post_by_route()
                self.assertFalse(result)
                self.assertRegex(error, message)
        self.assertEqual(len(self.group.message_ids), count)

    def test_post_as_guest(self):
        world = self.create_owned_channel(group_public_id=False)
        guest = self.env["mail.guest"].create({"name": "Gus Guest"})
        world.sudo()._add_members(guests=guest)
        world.close("Done")
        self.authenticate(None, None)
        self.opener.cookies[guest._cookie_name] = guest._format_auth_cookie()
        self.group = world
        _result, error = self.post_by_route()
        self.assertRegex(error, "was closed on .*to reopen it")

    def test_react_and_call(self):
        self.authenticate("customer", "customer")
        _result, error = self.request(
            "/mail/message/reaction",
            message_id=self.message.id,
            content="👍",
            action="add",
        )
        self.assertIn("was closed on", error)
        _result, error = self.request(
            "/mail/rtc/channel/join_call", channel_id=self.group.id
        )
        self.assertIn("was closed on", error)
        self.authenticate("team", "team")
        _result, error = self.request(
            "/discuss/channel/sub_channel/create", parent_channel_id=self.group.id
        )
        self.assertIn("was closed on", error)

    def test_close_and_reopen_by_rpc(self):
        """One row per person: what their client hears when it tries."""
        for login, close, reopen in (
            ("customer", "was closed|Only", "Only colleagues"),
            ("theme_admin", "may not see it", "may not see it"),
        ):
            with self.subTest(login=login):
                self.authenticate(login, login)
                self.assertRegex(self.call("close", "Done")[1], close)
                self.assertRegex(self.call("reopen")[1], reopen)
        self.assertTrue(self.group.is_closed)
        self.authenticate("team", "team")
        self.assertEqual(self.call("reopen"), (True, None))
        self.assertFalse(self.group.is_closed)
        self.assertTrue(self.call("close", "Done")[1])
        self.authenticate("employee", "employee")
        self.assertRegex(self.call("close", {"a": 1})[1], "what came of the channel")
        self.assertEqual(self.call("close", "Done"), (True, None))

    def test_search_by_outcome(self):
        """Who may read the channel finds it by its outcome; nobody else does."""
        for login, expected in (
            ("team", True),
            ("customer", True),
            ("theme_admin", False),
        ):
            with self.subTest(login=login):
                self.authenticate(login, login)
                result, _error = self.request("/discuss/search", term="was a success")
                found = [c["id"] for c in result.get("discuss.channel", [])]
                self.assertEqual(self.group.id in found, expected)

    def test_old_links_of_customers(self):
        """The page of a merged channel is that of the channel where it went on."""
        target = self.create_owned_group(
            self.user_team.partner_id + self.user_portal.partner_id
        )
        self.group.merge_into(target.id)
        self.authenticate("customer", "customer")
        response = self.url_open(f"/discuss/channel/{self.group.id}")
        self.assertTrue(response.url.endswith(f"/discuss/channel/{target.id}"))
        self.assertEqual(response.status_code, 200)

    def test_start(self):
        """The browser is not given closed channels at start."""
        self.authenticate("team", "team")
        response = self.url_open(
            "/mail/data", json={"params": {"fetch_params": ["channels_as_member"]}}
        )
        data = json.loads(response.text)["result"]
        known = [channel["id"] for channel in data.get("discuss.channel", [])]
        self.assertNotIn(self.group.id, known)
