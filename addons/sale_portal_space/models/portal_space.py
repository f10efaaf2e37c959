from itertools import islice

from odoo import api, models
from odoo.fields import Domain

from odoo.addons.portal_space.tools.document import DocumentSource
from odoo.addons.portal_space.tools.home import Contact, Hint

# So many salespeople are named beside the customer's own.
CONTACTS = 3


class PortalSpace(models.AbstractModel):
    _inherit = "portal.space"

    @api.model
    def _waiting(self):
        return super()._waiting() + [
            self._block(
                "quotation",
                self.env._("Quotations to accept"),
                "sale.order",
                self.env["sale.order"]._portal_space_waiting_domain(),
                url="/my/quotes",
                order="validity_date, id DESC",
                # that of each line is told by its order
                action=self.env._("Review"),
            )
        ]

    @api.model
    def _under_way(self):
        orders = self.env["sale.order"]
        return super()._under_way() + [
            self._block(
                "order",
                self.env._("Orders"),
                "sale.order",
                orders._portal_space_under_way_domain(),
                url="/my/orders",
            ),
            self._block(
                "quotation_open",
                self.env._("Quotations"),
                "sale.order",
                orders._portal_space_open_domain(),
                url="/my/quotes",
                order="validity_date DESC, id DESC",
            ),
        ]

    @api.model
    def _contacts(self, shown):
        orders = {}
        for order in shown.get("sale.order", ()):
            if order.user_id and not order.is_expired:
                orders.setdefault(order.user_id.id, order)
        return super()._contacts(shown) + [
            Contact(
                user_id,
                self.env._("Your salesperson"),
                about=order.name,
                ask_url=self._ask_url(order),
            )
            for user_id, order in islice(orders.items(), CONTACTS)
        ]

    @api.model
    def _hints(self, shown):
        return super()._hints(shown) + [
            Hint(self.env._("Sign your quotations"), "/my/quotes"),
            Hint(self.env._("Follow your orders"), "/my/orders"),
        ]

    @api.model
    def _own_through(self):
        return {**super()._own_through(), "sale.order.line": "order_id"}

    @api.model
    def _document_sources(self):
        return super()._document_sources() + [
            DocumentSource(
                "quotation",
                self.env._("Quotations"),
                "sale.order",
                Domain("state", "=", "sent"),
                date_field="date_order",
                search_fields=("name", "client_order_ref"),
            ),
            DocumentSource(
                "order",
                self.env._("Orders"),
                "sale.order",
                Domain("state", "=", "sale"),
                date_field="date_order",
                search_fields=("name", "client_order_ref"),
            ),
        ]
