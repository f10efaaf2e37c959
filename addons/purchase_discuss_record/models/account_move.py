from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def write(self, vals):
        if "state" in vals:
            self._discuss_watch_purchases()
        return super().write(vals)

    def unlink(self):
        self._discuss_watch_purchases()
        return super().unlink()

    def _post(self, soft=True):
        posted = super()._post(soft)
        posted._discuss_tell_purchases("billed")
        return posted

    def _invoice_paid_hook(self):
        result = super()._invoice_paid_hook()
        self._discuss_tell_purchases("paid")
        return result

    def _discuss_watch_purchases(self):
        """See to it that the conversations about what was bought follow if an order is
        over with these bills, or goes on again."""
        bills = self.filtered(
            lambda move: move.move_type in ("in_invoice", "in_refund")
        )
        # sudo: purchase.order - who keeps the books need not see what was bought
        bills.sudo().line_ids.purchase_line_id.order_id._discuss_watch_end()

    def _discuss_tell_purchases(self, code):
        """Tell in the channels of the orders what happened to their bills."""
        # sudo: purchase.order - who keeps the books need not see what was bought
        for bill in self.sudo().filtered(lambda move: move.move_type == "in_invoice"):
            orders = bill.line_ids.purchase_line_id.order_id
            orders._discuss_feed_tell(code, bill.name)
