from odoo import http
from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.myaccount import CustomerPortalHelpdesk

from ..tools.forms import ID_MAX, to_date, to_text, to_token


class FollowingController(CustomerPortalHelpdesk):
    @http.route()
    def portal_my_tickets(
        self,
        page=1,
        date_begin=None,
        date_end=None,
        sortby=None,
        search=None,
        groupby=None,
        **kw,
    ):
        """List requests; what an address says that cannot be is passed over."""
        if sortby not in self._ticket_get_searchbar_sortings():
            sortby = None
        if groupby not in self._ticket_get_searchbar_groupby():
            groupby = None
        dates = to_date(date_begin), to_date(date_end)
        return super().portal_my_tickets(
            page, *dates, sortby, search=to_text(search), groupby=groupby, **kw
        )

    @http.route()
    def portal_my_ticket(self, ticket_id, access_token=None, **kw):
        """Show a request; what is no id or no token opens nothing."""
        if ticket_id > ID_MAX:
            return request.redirect("/my")
        return super().portal_my_ticket(ticket_id, to_token(access_token), **kw)

    def _ticket_get_page_view_values(self, ticket, access_token, **kwargs):
        values = super()._ticket_get_page_view_values(ticket, access_token, **kwargs)
        notice, is_error = request.session.pop("portal_request_notice", ("", False))
        return {
            **values,
            "closed_stages": ticket._portal_closing_stages(),
            "request_files": ticket._portal_files(),
            "notice": notice,
            "notice_is_error": is_error,
        }
