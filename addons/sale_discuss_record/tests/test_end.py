from odoo import Command
from odoo.tests import tagged

from odoo.addons.sale.tests.common import TestSaleCommon


@tagged("post_install", "-at_install")
class TestEnd(TestSaleCommon):
    """When an order is over, so is its conversation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = cls.company_data["default_user_salesman"]
        cls.order = cls.env["sale.order"].create(
            {
                "partner_id": cls.partner_a.id,
                "user_id": cls.salesperson.id,
                "order_line": [
                    Command.create(
                        {"product_id": cls.company_data["product_service_order"].id}
                    )
                ],
            }
        )
        cls.channel = cls.env["discuss.channel"].browse(
            cls.order.with_user(cls.salesperson).open_team_channel()
        )

    def setUp(self):
        super().setUp()
        self._commit()

    def _commit(self):
        self.env.flush_all()
        self.env.cr.precommit.run()

    def test_cancelled_and_drawn_up_again(self):
        as_salesperson = self.order.with_user(self.salesperson)
        as_salesperson._action_cancel()
        self._commit()
        self.assertEqual(self.channel.outcome, "Cancelled")
        self.assertEqual(self.channel.closed_uid, self.salesperson)
        as_salesperson.action_draft()
        self._commit()
        self.assertFalse(self.channel.is_closed)

    def test_paid(self):
        """Confirmed, and invoiced, it goes on: until it is paid."""
        self.order.action_confirm()
        self._commit()
        self.assertFalse(self.channel.is_closed)
        invoice = self.order._create_invoices()
        invoice.action_post()
        self._commit()
        self.assertEqual(self.order.invoice_status, "invoiced")
        self.assertFalse(self.channel.is_closed)
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        ).create({})._create_payments()
        self._commit()
        self.assertEqual(self.channel.outcome, "Invoiced and paid")

    def test_companies_of_the_channel(self):
        self.assertEqual(self.channel.sudo().record_company_ids, self.env.company)

    def test_two_companies(self):
        """Who leaves the company of an order leaves its conversation; who has it,
        switched on or off, stays."""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        both, leaver = (
            self.env["res.users"].create(
                {
                    "name": login,
                    "login": login,
                    "group_ids": [
                        Command.link(
                            self.env.ref("sales_team.group_sale_salesman_all_leads").id
                        )
                    ],
                    "company_id": other.id,
                    "company_ids": (other | self.env.company).ids,
                }
            )
            for login in ("both", "leaver")
        )
        for user in (both, leaver):
            self.order.with_user(user).with_context(
                allowed_company_ids=self.env.company.ids
            ).open_team_channel()
        # both work in the other company now: nothing changes
        self.channel.with_user(both).with_context(
            allowed_company_ids=other.ids
        ).sudo()._revoke_record_entries()
        members = self.channel.sudo().channel_member_ids
        self.assertLessEqual(both.partner_id | leaver.partner_id, members.partner_id)
        leaver.company_ids = other
        members = self.channel.sudo().channel_member_ids
        self.assertIn(both.partner_id, members.partner_id)
        self.assertNotIn(leaver.partner_id, members.partner_id)
        self.assertFalse(self.channel.with_user(leaver).has_access("read"))
        departure = self.env["discuss.record.departure"].search(
            [("partner_id", "=", leaver.partner_id.id)]
        )
        self.assertEqual(departure.reason, "company")
