from odoo.http import request

from odoo.addons.helpdesk_type.controllers.main import HelpdeskTicketControllerTypes
from odoo.addons.portal_request.controllers.opening import OpeningController


class OpeningTypeController(OpeningController, HelpdeskTicketControllerTypes):
    # In this order: what a form has was checked before types are looked for by it.

    def _get_types(self):
        return request.env["helpdesk.ticket"]._portal_types()

    def _get_create_new_ticket_values(self, **kw):
        """With the types, for a form that is shown again, too."""
        company = request.env.company
        return {
            **super()._get_create_new_ticket_values(**kw),
            "types": self._get_types(),
            "ticket_type_id_required": company.helpdesk_mgmt_portal_type_id_required,
        }

    def _request_read_form(self, kw):
        if not request.env.company.helpdesk_mgmt_portal_type:
            # no field, no choice: as with the team
            kw = {**kw, "type": ""}
        return super()._request_read_form(kw)
