from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _post(self, soft=True):
        posted = super()._post(soft)
        posted._discuss_tell_orders("invoiced")
        return posted

    def _invoice_paid_hook(self):
        result = super()._invoice_paid_hook()
        # sudo: sale.order - who books a payment need not see what was sold
        orders = self.sudo().line_ids.sale_line_ids.order_id
        # with this payment they may be over; they were not before
        orders._discuss_watch_end(went_on=True)
        self._discuss_tell_orders("paid")
        return result

    def _discuss_tell_orders(self, code):
        """Tell in the channels of the orders what happened to their invoices."""
        # sudo: sale.order - who keeps the books need not see what was sold
        for invoice in self.sudo().filtered(lambda m: m.move_type == "out_invoice"):
            orders = invoice.line_ids.sale_line_ids.order_id
            orders._discuss_feed_tell(code, invoice.name)
