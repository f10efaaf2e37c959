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
    def _contacts(self):
        contacts = super()._contacts()
        orders = self.env["sale.order"]
        if not orders.has_access("read"):
            return contacts
        domain = (
            orders._portal_space_under_way_domain()
            | orders._portal_space_valid_domain()
        ) & Domain("user_id", "!=", False)
        groups = orders._read_group(
            domain, ["user_id"], ["id:max"], order="id:max DESC", limit=CONTACTS
        )
        latest = orders.browse(order_id for _user, order_id in groups)
        return contacts + [
            Contact(
                user.id,
                self.env._("Your salesperson"),
                about=order.name,
                ask_url=self._ask_url(order),
            )
            for (user, _order_id), order in zip(groups, latest, strict=True)
        ]

    @api.model
    def _hints(self):
        return super()._hints() + [
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
