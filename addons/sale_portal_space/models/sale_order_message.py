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

    def _send_order_notification_mail(self, mail_template, allow_deferred_sending=True):
        # Here, where what is sent at once and what a cron sends later meet.
        payment = self.env.ref(
            "sale.mail_template_sale_payment_executed", raise_if_not_found=False
        )
        kind = "payment" if payment and mail_template == payment else "progress"
        order = self.with_context(
            portal_space_kind=kind,
            portal_space_sent_later=kind == "progress" and not allow_deferred_sending,
        )
        return super(SaleOrder, order)._send_order_notification_mail(
            mail_template, allow_deferred_sending
        )

    def _portal_space_tell(self, kind, people=None):
        """Whoever was told when an order was confirmed is not told again by the mail of
        that, which a cron sends later."""
        if people and self.env.context.get("portal_space_sent_later"):
            # sudo: portal.news - what these people were told
            news_sudo = self.env["portal.news"].sudo()
            domain = [
                ("res_model", "=", self._name),
                ("res_id", "=", self.id),
                ("kind", "=", kind),
                ("date", ">=", self.date_order),
            ]
            told = news_sudo.search(domain).partner_id
            people = {self.id: people[self.id] - told}
        return super()._portal_space_tell(kind, people)
