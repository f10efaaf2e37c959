from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _invoice_paid_hook(self):
        result = super()._invoice_paid_hook()
        # sudo: sale.order - who books a payment need not see what was sold
        orders = self.sudo().line_ids.sale_line_ids.order_id
        # with this payment they may be over; they were not before
        orders._discuss_watch_end(went_on=True)
        return result
