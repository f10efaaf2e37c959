from unittest.mock import patch
from uuid import uuid4

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import mail_new_test_user
from odoo.addons.mail.tests.common_controllers import MailControllerCommon

from ..models.mail_message import MailMessage


@tagged("post_install", "-at_install", "mail_controller")
class TestClientKey(MailControllerCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_colleague = mail_new_test_user(
            cls.env, login="colleague", groups="base.group_user", name="Colin Colleague"
        )
        cls.user_customer = mail_new_test_user(
            cls.env, login="customer", groups="base.group_portal", name="Cora Customer"
        )
        cls.channel = (
            cls.env["discuss.channel"]
            .with_user(cls.user_employee)
            ._create_group(
                (cls.user_colleague + cls.user_customer).partner_id.ids, name="Workshop"
            )
        )
        cls.other_channel = (
            cls.env["discuss.channel"]
            .with_user(cls.user_employee)
            ._create_group([], name="Office")
        )
        cls.channel.sudo()._add_members(guests=cls.guest)
        cls.record = cls.env["res.partner"].create({"name": "Azure"})

    def setUp(self):
        super().setUp()
        self.key = str(uuid4())

    def post(self, key=None, thread=None, body="Hello", **kwargs):
        """Post as the web client does; return (id, error message)."""
        thread = self.channel if thread is None else thread
        params = {
            "thread_model": thread._name,
            "thread_id": thread.id,
            "post_data": {
                "body": body,
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_comment",
                **({} if key is None else {"client_key": key}),
            },
            **kwargs,
        }
        with mute_logger("odoo.http"):
            answer = self.url_open("/mail/message/post", json={"params": params}).json()
        error = answer.get("error", {}).get("data", {}).get("message")
        return answer.get("result", {}).get("message_id"), error

    def messages(self, thread=None):
        thread = self.channel if thread is None else thread
        return self.env["mail.message"].search(
            [
                ("model", "=", thread._name),
                ("res_id", "=", thread.id),
                ("message_type", "=", "comment"),
            ]
        )

    def test_sent_twice(self):
        """By everybody who may post, wherever they may."""
        for user, thread in (
            (self.user_employee, self.channel),
            (self.user_customer, self.channel),
            (self.guest, self.channel),
            (self.user_employee, self.record),
        ):
            with self.subTest(user=user.name, thread=thread._name):
                self._authenticate_pseudo_user(user)
                key = str(uuid4())
                before = self.messages(thread)
                first, error = self.post(key, thread)
                self.assertFalse(error)
                again, error = self.post(key, thread)
                self.assertFalse(error)
                self.assertEqual(again, first)
                self.assertEqual((self.messages(thread) - before).ids, [first])
                other, error = self.post(str(uuid4()), thread)
                self.assertNotEqual(other, first)

    def test_answer_has_the_message(self):
        self.authenticate("employee", "employee")
        params = {
            "thread_model": "discuss.channel",
            "thread_id": self.channel.id,
            "post_data": {"body": "Hello", "client_key": self.key},
        }
        answers = [
            self.make_jsonrpc_request("/mail/message/post", params) for _ in range(2)
        ]
        for answer in answers:
            (message,) = answer["store_data"]["mail.message"]
            self.assertEqual(message["id"], answers[0]["message_id"])
            self.assertEqual(message["body"], ["markup", "<p>Hello</p>"])
            self.assertNotIn(self.key, str(answer))

    def test_nothing_happens_the_second_time(self):
        self.authenticate("employee", "employee")
        self.post(self.key)
        self.env["bus.bus"].search([]).unlink()
        interest = self.channel.sudo().last_interest_dt
        self.post(self.key)
        self.assertFalse(self.env["bus.bus"].search([]))
        self.channel.invalidate_recordset()
        self.assertEqual(self.channel.sudo().last_interest_dt, interest)

    def test_keys_are_per_author(self):
        self.authenticate("employee", "employee")
        mine, error = self.post(self.key)
        self.authenticate("colleague", "colleague")
        theirs, error = self.post(self.key)
        self._authenticate_pseudo_user(self.guest)
        guests, error = self.post(self.key)
        self.assertEqual(len(self.messages().filtered("author_guest_id")), 1)
        self.assertEqual(len({mine, theirs, guests}), 3)

    def test_key_of_another_conversation(self):
        self.authenticate("employee", "employee")
        self.post(self.key)
        for thread in (self.other_channel, self.record):
            sent, error = self.post(self.key, thread)
            self.assertFalse(sent)
            self.assertIn("already sent to another conversation", error)
            self.assertFalse(self.messages(thread))

    def test_malformed_keys(self):
        self.authenticate("employee", "employee")
        for malformed in (
            *("", "short", "x" * 65, "with space 12345", "nul\0 4567890123456"),
            *("é" * 20, 1234567890123456, True, [self.key], {"a": self.key}),
        ):
            with self.subTest(key=malformed):
                sent, error = self.post(malformed)
                self.assertFalse(sent)
                self.assertIn("16 to 64 letters", error)
        self.assertFalse(self.messages())

    def test_key_opens_nothing(self):
        """Who knows somebody's key learns nothing, and posts nowhere else by it."""
        self.authenticate("employee", "employee")
        self.post(self.key, self.other_channel)
        self._authenticate_pseudo_user(self.user_customer)
        sent, error = self.post(self.key, self.other_channel)
        self.assertFalse(sent)
        self.assertTrue(error)
        self.assertEqual(len(self.messages(self.other_channel)), 1)

    def test_who_left_is_not_answered(self):
        self._authenticate_pseudo_user(self.user_customer)
        self.post(self.key)
        self.channel.sudo()._action_unfollow(self.user_customer.partner_id)
        sent, error = self.post(self.key)
        self.assertFalse(sent)
        self.assertTrue(error)

    def test_posts_without_key_are_as_ever(self):
        self.authenticate("employee", "employee")
        first, error = self.post()
        second, error = self.post()
        self.assertNotEqual(first, second)

    @mute_logger("odoo.service.model")
    def test_arriving_at_once(self):
        """The second transaction began when the first had not ended: it does not find
        the message, fails on the index, and is run again."""
        self.authenticate("employee", "employee")
        first, error = self.post(self.key)
        find, calls = MailMessage._sent_with_client_key, []

        def find_late(messages, key):
            calls.append(key)
            return find(messages, key) if len(calls) > 1 else messages.browse().sudo()

        with (
            patch.object(MailMessage, "_sent_with_client_key", find_late),
            patch("odoo.service.model.time.sleep"),
        ):
            second, error = self.post(self.key)
        self.assertEqual(len(calls), 2)
        self.assertFalse(error)
        self.assertEqual(second, first)
        self.assertEqual(self.messages().ids, [first])

    def test_key_is_nobodys_to_read_or_write(self):
        self.authenticate("employee", "employee")
        sent, error = self.post(self.key)
        message = self.env["mail.message"].with_user(self.user_employee).browse(sent)
        self.assertEqual(message.sudo().client_key, self.key)
        with self.assertRaises(AccessError):
            message.read(["client_key"])
        with self.assertRaises(AccessError):
            message.search([("client_key", "=", self.key)])
        with self.assertRaises(AccessError):
            message.write({"client_key": False})

    # ------------------------------------------------------------- from programs
    def test_post_once(self):
        channel = self.channel.with_user(self.user_employee)
        first = channel.message_post_once(
            self.key, body="Hello", message_type="comment"
        )
        again = channel.message_post_once(
            self.key, body="Hello", message_type="comment"
        )
        self.assertEqual(again, first)
        self.assertEqual(self.messages(), first)
        colleague = self.channel.with_user(self.user_colleague)
        self.assertNotEqual(colleague.message_post_once(self.key, body="Hello"), first)

    def test_post_once_refused(self):
        channel = self.channel.with_user(self.user_employee)
        channel.message_post_once(self.key, body="Hello")
        other = self.other_channel.with_user(self.user_employee)
        with self.assertRaisesRegex(ValidationError, "another conversation"):
            other.message_post_once(self.key, body="Hello")
        with self.assertRaisesRegex(ValidationError, "16 to 64"):
            channel.message_post_once("short", body="Hello")
        with self.assertRaises(AccessError):
            other.with_user(self.user_customer).message_post_once(
                str(uuid4()), body="Hello"
            )
