from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestEndRoutes(HttpCase, TestDiscussRecordCommon):
    """A record is deleted over the network while others look at its channel."""

    def _call(self, model, method, *args, **kwargs):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def test_deleted_while_the_channel_is_open(self):
        channel = self._open(self.document, self.colleague)
        model, ids = self.document._name, self.document.ids
        self.authenticate("responsible", "responsible")
        stakes = self._call(model, "get_discussions_at_stake", ids)
        self.assertEqual(stakes, {"count": 1, "can_delete": False})
        context = {"discuss_record_deletion": "keep"}
        self._call(model, "unlink", ids, context=context)
        self.authenticate("colleague", "colleague")
        self.assertEqual(
            self._call("discuss.channel", "get_record_headers", channel.ids), []
        )
        with (
            self.assertRaisesRegex(JsonRpcException, "UserError"),
            mute_logger("odoo.http"),
        ):
            self._call(model, "open_team_channel", ids)
        stakes = self._call(model, "get_discussions_at_stake", ids)
        self.assertEqual(stakes["count"], 0)
        data = self.make_jsonrpc_request(
            "/mail/message/post",
            {
                "thread_model": "discuss.channel",
                "thread_id": channel.id,
                "post_data": {"body": "Still here", "message_type": "comment"},
            },
        )
        self.assertTrue(data["store_data"]["mail.message"])

    @mute_logger("odoo.http")
    def test_refused(self):
        self._open(self.confidential, self.responsible)
        model, ids = self.confidential._name, self.confidential.ids
        for login in ("colleague", "customer", None):
            with self.subTest(login=login):
                self.authenticate(login, login)
                with self.assertRaises(JsonRpcException):
                    self._call(model, "get_discussions_at_stake", ids)
                with self.assertRaises(JsonRpcException):
                    self._call("discuss.record.departure", "search_read", [])
        self.authenticate("responsible", "responsible")
        context = {"discuss_record_deletion": "delete"}
        with self.assertRaisesRegex(JsonRpcException, "AccessError"):
            self._call(model, "unlink", ids, context=context)
        self.assertTrue(self.confidential.exists())
        for garbage in (["x"], {"a": 1}, 7, "nonsense"):
            document = self._new_document(user_id=self.responsible.id)
            channel = self._open(document, self.responsible)
            context = {"discuss_record_deletion": garbage}
            self._call(model, "unlink", document.ids, context=context)
            self.assertTrue(channel.is_closed)
