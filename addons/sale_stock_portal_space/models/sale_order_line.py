from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _portal_space_is_invoiced(self):
        # goods that will not come any more: given up, or sent back
        given_up = (
            self.qty_delivered_method == "stock_move"
            and self.order_id.delivery_status == "full"
            and self.product_uom_id.is_zero(self.qty_to_invoice)
        )
        return given_up or super()._portal_space_is_invoiced()
