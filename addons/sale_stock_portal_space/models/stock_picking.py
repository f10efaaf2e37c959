from odoo import models

from ..tools.strip import OUTGOING


class StockPicking(models.Model):
    _inherit = "stock.picking"

    def _action_done(self):
        result = super()._action_done()
        delivered = self.filtered(
            lambda picking: picking.state == "done"
            and picking.picking_type_code in OUTGOING
        )
        # sudo: sale.order - who delivers may not read the order whose customer is told
        orders_sudo = delivered.sudo().sale_id
        if orders_sudo and not orders_sudo._portal_space_is_silent():
            orders_sudo._portal_space_tell("progress")
        return result
