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

    def _invoice(self):
        """Make a draft of an invoice, as the wizard does, in a transaction."""
        invoice = self.order._create_invoices()
        self._commit()
        self.assertEqual(self.order.invoice_status, "invoiced")
        return invoice

    def _pay(self, invoices):
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoices.ids
        ).create({})._create_payments()
        self._commit()

    def test_paid(self):
        """Confirmed, invoiced in a draft, and posted, it goes on: until it is paid. It
        goes on again when the payment, or the invoice, is taken back."""
        self.order.action_confirm()
        self._commit()
        self.assertFalse(self.channel.is_closed)
        invoice = self._invoice()
        self.assertFalse(self.channel.is_closed)
        invoice.action_post()
        self._commit()
        self.assertFalse(self.channel.is_closed)
        self._pay(invoice)
        self.assertEqual(self.channel.outcome, "Invoiced and paid")
        invoice.line_ids.remove_move_reconcile()
        self._commit()
        self.assertFalse(self.channel.is_closed)
        self._pay(invoice)
        self.assertTrue(self.channel.is_closed)
        invoice.button_draft()
        self._commit()
        self.assertFalse(self.channel.is_closed)

    def test_paid_in_full(self):
        """One invoice of two that is paid is not the end, nor is one that waits in a
        draft; one that was cancelled says nothing."""
        self.order.action_confirm()
        first = self._invoice()
        first.action_post()
        self._pay(first)
        self.assertTrue(self.channel.is_closed)
        self.order.order_line.product_uom_qty = 2
        self._commit()
        self.assertFalse(self.channel.is_closed)
        second = self._invoice()
        self.assertFalse(self.channel.is_closed)
        second.button_cancel()
        self._commit()
        self.assertFalse(self.channel.is_closed)
        third = self._invoice()
        third.action_post()
        self._commit()
        self.assertFalse(self.channel.is_closed)
        self._pay(third)
        self.assertEqual(self.channel.outcome, "Invoiced and paid")

    def test_invoice_that_is_deleted(self):
        """What is left decides: here, what was paid."""
        self.order.action_confirm()
        invoice = self._invoice()
        invoice.action_post()
        self._commit()
        # of nothing: whatever it comes to, it is invoiced
        empty = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.order.partner_id.id,
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": "Nothing",
                            "quantity": 0,
                            "sale_line_ids": self.order.order_line.ids,
                        }
                    )
                ],
            }
        )
        self._commit()
        self._pay(invoice)
        self.assertFalse(self.channel.is_closed)
        empty.unlink()
        self._commit()
        self.assertTrue(self.channel.is_closed)

    def test_looking_at_invoices_does_not_grow(self):
        """Invoices that end nothing cost the same look, however many they are."""

        def count(number):
            orders = self.env["sale.order"]
            for _i in range(number):
                orders |= self.order.copy({"user_id": self.salesperson.id})
            for order in orders:
                order.with_user(self.salesperson).open_team_channel()
            orders.action_confirm()
            invoices = orders._create_invoices(grouped=True)
            self._commit()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            invoices._discuss_watch_orders()
            return self.env.cr.sql_log_count - before

        count(1)
        self.assertEqual(count(2), count(8))

    def test_companies_of_the_channel(self):
        self.assertEqual(self.channel.sudo().record_company_ids, self.env.company)

    def test_order_changes_team(self):
        """Who could read it as one of the former team leaves at once."""
        north, south = self.env["crm.team"].create([{"name": "N"}, {"name": "S"}])
        group = self.env.ref("sales_team.group_sale_salesman")
        self.env["ir.rule"].create(
            {
                "name": "of the north",
                "model_id": self.env["ir.model"]._get_id("sale.order"),
                "groups": [Command.link(group.id)],
                "domain_force": f"[('team_id', '=', {north.id})]",
            }
        )
        colleague = self.env["res.users"].create(
            {
                "name": "colleague",
                "login": "colleague",
                "group_ids": [Command.link(group.id)],
                "company_ids": self.env.company.ids,
                "company_id": self.env.company.id,
            }
        )
        self.order.team_id = north
        self.order.with_user(colleague).open_team_channel()
        members = self.channel.sudo().channel_member_ids
        self.assertIn(colleague.partner_id, members.partner_id)
        self.order.team_id = south
        members = self.channel.sudo().channel_member_ids
        self.assertNotIn(colleague.partner_id, members.partner_id)

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
