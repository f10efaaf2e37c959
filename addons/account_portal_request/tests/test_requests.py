from odoo import Command
from odoo.tests import tagged

from odoo.addons.portal_request.tests.common import RequestCase


@tagged("post_install", "-at_install")
class TestRequests(RequestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        journal = cls.env["account.journal"].create(
            {"name": "Requests", "code": "REQ", "type": "sale"}
        )
        account = cls.env["account.account"].create(
            {"name": "Pumps", "code": "PUMPS1", "account_type": "income"}
        )
        receivable = cls.env["account.account"].create(
            {
                "name": "Customers",
                "code": "PUMPS2",
                "account_type": "asset_receivable",
                "reconcile": True,
            }
        )
        people = cls.customer.partner_id + cls.stranger.partner_id
        people.commercial_partner_id.property_account_receivable_id = receivable
        cls.invoice, cls.other_invoice, cls.draft = cls.env["account.move"].create(
            [
                {
                    "move_type": "out_invoice",
                    "partner_id": partner.id,
                    "journal_id": journal.id,
                    "invoice_line_ids": [
                        Command.create(
                            {
                                "name": "Pump",
                                "price_unit": 10,
                                "account_id": account.id,
                                "tax_ids": False,
                            }
                        )
                    ],
                }
                for partner in (people[0], people[1], people[0])
            ]
        )
        (cls.invoice + cls.other_invoice).action_post()

    def ask(self, record):
        return self.submit(record=f"account.move,{record.id}")

    def test_ask(self):
        self.login(self.customer)
        page = self.url_open(f"/my/invoices/{self.invoice.id}").text
        self.assertIn(f"record=account.move,{self.invoice.id}", page)
        ticket = self.opened(self.ask(self.invoice))
        self.assertEqual(ticket.portal_invoice_id, self.invoice)
        page = self.url_open(f"/my/ticket/{ticket.id}").text
        self.assertIn(f"/my/invoices/{self.invoice.id}", page)
        page = self.url_open(f"/my/invoices/{self.invoice.id}").text
        self.assertIn("Your requests about this invoice", page)
        self.assertIn("The valve is stuck", page)

    def test_refusals(self):
        """Nobody asks about what they may not read; a link shows no requests."""
        self.login(self.customer)
        for record in (self.other_invoice, self.draft):
            with self.subTest(record=record.state):
                response = self.ask(record)
                self.assertEqual(response.status_code, 422)
                self.assertIn("not open to you", response.text)
        self.assertFalse(self.sent())
        self.ticket.portal_invoice_id = self.other_invoice
        page = self.url_open(f"/my/ticket/{self.ticket.id}").text
        self.assertNotIn(self.other_invoice.name, page)
        self.login(None)
        page = self.url_open(self.invoice.get_portal_url()).text
        self.assertIn(self.invoice.name, page)
        self.assertNotIn("about this invoice", page)
