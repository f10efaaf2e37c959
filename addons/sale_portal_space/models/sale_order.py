from odoo import models

from odoo.addons.portal_space.tools.home import DONE, Step


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "portal.space.mixin"]

    def _portal_space_steps(self):
        return {
            order.id: [
                Step(
                    "step_accepted",
                    self.env._("Accepted"),
                    DONE,
                    date=order.date_order,
                )
            ]
            for order in self
        }
