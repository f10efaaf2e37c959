from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.portal_guard.models.mail_message import ADDRESS_FIELDS

from .common import SHARE, PortalDocumentCommon

COMMENT = {"message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
SERVER = "mail_server_id"


@tagged("post_install", "-at_install")
class TestWriting(PortalDocumentCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.comment = cls._post("Hello")
        cls.own = cls._post("Good morning", user=cls.owner, portal_written=True)
        cls._notify(cls.comment, cls.owner)
        cls._notify(cls.comment, cls.people["stranger"])

    def test_nobody_writes_to_messages(self):
        """Not to their own, either: there are routes for that."""
        values = {
            "body": "changed",
            "subject": "changed",
            "date": "2001-01-01",
            "message_type": "notification",
            "subtype_id": self.env.ref("mail.mt_note").id,
            "author_id": self.employee.partner_id.id,
            "is_internal": True,
            "model": "res.partner",
            "res_id": self.owner.partner_id.id,
            "portal_written": True,
            "partner_ids": [Command.link(self.employee.partner_id.id)],
            "pinned_at": "2001-01-01",
        }
        for who in SHARE:
            for message in (self.comment, self.own):
                message = message.with_user(self.people[who])
                for name, value in values.items():
                    with self.subTest(who=who, own=message == self.own, field=name):
                        with self.assertRaises(AccessError):
                            message.write({name: value})
                with self.subTest(who=who), self.assertRaises(AccessError):
                    message.unlink()
        self.comment.with_user(self.employee).body = "changed"

    def test_nobody_makes_messages_but_comments(self):
        """What a customer adds by a call is what the page lets them add."""
        note = self.env.ref("mail.mt_note").id
        document = self.document.with_user(self.owner)
        for values in (
            {},
            {"message_type": "notification", "subtype_xmlid": "mail.mt_comment"},
            {"message_type": "comment"},
            {"message_type": "comment", "subtype_id": note},
            {"message_type": "auto_comment", "subtype_xmlid": "mail.mt_comment"},
            {"message_type": "email", "subtype_xmlid": "mail.mt_comment"},
            {"is_internal": True},
            {"date": "2001-01-01 00:00:00"},
            {"partner_ids": self.employee.partner_id.ids},
        ):
            if not {"message_type", "subtype_xmlid"} & values.keys() and values:
                values |= {
                    "message_type": "comment",
                    "subtype_xmlid": "mail.mt_comment",
                }
            with self.subTest(values=values), self.assertRaises(AccessError):
                document.message_post(body="canary", **values)
        message = document.message_post(body="Hello", **COMMENT)
        self.assertEqual(message.author_id, self.owner.partner_id)
        created = {
            "model": document._name,
            "res_id": document.id,
            "body": "canary",
            "subtype_id": note,
        }
        for values, context in (
            ({"message_type": "notification"}, {}),
            ({}, {"default_message_type": "notification"}),
            ({}, {"portal_guard_tracking": True}),
        ):
            messages = self.env["mail.message"].with_user(self.owner)
            with self.subTest(values=values), self.assertRaises(AccessError):
                messages.with_context(**context).create(created | values)
        for who in ("stranger", "public"):
            with self.subTest(who=who), self.assertRaises(AccessError):
                document.with_user(self.people[who]).message_post(body="x", **COMMENT)

    def test_addresses_are_not_chosen(self):
        """A call chooses neither where a message goes and is answered, nor in whose
        name it is."""
        known = self.people["colleague"].partner_id
        server = self.env["ir.mail_server"].create(
            {"name": "Ours", "smtp_host": "localhost"}
        )
        document = self.document.with_user(self.owner)
        employee = self.document.with_user(self.employee)
        notify = self.env["mail.thread"].with_user(self.owner).message_notify
        mails = self.env["mail.mail"].search_count([])
        for values in (
            *({name: "anybody@example.com"} for name in ADDRESS_FIELDS - {SERVER}),
            {SERVER: server.id},
            {"author_id": known.id},
            {"author_id": self.employee.partner_id.id},
        ):
            with self.subTest(**values):
                with self.assertRaisesRegex(AccessError, "employees"):
                    document.message_post(body="canary", **COMMENT, **values)
                with self.assertRaisesRegex(AccessError, "employees"):
                    notify(body="canary", partner_ids=known.ids, **values)
                self.assertEqual(self.env["mail.mail"].search_count([]), mails)
                self.assertTrue(employee.message_post(body="x", **COMMENT, **values))
                mails = self.env["mail.mail"].search_count([])
        own = {"author_id": self.owner.partner_id.id, "reply_to": False}
        self.assertTrue(document.message_post(body="Hello", **COMMENT, **own))

    def test_whom_one_writes_to(self):
        """A call writes to nobody whom its user does not see, be it from no record."""
        subtype = {"subtype_xmlid": "mail.mt_comment"}
        known = self.people["colleague"].partner_id
        hidden = self.employee.partner_id | self.people["stranger"].partner_id
        thread = self.env["mail.thread"].with_user(self.owner)
        document = {"model": self.document._name, "res_id": self.document.id}
        room = self.env["discuss.channel"].with_user(self.owner).sudo()
        room = room._create_group(partners_to=known.ids)
        room = {"model": room._name, "res_id": room.id}
        self._let_customers_write("res.partner")
        contact = self.owner.partner_id.with_user(self.owner)
        mails = self.env["mail.mail"].search_count([])
        for partners in (*hidden, known | hidden):
            people = {"partner_ids": partners.ids}
            for call, values in (
                (thread.message_notify, subtype),
                (thread.message_notify, subtype | document),
                (thread.message_notify, subtype | room),
                (contact.message_post, COMMENT),
            ):
                with self.subTest(call=call.__name__, **people, **values):
                    with self.assertRaises(AccessError):
                        call(body="canary", **people, **values)
        self.assertEqual(self.env["mail.mail"].search_count([]), mails)
        people = {"partner_ids": known.ids}
        self.assertTrue(thread.message_notify(body="Look", **subtype, **people))
        self.assertTrue(contact.message_post(body="Look", **COMMENT, **people))
        self.assertGreater(self.env["mail.mail"].search_count([]), mails)

    def test_what_is_tracked_is_logged(self):
        """Odoo goes on to say what a customer who may write changed."""
        self._let_customers_write(self.document._name)
        document = self.document.with_user(self.owner)
        document.state = "done"
        self.cr.flush()
        tracked = self.document.message_ids.filtered("tracking_value_ids")
        self.assertEqual(tracked.author_id, self.owner.partner_id)
        self.assertLess(abs((tracked.date - fields.Datetime.now()).days), 2)

    def _let_customers_write(self, model):
        self.env["ir.model.access"].create(
            {
                "name": "write",
                "model_id": self.env["ir.model"]._get_id(model),
                "group_id": self.env.ref("base.group_portal").id,
                "perm_write": True,
                "perm_read": True,
            }
        )
