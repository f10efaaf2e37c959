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

    def _send_confirmation_email(self):
        pickings = self.with_context(portal_space_kind="progress")
        return super(StockPicking, pickings)._send_confirmation_email()

    def _portal_space_message_record(self):
        """That an order is delivered is told of the order, once; its page shows nothing
        else that is said about the delivery."""
        if self.env.context.get("portal_space_kind") and self.sale_id:
            return self.sale_id
        return super()._portal_space_message_record()
