from odoo import models

from odoo.addons.discuss_record.feed import FeedEvent


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "discuss.record.mixin"]

    _discuss_theme = "sale_discuss_record.theme_sales"
    _discuss_header_fields = (
        "partner_id",
        "amount_total",
        "validity_date",
        "commitment_date",
    )
    _discuss_state_field = "state"
    _discuss_end_fields = ("delivery_status", "invoice_status", "state")
    _discuss_feed_fields = ("user_id", "validity_date", "commitment_date")
    _discuss_reference_field = "name"

    def _discuss_followed_fields(self):
        return super()._discuss_followed_fields() | {"partner_id", "team_id"}

    def _discuss_channel_name(self):
        return super(
            SaleOrder, self.with_context(sale_show_partner_name=True)
        )._discuss_channel_name()

    def _discuss_kind(self):
        return self.type_name

    def _discuss_format(self, field_name):
        # as in the form: what was ordered does not expire
        if field_name == "validity_date" and self.state == "sale":
            return ""
        return super()._discuss_format(field_name)

    def _discuss_outcome(self):
        """An order is over when it is cancelled, or when the customer has got and paid
        all of it. What is delivered is known where deliveries are made in Odoo. Stock
        counts an invoice from its draft on: it waits for payment when it is posted."""
        self.ensure_one()
        if self.state == "cancel":
            return self.env._("Cancelled")
        if self.state != "sale" or self.invoice_status != "invoiced":
            return ""
        delivery_status = "delivery_status" in self._fields and self.delivery_status
        invoices = self.invoice_ids.filtered(lambda move: move.state != "cancel")
        if (
            invoices
            and delivery_status in (False, "full")
            and all(
                invoice.state == "posted"
                and invoice.payment_state in ("in_payment", "paid", "reversed")
                for invoice in invoices
            )
        ):
            return self.env._("Invoiced and paid")
        return ""

    def message_post(self, **kwargs):
        # what the portal logs when somebody from outside opens the quotation
        if self.env.su and kwargs.get("subtype_xmlid") == "sale.mt_order_viewed":
            self._discuss_feed_tell("viewed")
        return super().message_post(**kwargs)

    def _discuss_feed_events(self):
        return {
            **super()._discuss_feed_events(),
            "sent": FeedEvent(self.env._("Sent"), "fa-paper-plane-o", "state", "sent"),
            "viewed": FeedEvent(self.env._("Viewed by the customer"), "fa-eye"),
            "signed": FeedEvent(
                self.env._("Signed by"), "fa-pencil", field="signed_by"
            ),
            "confirmed": FeedEvent(
                self.env._("Confirmed"), "fa-check", "state", "sale"
            ),
            "cancelled": FeedEvent(
                self.env._("Cancelled"), "fa-times", "state", "cancel"
            ),
            "invoiced": FeedEvent(self.env._("Invoiced"), "fa-file-text-o"),
            "paid": FeedEvent(self.env._("Paid"), "fa-money"),
        }
