from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _portal_space_is_invoiced(self):
        """Whether no invoice of this line is to come any more."""
        self.ensure_one()
        return self.invoice_status in ("invoiced", "upselling")
