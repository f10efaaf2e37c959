from odoo import Command, fields
from odoo.tests import tagged

from .common import SaleSpaceCommon


@tagged("post_install", "-at_install")
class TestProgress(SaleSpaceCommon):
    """What the strip of an order says, and when the order is over."""

    def assertStrip(self, order, expected, under_way=None, user=None):
        self.assertEqual(self._strip(order, user), expected)
        if under_way is not None:
            self.assertEqual(order.portal_space_under_way, under_way)

    def test_quotation(self):
        """What is asked of the customer comes first."""
        after = "-Invoice -Payment"
        for values, expected in (
            ({}, "+Quotation >Your_signature"),
            ({"require_payment": True}, "+Quotation >Your_signature -Your_payment"),
            (
                {
                    "require_signature": False,
                    "require_payment": True,
                    "prepayment_percent": 0.3,
                },
                "+Quotation >Down_payment",
            ),
            ({"require_signature": False}, "+Quotation >Your_answer"),
        ):
            with self.subTest(values):
                self.assertStrip(self._sent(**values), f"{expected} {after}", False)

    def test_quotation_over(self):
        expired = self._sent(days=-1)
        self.assertStrip(expired, "+Quotation >Expired", False)
        cancelled = self._sent()
        cancelled._action_cancel()
        self.assertStrip(cancelled, "+Quotation >Cancelled", False)

    def test_invoiced_in_full(self):
        order = self._confirmed()
        self.assertStrip(order, "+Accepted -Invoice -Payment", True)
        invoice = self._invoice(order, post=False)
        self.assertStrip(order, "+Accepted -Invoice -Payment", True)
        invoice.action_post()
        self.assertStrip(order, "+Accepted +Invoiced >Payment", True)
        self.assertEqual(self._detail(order, "step_payment"), "$ 100.00 due")
        self._pay(invoice, amount=40)
        self.assertStrip(order, "+Accepted +Invoiced >Payment", True)
        self.assertEqual(self._detail(order, "step_payment"), "$ 60.00 due")
        self._pay(invoice)
        self.assertStrip(order, "+Accepted +Invoiced +Paid", False)
        steps = order.with_user(self.owner)._portal_space_steps()[order.id]
        self.assertEqual(steps[-1].date, fields.Date.today())
        self.assertEqual(steps[-2].url, f"/my/invoices/{invoice.id}")
        # the payment is taken back
        invoice.line_ids.remove_move_reconcile()
        self.assertStrip(order, "+Accepted +Invoiced >Payment", True)

    def test_locked(self):
        """Locked is not over: it says that nobody changes the order."""
        order = self._confirmed()
        order.action_lock()
        self.assertStrip(order, "+Accepted -Invoice -Payment", True)

    def test_down_payment(self):
        order = self._confirmed()
        first = self._down_payment(order, 30)
        self.assertStrip(order, "+Accepted >Down_payment_invoiced >Payment", True)
        self.assertEqual(self._detail(order, "step_invoice"), "$ 30.00 of $ 100.00")
        self._pay(first)
        self.assertStrip(order, "+Accepted >Down_payment_invoiced >Paid_in_part", True)
        self.assertEqual(self._detail(order, "step_payment"), "$ 30.00 of $ 100.00")
        rest = self._invoice(order, final=True)
        self.assertStrip(order, "+Accepted +Invoiced >Payment", True)
        self.assertEqual(self._detail(order, "step_invoice"), "2 invoices")
        self.assertEqual(self._detail(order, "step_payment"), "$ 70.00 due")
        self._pay(rest)
        self.assertStrip(order, "+Accepted +Invoiced +Paid", False)

    def test_invoiced_in_part(self):
        other = self.company_data["product_service_delivery"]
        order = self._confirmed((self.service, 1, 100), (other, 2, 10))
        invoice = self._invoice(order)
        self.assertStrip(order, "+Accepted >Invoiced_in_part >Payment", True)
        self.assertEqual(self._detail(order, "step_invoice"), "$ 100.00 of $ 120.00")
        self._pay(invoice)
        self.assertStrip(order, "+Accepted >Invoiced_in_part >Paid_in_part", True)
        # what is done by hand is counted once it is entered
        order.order_line[1].qty_delivered = 1
        self.assertStrip(
            order, "+Accepted >Services >Invoiced_in_part >Paid_in_part", True
        )
        # hours and units don't add up: lines do
        self.assertEqual(self._detail(order, "step_service"), "0/2")
        order.order_line.qty_delivered = 2
        self._pay(self._invoice(order))
        self.assertStrip(order, "+Accepted +Services_done +Invoiced +Paid", False)

    def test_credit_note(self):
        order = self._confirmed()
        invoice = self._invoice(order)
        self._pay(invoice)
        wizard = (
            self.env["account.move.reversal"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create({"journal_id": invoice.journal_id.id})
        )
        credit = self.env["account.move"].browse(wizard.refund_moves()["res_id"])
        credit.action_post()
        self.assertStrip(order, "+Accepted +Credited >Refund_to_you", True)
        self.assertEqual(self._detail(order, "step_payment"), "$ 100.00")
        self._pay(credit)
        self.assertStrip(order, "+Accepted +Credited +Paid")

    def test_cancelled_after_invoice(self):
        order = self._confirmed()
        self._invoice(order)
        order._action_cancel()
        self.assertStrip(order, "+Quotation >Cancelled +Invoiced >Payment", False)

    def test_for_free(self):
        """Nobody invoices nothing: it is over when it is done."""
        order = self._confirmed((self.service, 1, 0))
        self.assertStrip(order, "+Accepted", True)
        order.order_line.qty_delivered = 1
        self.assertStrip(order, "+Accepted +Services_done", False)

    def test_currency(self):
        """An invoice in another currency is told in that of the order."""
        euro = self.setup_other_currency("EUR", rates=[("2016-01-01", 2.0)])
        order = self._confirmed()
        invoice = self._invoice(order, post=False)
        invoice.currency_id = euro
        invoice.invoice_line_ids.price_unit = 100
        invoice.action_post()
        self.assertEqual(self._detail(order, "step_payment"), "$ 100.00 due")

    def test_invoice_of_several_orders(self):
        """What is due of it is not the due of one of them, so it is not told."""
        one, two = self._confirmed(), self._confirmed()
        invoice = self._invoice(one + two)
        self.assertEqual(len(invoice), 1)
        for order in (one, two):
            self.assertStrip(order, "+Accepted +Invoiced >Payment", True)
            self.assertEqual(self._detail(order, "step_payment"), "")
        self._pay(invoice)
        for order in (one, two):
            self.assertStrip(order, "+Accepted +Invoiced +Paid", False)

    def test_invoice_of_somebody_else(self):
        """Who may not open the invoice by themselves gets the link that the page of
        the order gives."""
        order = self._confirmed(partner_invoice_id=self.other_customer.id)
        invoice = self._invoice(order)
        invoice._portal_ensure_token()
        steps = order.with_user(self.owner)._portal_space_steps()[order.id]
        self.assertIn(f"access_token={invoice.access_token}", steps[-1].url)
        self.assertStrip(order, "+Accepted +Invoiced >Payment", user=self.colleague)

    def test_hidden_step(self):
        """The company chooses what is shown, and to whom."""
        order = self._confirmed()
        self.env.ref("sale_portal_space.section_step_invoice").active = False
        tag = self.env["res.partner.category"].create({"name": "Pays by card"})
        payment = self.env.ref("sale_portal_space.section_step_payment")
        payment.category_ids = tag
        self.assertStrip(order, "+Accepted")
        self.customer.category_id = tag
        self.assertStrip(order, "+Accepted -Payment")

    def test_queries(self):
        """Fifty orders take as many queries as one."""
        self._pay(self._down_payment(self._confirmed(), 50))
        orders = self.env["sale.order"]
        for number in range(12):
            order = self._confirmed() if number % 3 else self._sent()
            if number % 3 == 1:
                invoice = self._invoice(order)
                if number % 2:
                    self._pay(invoice)
            orders |= order

        def queries(records):
            self.env.invalidate_all()
            records = records.with_user(self.owner)
            before = self.env.cr.sql_log_count
            records._portal_space_entries()
            return self.env.cr.sql_log_count - before

        # one of each sort first
        queries(orders)
        self.assertEqual(queries(orders[:3]), queries(orders))

    def test_section_of_every_step(self):
        """Each step can be hidden."""
        codes = set(self.env["portal.space.section"].search([]).mapped("code"))
        for order in (self._sent(require_payment=True), self._confirmed()):
            order.order_line.qty_delivered = 1
            for steps in order._portal_space_steps().values():
                self.assertLessEqual({step.code for step in steps}, codes)

    def test_line_without_product(self):
        """Sections and notes are not waited for."""
        order = self._confirmed()
        order.order_line = [
            Command.create({"display_type": "line_section", "name": "Later"}),
            Command.create({"display_type": "line_note", "name": "A note"}),
        ]
        self._pay(self._invoice(order))
        self.assertStrip(order, "+Accepted +Invoiced +Paid", False)
