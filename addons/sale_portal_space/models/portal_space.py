from odoo import api, models


class PortalSpace(models.AbstractModel):
    _inherit = "portal.space"

    @api.model
    def _waiting(self):
        return super()._waiting() + [
            self._block(
                "quotation",
                self.env._("Quotations to sign"),
                "sale.order",
                [("state", "=", "sent")],
                url="/my/quotes",
                order="validity_date, id DESC",
                action=self.env._("Review"),
            )
        ]

    @api.model
    def _under_way(self):
        return super()._under_way() + [
            self._block(
                "order",
                self.env._("Orders"),
                "sale.order",
                [("state", "=", "sale")],
                url="/my/orders",
            )
        ]
