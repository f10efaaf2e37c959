from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestFromMessage(HttpCase, TestDiscussRecordCommon):
    """What is made out of a message is made under the rights of who makes it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document.message_subscribe(cls.customer.partner_id.ids)
        channel_id = cls.document.with_user(cls.responsible).open_team_channel()
        cls.channel = cls.env["discuss.channel"].browse(channel_id)
        cls.message = cls.channel.with_user(cls.responsible).message_post(
            body="Ask them for the <b>plans</b>\nbefore Friday",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def _follow_up(self, user, kind, message=None, **values):
        """Open the dialog as ``user``, fill it in, and return what it saved."""
        form = Form(
            self.env["discuss.message.follow.up"]
            .with_user(user)
            .with_context(
                default_kind=kind, default_message_id=(message or self.message).id
            )
        )
        for name, value in values.items():
            form[name] = value
        return form.save()

    def _url(self):
        return f"{self.message.get_base_url()}/mail/message/{self.message.id}"

    def test_activity(self):
        follow_up = self._follow_up(self.responsible, "activity")
        self.assertEqual(follow_up.title, "Ask them for the <b>plans</b>")
        self.assertEqual(follow_up.record_ref, self.document)
        follow_up.user_id = self.colleague
        action = follow_up.action_follow_up()
        activity = self.env["mail.activity"].search(
            [("res_model", "=", self.document._name)]
        )
        self.assertEqual(activity.res_id, self.document.id)
        self.assertEqual(activity.user_id, self.colleague)
        self.assertEqual(activity.create_uid, self.responsible)
        self.assertEqual(activity.summary, "Ask them for the <b>plans</b>")
        self.assertIn("Romane Responsible", activity.note)
        self.assertIn("before Friday", activity.note)
        self.assertIn("&lt;b&gt;plans", activity.note)
        self.assertIn(self._url(), activity.note)
        self.assertEqual(
            action["params"]["links"],
            [
                {
                    "label": self.document.display_name,
                    "url": f"/odoo/{self.document._name}/{self.document.id}",
                }
            ],
        )

    def test_reminder_for_oneself(self):
        follow_up = self._follow_up(self.responsible, "activity", record_ref=False)
        follow_up.action_follow_up()
        activity = self.env["mail.activity"].search(
            [("user_id", "=", self.responsible.id)]
        )
        self.assertFalse(activity.res_model)
        self.assertIn(self._url(), activity.note)
        follow_up = self._follow_up(
            self.responsible, "activity", record_ref=False, user_id=self.colleague
        )
        with self.assertRaisesRegex(UserError, "choose the record"):
            follow_up.action_follow_up()

    def test_note_is_for_colleagues(self):
        before = self.document.message_ids
        self._follow_up(self.responsible, "note").action_follow_up()
        note = self.document.message_ids - before
        self.assertEqual(note.subtype_id, self.env.ref("mail.mt_note"))
        self.assertTrue(note.is_internal or note.subtype_id.internal)
        self.assertEqual(note.author_id, self.responsible.partner_id)
        self.assertIn("before Friday", note.body)
        self.assertIn(self._url(), note.body)
        # The customer follows the document, and hears nothing of it
        self.assertNotIn(self.customer.partner_id, note.notified_partner_ids)
        with self.assertRaises(AccessError):
            note.with_user(self.customer).check_access("read")

    def test_sent_twice(self):
        follow_up = self._follow_up(self.responsible, "note")
        before = self.document.message_ids
        first = follow_up.action_follow_up()
        self.assertEqual(follow_up.action_follow_up(), first)
        self.assertEqual(len(self.document.message_ids - before), 1)

    def test_message_of_others(self):
        """Nobody gets at a message by the dialog that they may not read."""
        secret = self._open(self.confidential, self.responsible)
        message = secret.with_user(self.responsible).message_post(body="Hush")
        for user in (self.colleague, self.stranger):
            with self.subTest(user=user.name):
                with self.assertRaises(AccessError):
                    self._follow_up(user, "note", message)
                follow_up = self._follow_up(user, "activity", self._public_message())
                with self.assertRaises(AccessError):
                    follow_up.write({"message_id": message.id})
        with self.assertRaises(AccessError):
            self._follow_up(self.customer, "note", self._public_message())

    def _public_message(self):
        channel = self.env["discuss.channel"].create(
            {"name": "All", "channel_type": "channel", "group_public_id": False}
        )
        return channel.message_post(body="Hello")

    def test_who_left_since(self):
        follow_up = self._follow_up(self.responsible, "note")
        self.document.user_id = self.colleague
        self.channel.with_user(self.responsible).action_unfollow()
        self.document.is_confidential = True
        with self.assertRaises(AccessError):
            follow_up.with_user(self.responsible).action_follow_up()

    def test_record_of_others(self):
        for kind in ("activity", "note"):
            with self.subTest(kind=kind):
                message = self._public_message()
                follow_up = self._follow_up(
                    self.colleague, kind, message, record_ref=self.document
                )
                follow_up.record_ref = self.confidential.sudo(False)
                with self.assertRaises(AccessError):
                    follow_up.action_follow_up()
        self.assertFalse(
            self.env["mail.activity"].search(
                [
                    ("res_model", "=", self.confidential._name),
                    ("res_id", "=", self.confidential.id),
                ]
            )
        )

    def test_who_cannot_open_the_record(self):
        self.document.is_confidential = True
        follow_up = self._follow_up(self.responsible, "activity", user_id=self.stranger)
        with self.assertRaisesRegex(UserError, "Stella Stranger may not open"):
            follow_up.action_follow_up()
        with self.assertRaisesRegex(ValidationError, "by a colleague"):
            follow_up.user_id = self.customer

    def test_only_messages_of_discuss(self):
        message = self.document.message_post(body="In the chatter")
        with self.assertRaisesRegex(ValidationError, "messages of Discuss"):
            self._follow_up(self.responsible, "note", message)

    def test_dialogs_of_others(self):
        """What somebody quotes in a dialog is theirs until they are done."""
        follow_up = self._follow_up(self.responsible, "note")
        with self.assertRaises(AccessError):
            follow_up.with_user(self.colleague).read(["quote"])
        with self.assertRaises(AccessError):
            follow_up.with_user(self.colleague).action_follow_up()

    def test_result_is_not_forged(self):
        with self.assertRaises(AccessError):
            self._follow_up(self.responsible, "note").write({"result_model": "x"})

    @mute_logger("odoo.http")
    def test_routes(self):
        follow_up = self._follow_up(self.responsible, "note")
        for login, error in (
            ("customer", "AccessError"),
            ("colleague", "AccessError"),
            (None, "SessionExpired"),
            ("responsible", None),
        ):
            with self.subTest(login=login):
                self.authenticate(login, login)
                model, method = follow_up._name, "action_follow_up"
                url = f"/web/dataset/call_button/{model}/{method}"
                params = {
                    "args": [follow_up.ids],
                    "kwargs": {},
                    "method": method,
                    "model": model,
                }
                if error:
                    with self.assertRaisesRegex(JsonRpcException, error):
                        self.make_jsonrpc_request(url, params)
                else:
                    self.make_jsonrpc_request(url, params)
        self.assertEqual(follow_up.result_id, self.document.id)
