from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common_controllers import MailControllerCommon

from .common import DiscussThemeCommon


@tagged("post_install", "-at_install", "mail_controller")
class TestWebclient(DiscussThemeCommon, MailControllerCommon):
    """What the web client asks of the server, by well-meaning people and others."""

    def request(self, name, params=None, route="/mail/action"):
        """Ask as the web client does; return (result, error message)."""
        response = self.url_open(
            route,
            json={"params": {"fetch_params": [[name, params, 1]]}},
        ).json()
        return response.get("result"), response.get("error", {}).get("data", {}).get(
            "message"
        )

    def create_params(self, **params):
        return {
            "name": "Spring fair",
            "group_id": self.env.ref("base.group_user").id,
            "theme_id": self.theme_open.id,
            "description": "Who brings what",
            **params,
        }

    def channels(self):
        return self.Channel.search([("name", "=", "Spring fair")])

    def test_create_channel(self):
        self.authenticate("employee", "employee")
        result, error = self.request("/discuss/create_channel", self.create_params())
        self.assertFalse(error)
        channel = self.channels()
        self.assertEqual(len(channel), 1)
        self.assertEqual(channel.theme_id, self.theme_open)
        self.assertEqual(channel.description, "Who brings what")
        self.assertEqual(channel.create_uid, self.user_employee)
        (answer,) = result["DataResponse"]
        self.assertEqual(
            answer["channel"], {"id": channel.id, "model": "discuss.channel"}
        )

    def test_create_channel_as_stock(self):
        """A client that knows nothing of themes makes a channel in General."""
        self.authenticate("employee", "employee")
        params = self.create_params()
        del params["theme_id"], params["description"]
        _result, error = self.request("/discuss/create_channel", params)
        self.assertFalse(error)
        self.assertEqual(self.channels().theme_id, self.general)

    def test_create_channel_with_bad_values(self):
        self.authenticate("employee", "employee")
        table = [
            ({"name": ""}, "A channel needs a name."),
            ({"name": "   "}, "A channel needs a name."),
            ({"name": None}, "A channel needs a name."),
            ({"name": ["a"]}, "A channel needs a name."),
            ({"name": "x" * 10_000}, "limited to 100 characters; this one has 10000."),
            ({"description": "x" * 10_000}, "limited to 250 characters"),
            ({"description": {"a": 1}}, "The purpose of a channel is a text."),
            ({"theme_id": "abc"}, "may not see it"),
            ({"theme_id": str(self.theme_open.id)}, "may not see it"),
            ({"theme_id": [self.theme_open.id]}, "may not see it"),
            ({"theme_id": True}, "may not see it"),
            ({"theme_id": self.theme_open.id + 1_000_000}, "may not see it"),
            ({"theme_id": self.theme_team.id}, "may not see it"),
            ({"theme_id": self.theme_company_2.id}, "may not see it"),
            ({"group_id": "abc"}, "You are not in this group of users"),
            ({"kind": "open"}, "is public, restricted to a group, or private"),
            ({"partner_ids": {"a": 1}}, "does not exist any more"),
        ]
        before = self.Channel.search_count([])
        for values, message in table:
            with self.subTest(values=values), mute_logger("odoo.http"):
                result, error = self.request(
                    "/discuss/create_channel", self.create_params(**values)
                )
                self.assertFalse(result)
                self.assertIn(message, error)
        self.assertEqual(self.Channel.search_count([]), before)
        _result, error = self.request("/discuss/create_channel", self.create_params())
        self.assertFalse(error)

    def test_create_channel_from_outside(self):
        for user in (self.user_portal, self.user_public, self.guest):
            self._authenticate_pseudo_user(user)
            for params in (
                self.create_params(),
                self.create_params(theme_id=False),
                self.create_params(theme_id=False, group_id=False),
            ):
                with self.subTest(user=user, params=params), mute_logger("odoo.http"):
                    result, error = self.request("/discuss/create_channel", params)
                    self.assertFalse(result)
                    self.assertTrue(error)
        self.assertFalse(self.channels())

    def test_themes_on_request(self):
        self.authenticate("employee", "employee")
        result, _error = self.request("discuss.theme", route="/mail/data")
        names = {theme["name"] for theme in result["discuss.theme"]}
        self.assertIn("Open", names)
        self.assertNotIn("Of the team", names)
        for user in (self.user_portal, self.user_public, self.guest):
            self._authenticate_pseudo_user(user)
            with self.subTest(user=user):
                result, _error = self.request("discuss.theme", route="/mail/data")
                self.assertEqual(result, {})

    def test_channels_of_outsiders(self):
        """Portal users and guests get their channels without the theme."""
        group = self.Channel.with_user(self.user_employee)._create_group(
            self.user_portal.partner_id.ids, name="With a customer"
        )
        group._add_members(guests=self.guest)
        for user, expected in (
            (self.user_employee, True),
            (self.user_portal, False),
            (self.guest, False),
        ):
            self._authenticate_pseudo_user(user)
            for name, params in (
                ("channels_as_member", None),
                ("discuss.channel", [group.id]),
            ):
                with self.subTest(user=user, request=name):
                    result, _error = self.request(name, params, route="/mail/data")
                    data = {c["id"]: c for c in result["discuss.channel"]}
                    self.assertEqual("theme_id" in data[group.id], expected)
