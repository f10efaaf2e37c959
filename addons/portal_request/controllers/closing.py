from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController

from ..tools.forms import to_id
from .common import RequestMixin


class ClosingController(HelpdeskTicketController, RequestMixin):
    @http.route(methods=["POST"])
    def support_ticket_close(self, **kw):
        """Close a request that one may read, at a stage which its team offers."""
        ticket = self._request_find(kw.get("ticket_id"))
        if not ticket:
            return request.redirect("/my")
        try:
            ticket.portal_close(to_id(kw.get("stage_id")))
        except UserError as error:
            return self._request_back(ticket, str(error), is_error=True)
        return self._request_back(ticket, request.env._("This request is closed."))

    @http.route(
        "/ticket/close", type="http", auth="user", methods=["GET"], sitemap=False
    )
    def request_close_link(self, **kw):
        """A link changes nothing; it shows the request that it is about."""
        ticket = self._request_find(kw.get("ticket_id"))
        return self._request_back(ticket) if ticket else request.redirect("/my")
