from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def write(self, vals):
        if "state" in vals:
            self._discuss_watch_orders()
        return super().write(vals)

    def _compute_field_value(self, field):
        if field.name == "payment_state":
            # paid, or no longer, by whichever road
            self._discuss_watch_orders()
        return super()._compute_field_value(field)

    def unlink(self):
        self._discuss_watch_orders()
        return super().unlink()

    def _post(self, soft=True):
        posted = super()._post(soft)
        posted._discuss_tell_orders("invoiced")
        return posted

    def _invoice_paid_hook(self):
        result = super()._invoice_paid_hook()
        self._discuss_tell_orders("paid")
        return result

    def _discuss_watch_orders(self):
        """See to it that the conversations about what was sold follow if an order is
        over with these invoices, or goes on again."""
        invoices = self.filtered(
            lambda move: move.id and move.move_type in ("out_invoice", "out_refund")
        )
        # sudo: sale.order - who keeps the books need not see what was sold
        invoices.sudo().line_ids.sale_line_ids.order_id._discuss_watch_end()

    def _discuss_tell_orders(self, code):
        """Tell in the channels of the orders what happened to their invoices."""
        # sudo: sale.order - who keeps the books need not see what was sold
        for invoice in self.sudo().filtered(lambda m: m.move_type == "out_invoice"):
            orders = invoice.line_ids.sale_line_ids.order_id
            orders._discuss_feed_tell(code, invoice.name)
