from collections import defaultdict

from odoo import models

from odoo.addons.discuss_record.feed import FeedEvent


class PurchaseOrder(models.Model):
    _name = "purchase.order"
    _inherit = ["purchase.order", "discuss.record.mixin"]

    _discuss_theme = "purchase_discuss_record.theme_purchases"
    _discuss_header_fields = ("partner_id", "amount_total", "date_planned")
    _discuss_state_field = "state"
    _discuss_end_fields = ("invoice_status", "receipt_status", "state")
    _discuss_feed_fields = ("user_id", "date_planned")
    _discuss_reference_field = "name"

    def _discuss_followed_fields(self):
        return super()._discuss_followed_fields() | {"partner_id"}

    def _discuss_channel_name(self):
        # sudo: purchase.order - the same name whoever opens or edits the order
        vendor = self.sudo().partner_id.name
        return f"{super()._discuss_channel_name()} - {vendor}"

    def _discuss_outcome(self):
        """An order is over when it is cancelled, or when all of it has come and was
        billed. What has come is known where receipts are made in Odoo. Stock counts a
        bill from its draft on: it is one when it is posted."""
        self.ensure_one()
        if self.state == "cancel":
            return self.env._("Cancelled")
        if self.invoice_status != "invoiced":
            return ""
        receipt_status = "receipt_status" in self._fields and self.receipt_status
        bills = self.invoice_ids.filtered(lambda move: move.state != "cancel")
        if (
            bills
            and receipt_status in (False, "full")
            and all(bill.state == "posted" for bill in bills)
        ):
            return self.env._("Received and billed")
        return ""

    def action_merge(self):
        """What is said of requests that become one becomes one conversation."""
        # as stock puts them together; it does not say which went where
        bunches = defaultdict(self.browse)
        for order in self.filtered(lambda order: order.state in ("draft", "sent")):
            bunches[self._prepare_grouped_data(order)] |= order
        result = super().action_merge()
        for orders in bunches.values():
            merged = orders.filtered(lambda order: order.state == "cancel")
            if merged and len(orders - merged) == 1:
                (orders - merged)._discuss_absorb(merged)
        return result

    def _discuss_feed_events(self):
        return {
            **super()._discuss_feed_events(),
            "sent": FeedEvent(self.env._("Sent"), "fa-paper-plane-o", "state", "sent"),
            "confirmed": FeedEvent(
                self.env._("Confirmed"), "fa-check", "state", "purchase"
            ),
            "cancelled": FeedEvent(
                self.env._("Cancelled"), "fa-times", "state", "cancel"
            ),
            "billed": FeedEvent(self.env._("Billed"), "fa-file-text-o"),
            "paid": FeedEvent(self.env._("Paid"), "fa-money"),
        }
