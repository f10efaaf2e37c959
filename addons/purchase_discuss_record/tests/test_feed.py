from odoo import Command
from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestFeed(DiscussRecordCommon):
    """What becomes of a purchase order is told in its channel."""

    def test_life_of_an_order(self):
        buyer = self._new_user("buyer", "purchase.group_purchase_user")
        vendor = self.env["res.partner"].create({"name": "Vendor"})
        product = self.env["product.product"].create(
            {"name": "Service", "type": "service", "purchase_method": "purchase"}
        )
        order = self.env["purchase.order"].create(
            {
                "partner_id": vendor.id,
                "user_id": buyer.id,
                "order_line": [
                    Command.create({"product_id": product.id, "price_unit": 77})
                ],
            }
        )
        self._end_transaction()
        channel = self._open(order, buyer)
        self._end_transaction()
        order.with_user(buyer).button_confirm()
        note = self._feed_notes(channel)
        self.assertEqual(len(note), 1)
        self.assertEqual(self._feed_lines(note), [f"{order.name} Confirmed"])
        order.action_create_invoice()
        lines = self._feed_lines(self._feed_notes(channel))
        self.assertNotIn("Billed", "".join(lines))
        self._end_transaction()
        bill = order.invoice_ids
        bill.invoice_date = "2030-01-01"
        bill.action_post()
        lines = self._feed_lines(self._feed_notes(channel))
        self.assertEqual(
            lines[-2:],
            [
                f"{order.name} Billed: {bill.name}",
                "closed this channel: Received and billed",
            ],
        )
        self._end_transaction()
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=bill.ids
        ).create({})._create_payments()
        lines = self._feed_lines(self._feed_notes(channel))
        self.assertEqual(lines[-1], f"{order.name} Paid: {bill.name}")
        self.assertNotIn("77", "".join(self._feed_notes(channel).mapped("body")))

    def test_sent_and_cancelled(self):
        buyer = self._new_user("buyer", "purchase.group_purchase_user")
        vendor = self.env["res.partner"].create({"name": "Vendor"})
        order = self.env["purchase.order"].create(
            {"partner_id": vendor.id, "user_id": buyer.id}
        )
        channel = self._open(order, buyer)
        self._end_transaction()
        # as the wizard does that sends the e-mail
        order.with_user(buyer).with_context(mark_rfq_as_sent=True).message_post(
            body="Our request"
        )
        lines = self._feed_lines(self._feed_notes(channel))
        self.assertEqual(lines, [f"{order.name} Sent"])
        self._end_transaction()
        order.with_user(buyer).button_cancel()
        lines = self._feed_lines(self._feed_notes(channel))
        self.assertEqual(
            lines[-2:],
            [f"{order.name} Cancelled", "closed this channel: Cancelled"],
        )
