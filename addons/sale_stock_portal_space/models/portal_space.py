from odoo import api, models
from odoo.fields import Domain

from odoo.addons.portal_space.tools.document import DocumentSource


class PortalSpace(models.AbstractModel):
    _inherit = "portal.space"

    @api.model
    def _own_through(self):
        return {**super()._own_through(), "stock.picking": "sale_id"}

    @api.model
    def _document_sources(self):
        return super()._document_sources() + [
            DocumentSource(
                "delivery",
                self.env._("Delivery slips"),
                "sale.order",
                Domain("effective_date", "!=", False),
                date_field="effective_date",
                search_fields=("name", "client_order_ref"),
            )
        ]
