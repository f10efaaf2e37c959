from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .common import RequestCase


@tagged("post_install", "-at_install")
class TestContext(RequestCase):
    """Whoever calls a method brings a context along: nothing of it is done with more
    rights than they have."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.secret = cls.new_ticket("Secret", cls.stranger)
        cls.file = cls.env["ir.attachment"].create(
            {
                "name": "secret.txt",
                "raw": b"secret",
                "res_model": "helpdesk.ticket",
                "res_id": cls.secret.id,
            }
        )
        cls.message = cls.secret.message_post(body="secret")
        # what was made in the same transaction is not tracked
        cls.env.flush_all()
        cls.env.cr.precommit.run()
        cls.context = {
            "default_attachment_ids": [Command.set(cls.file.ids)],
            "default_message_ids": [Command.set(cls.message.ids)],
            "default_user_id": cls.agent.id,
            "mail_create_nolog": True,
            "mail_create_nosubscribe": True,
            "mail_notify_author": True,
            "tracking_disable": True,
        }

    def assertUntouched(self, ticket):
        self.env.invalidate_all()
        self.assertEqual(self.file.res_id, self.secret.id)
        self.assertEqual(self.message.res_id, self.secret.id)
        self.assertFalse(ticket.user_id)

    def assertTracked(self, ticket, stage):
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.assertIn(
            stage.name,
            ticket.message_ids.tracking_value_ids.mapped("new_value_char"),
        )

    def test_open(self):
        Ticket = self.env["helpdesk.ticket"].with_user(self.customer)
        ticket_id = Ticket.with_context(**self.context).portal_open("The lamp", "Dark")
        ticket = self.env["helpdesk.ticket"].browse(ticket_id)
        self.assertUntouched(ticket)
        self.assertTrue(ticket.message_ids)

    def test_acts(self):
        ticket = self.ticket.with_user(self.customer).with_context(**self.context)
        ticket.portal_answer("It still leaks")
        ticket.portal_urge("It floods")
        ticket.portal_add_colleague(self.colleague.partner_id.id)
        self.stages["done"].close_from_portal = True
        ticket.portal_close(self.stages["done"].id)
        self.assertTracked(self.ticket, self.stages["done"])
        ticket.portal_reopen("It leaks again")
        self.assertTracked(self.ticket, self.stages["in_progress"])
        self.assertUntouched(self.ticket)

    def test_follow_on(self):
        self.company.portal_request_reopen_days = 0
        self.ticket.stage_id = self.stages["done"]
        ticket = self.ticket.with_user(self.customer).with_context(**self.context)
        new_id = ticket.portal_answer("Once more")
        self.assertNotEqual(new_id, ticket.id)
        new = self.env["helpdesk.ticket"].browse(new_id)
        self.assertUntouched(new)
        self.assertTrue(new.message_ids)

    def test_other_companies(self):
        """Companies that somebody is not in are not chosen by a context either."""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        ticket = self.ticket.with_user(self.customer)
        ticket = ticket.with_context(allowed_company_ids=other.ids)
        self.stages["done"].close_from_portal = True
        with self.assertRaises(AccessError):
            ticket.portal_close(self.stages["done"].id)
