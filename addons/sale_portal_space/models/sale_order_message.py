from odoo import models


# Apart from the space itself: what stock mails is another subject.
class SaleOrder(models.Model):  # pylint: disable=consider-merging-classes-inherited
    """What kind of news the messages are that stock sends to the customer."""

    _inherit = "sale.order"

    def _portal_space_message_kind(self, message):
        kind = super()._portal_space_message_kind(message)
        if kind != "message" or not self.env.context.get("mark_so_as_sent"):
            return kind
        asked = self.state in ("draft", "sent") and (
            self.require_signature or self.require_payment
        )
        return "sign" if asked else "document"

    def _send_order_confirmation_mail(self):
        orders = self.with_context(portal_space_kind="progress")
        return super(SaleOrder, orders)._send_order_confirmation_mail()

    def _send_payment_succeeded_for_order_mail(self):
        orders = self.with_context(portal_space_kind="payment")
        return super(SaleOrder, orders)._send_payment_succeeded_for_order_mail()
