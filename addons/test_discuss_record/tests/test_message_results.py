from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tools.discuss import Store

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestMessageResults(HttpCase, TestDiscussRecordCommon):
    """What was made out of a message is shown to those who may read both."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.channel = cls.env["discuss.channel"].create(
            {"name": "All", "channel_type": "channel", "group_public_id": False}
        )
        cls.message = cls._say("Ask them for the plans")
        cls.plain = cls._say("Thank you")

    @classmethod
    def _say(cls, text, channel=None):
        return (channel or cls.channel).message_post(
            body=text, message_type="comment", subtype_xmlid="mail.mt_comment"
        )

    def _make(self, message, record, kind="note", **values):
        """Make something out of ``message``, as who answers for the record."""
        self.env["discuss.message.follow.up"].with_user(self.responsible).create(
            {
                "kind": kind,
                "message_id": message.id,
                "record_ref": record and f"{record._name},{record.id}",
                "title": "Plans",
                **values,
            }
        ).action_follow_up()

    def _results(self, user, *messages):
        messages = self.env["mail.message"].union(*messages)
        return [
            (result["message_id"], result["label"], result["name"])
            for result in messages.with_user(user).get_results()
        ]

    def test_each_reader_their_own(self):
        self._make(self.message, self.document)
        self._make(self.message, self.confidential)
        self._make(self.message, self.document, "activity")
        self._make(self.message, None, "activity", title="Call them")
        message_id = self.message.id
        shown = [(message_id, "Note", "Document"), (message_id, "Activity", "Document")]
        for user, found in (
            (
                self.responsible,
                [
                    shown[0],
                    (message_id, "Note", "Secret"),
                    shown[1],
                    (message_id, "Activity", "Call them"),
                ],
            ),
            (self.colleague, shown),
        ):
            with self.subTest(user=user.name):
                self.assertEqual(self._results(user, self.message, self.plain), found)
        for user in (self.customer, self.env.ref("base.public_user")):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self._results(user, self.message)

    def test_messages_of_others(self):
        secret = self._open(self.confidential, self.responsible)
        message = self._say("Hush", secret)
        self._make(message, self.document)
        self.assertEqual(
            self._results(self.responsible, message),
            [(message.id, "Note", "Document")],
        )
        self.assertEqual(self._results(self.colleague, message), [])

    def test_what_is_gone(self):
        document = self._new_document(name="Gone")
        self._make(self.message, document)
        self.assertEqual(len(self._results(self.colleague, self.message)), 1)
        document.unlink()
        self.assertEqual(self._results(self.colleague, self.message), [])
        self.message.unlink()
        self.assertEqual(self._results(self.colleague, self.message), [])

    def test_made_once(self):
        follow_up = self.env["discuss.message.follow.up"].create(
            {
                "kind": "note",
                "message_id": self.message.id,
                "record_ref": f"{self.document._name},{self.document.id}",
            }
        )
        follow_up.action_follow_up()
        follow_up.action_follow_up()
        self.assertEqual(self.message.result_count, 1)

    def test_colleagues_alone_are_told(self):
        self.channel._add_members(users=self.customer | self.colleague)
        self._reset_bus()
        self._make(self.message, self.document)
        self.env.cr.precommit.run()
        # sudo: bus.bus - looking behind the scenes
        sent = self.env["bus.bus"].sudo().search([("message", "like", "result_count")])
        self.assertEqual(len(sent), 1)
        self.assertIn("internal_users", sent.channel)
        self.assertNotIn("Document", sent.message)
        for user, counts in ((self.colleague, [1, None]), (self.customer, [None] * 2)):
            with self.subTest(user=user.name):
                data = Store().add((self.message | self.plain).with_user(user))
                values = data.get_result()["mail.message"]
                self.assertEqual([v.get("result_count") for v in values], counts)
        with self.assertRaises(AccessError):
            self.message.with_user(self.customer).read(["result_count"])

    @mute_logger("odoo.http")
    def test_routes(self):
        self._make(self.message, self.document)

        def ask(ids):
            return self.make_jsonrpc_request(
                "/web/dataset/call_kw/mail.message/get_results",
                {
                    "model": "mail.message",
                    "method": "get_results",
                    "args": [ids],
                    "kwargs": {},
                },
            )

        for login, error in (
            ("colleague", None),
            ("customer", "AccessError"),
            (None, "SessionExpired"),
        ):
            self.authenticate(login, login)
            with self.subTest(login=login):
                if error:
                    with self.assertRaisesRegex(JsonRpcException, error):
                        ask([self.message.id])
                else:
                    self.assertEqual(len(ask([self.message.id])), 1)

    def test_hostile(self):
        Message = self.env["mail.message"].with_user(self.colleague)
        self.assertEqual(Message.browse([0, 2**31 - 1]).get_results(), [])
        for ids in (["1"], [[1]], [None], [1.5], list(range(1, 102))):
            with self.subTest(ids=ids), self.assertRaises(ValidationError):
                Message.browse(ids).get_results()
        with self.assertRaises(AccessError):
            self.env["discuss.message.result"].with_user(self.colleague).search([])

    def test_does_not_grow(self):
        few = [self._say("One") for _index in range(2)]
        many = [self._say("One") for _index in range(20)]
        plain = [self._say("One") for _index in range(20)]
        for message in few + many:
            self._make(message, self.document)

        def count(messages, function):
            messages = self.env["mail.message"].union(*messages)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            function(messages.with_user(self.colleague))
            return self.env.cr.sql_log_count - before

        def ask(messages):
            self.assertEqual(len(messages.get_results()), len(messages))

        def show(messages):
            Store().add(messages).get_result()

        for function in (ask, show):
            count(few, function)
            self.assertEqual(count(few, function), count(many, function))
        self.assertEqual(count(many, show), count(plain, show))
