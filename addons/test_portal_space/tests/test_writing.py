from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import SHARE, PortalDocumentCommon


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
        comment = {"message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
        message = document.message_post(body="Hello", **comment)
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
                document.with_user(self.people[who]).message_post(body="x", **comment)

    def test_what_is_tracked_is_logged(self):
        """Odoo goes on to say what a customer who may write changed."""
        self.env["ir.model.access"].create(
            {
                "name": "write",
                "model_id": self.env["ir.model"]._get_id(self.document._name),
                "group_id": self.env.ref("base.group_portal").id,
                "perm_write": True,
                "perm_read": True,
            }
        )
        document = self.document.with_user(self.owner)
        document.state = "done"
        self.cr.flush()
        tracked = self.document.message_ids.filtered("tracking_value_ids")
        self.assertEqual(tracked.author_id, self.owner.partner_id)
        self.assertLess(abs((tracked.date - fields.Datetime.now()).days), 2)
