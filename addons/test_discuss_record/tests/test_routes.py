from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestRoutes(HttpCase, TestDiscussRecordCommon):
    """What can be reached from the network, by whom."""

    def _call(self, model, method, *args):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": {}},
        )

    @mute_logger("odoo.http")
    def test_open_team_channel(self):
        for login, document, error in (
            ("colleague", self.document, None),
            ("colleague", self.confidential, "AccessError"),
            ("customer", self.document, "AccessError"),
            ("customer", self.confidential, "AccessError"),
        ):
            with self.subTest(login=login, document=document.name):
                self.authenticate(login, login)
                if error:
                    with self.assertRaisesRegex(JsonRpcException, error):
                        self._call(document._name, "open_team_channel", document.ids)
                else:
                    self.assertEqual(
                        self._call(document._name, "open_team_channel", document.ids),
                        document.team_channel_id.id,
                    )
        self.assertFalse(self.confidential.team_channel_id)

    @mute_logger("odoo.http")
    def test_hostile_ids(self):
        self.authenticate("colleague", "colleague")
        missing = self.document.id + 10_000
        with self.assertRaisesRegex(JsonRpcException, "UserError"):
            self._call("test.discuss.record", "open_team_channel", [missing])
        for ids in ([], [self.document.id, self.confidential.id]):
            with self.assertRaises(JsonRpcException):
                self._call("test.discuss.record", "open_team_channel", ids)

    @mute_logger("odoo.http")
    def test_public(self):
        self.authenticate(None, None)
        with self.assertRaises(JsonRpcException):
            self._call("test.discuss.record", "open_team_channel", self.document.ids)

    @mute_logger("odoo.http")
    def test_internal_methods_are_not_callable(self):
        channel = self._open(self.confidential, self.responsible)
        self.authenticate("stranger", "stranger")
        for method in ("_enter_by_record", "_create_team_channel", "_search_records"):
            with self.assertRaises(JsonRpcException):
                self._call("discuss.channel", method, channel.ids)

    def test_invitation_link(self):
        """The link of stock opens a record's channel to nobody but its readers."""
        channel = self._open(self.confidential, self.responsible)
        url = f"/chat/{channel.id}/{channel.uuid}"
        for login, status in (
            (None, 404),
            ("customer", 404),
            ("stranger", 404),
            ("responsible", 200),
        ):
            with self.subTest(login=login):
                self.authenticate(login, login)
                self.assertEqual(self.url_open(url).status_code, status)
        self.assertEqual(self._members(channel), self.responsible.partner_id)
        self.confidential.is_confidential = False
        self.authenticate("stranger", "stranger")
        self.assertEqual(self.url_open(url).status_code, 200)
        self.assertIn(self.stranger.partner_id, self._members(channel))

    @mute_logger("odoo.http")
    def test_others_enter_by_invitation(self):
        """Over the network: only a member lets in who may not read the record, which
        stays closed to them; who was invited stays when the record is closed."""
        channel = self._open(self.confidential, self.responsible)
        partner_ids = self.stranger.partner_id.ids
        self.authenticate("stranger", "stranger")
        for route, params in (
            ("/discuss/channel/join", {"channel_id": channel.id}),
            ("/discuss/channel/messages", {"channel_id": channel.id}),
            ("/discuss/channel/members", {"channel_id": channel.id}),
        ):
            with self.subTest(route=route), self.assertRaises(JsonRpcException):
                self.make_jsonrpc_request(route, params)
        with self.assertRaises(JsonRpcException):
            self._call("discuss.channel", "add_members", channel.ids, partner_ids)
        self.assertEqual(self._members(channel), self.responsible.partner_id)
        self.authenticate("responsible", "responsible")
        self._reset_bus()
        self._call("discuss.channel", "add_members", channel.ids, partner_ids)
        self.assertTrue(
            any("cannot open the record" in message for message in self._bus_messages())
        )
        self._audit()
        self.authenticate("stranger", "stranger")
        found = self.make_jsonrpc_request(
            "/discuss/channel/messages", {"channel_id": channel.id}
        )
        self.assertIn("messages", found)
        model, ids = self.confidential._name, self.confidential.ids
        with self.assertRaisesRegex(JsonRpcException, "AccessError"):
            self._call(model, "read", ids, ["name"])
        headers = self._call("discuss.channel", "get_record_headers", channel.ids)
        self.assertEqual(headers, [])

    def test_who_left_does_not_come_back_by_the_link(self):
        channel = self._open(self.document, self.colleague)
        self.document.is_confidential = True
        self._audit()
        self.authenticate("colleague", "colleague")
        response = self.url_open(f"/chat/{channel.id}/{channel.uuid}")
        self.assertEqual(response.status_code, 404)
