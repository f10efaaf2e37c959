from odoo import Command
from odoo.tests import HttpCase, tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestFeed(HttpCase, DiscussRecordCommon):
    """What becomes of a quotation is told in its channel."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = cls._new_user("salesperson", "sales_team.group_sale_salesman")
        cls.customer = cls._new_user("customer", "base.group_portal", name="Clara")
        cls.product = cls.env["product.product"].create(
            {"name": "Service", "type": "service", "invoice_policy": "order"}
        )
        cls.order = cls.env["sale.order"].create(
            {
                "partner_id": cls.customer.partner_id.id,
                "user_id": cls.salesperson.id,
                "order_line": [
                    Command.create({"product_id": cls.product.id, "price_unit": 777})
                ],
            }
        )

    def setUp(self):
        super().setUp()
        self.channel = self._open(self.order, self.salesperson)
        self._end_transaction()

    def _last_lines(self, count):
        lines = self._feed_lines(self._feed_notes(self.channel))
        return [line.removeprefix(f"{self.order.name} ") for line in lines[-count:]]

    def _last_line(self):
        return self._last_lines(1)[0]

    def test_from_sending_to_payment(self):
        order = self.order.with_user(self.salesperson)
        # as the wizard does that sends the e-mail
        order.with_context(mark_so_as_sent=True).message_post(body="Our quotation")
        self.assertEqual(self._last_line(), "Sent")
        self._end_transaction()
        # as the customer does in the portal
        public = self.order.with_user(self.env.ref("base.public_user")).sudo()
        public.write({"signed_by": "Clara <C>", "signed_on": "2030-01-01 10:00:00"})
        public._validate_order()
        self.assertEqual(self._last_line(), "Signed by: Clara <C> · Confirmed")
        note = self._feed_notes(self.channel)[-1]
        self.assertEqual(note.author_id, self.env.ref("base.partner_root"))
        self._end_transaction()
        invoice = self.order._create_invoices()
        invoice.action_post()
        self.assertEqual(self._last_line(), f"Invoiced: {invoice.name}")
        self._end_transaction()
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoice.ids
        ).create({})._create_payments()
        self.assertEqual(
            self._last_lines(2),
            [f"Paid: {invoice.name}", "closed this channel: Invoiced and paid"],
        )
        bodies = "".join(self._feed_notes(self.channel).mapped("body"))
        self.assertNotIn("777", bodies)
        self.assertNotIn("<C>", bodies)

    def test_cancelled(self):
        self.order.with_user(self.salesperson)._action_cancel()
        self.assertEqual(
            self._last_lines(2), ["Cancelled", "closed this channel: Cancelled"]
        )

    def test_viewed_by_the_customer(self):
        self.order.state = "sent"
        self.env.cr.flush()
        self.order._portal_ensure_token()
        self.authenticate(None, None)
        self.url_open(self.order.get_portal_url())
        self.assertEqual(self._last_line(), "Viewed by the customer")
        # it is not for others to say so
        count = len(self._feed_lines(self._feed_notes(self.channel)))
        self._end_transaction()
        self.order.with_user(self.salesperson).message_post(
            body="Looked at", subtype_xmlid="sale.mt_order_viewed"
        )
        self.assertEqual(len(self._feed_lines(self._feed_notes(self.channel))), count)
