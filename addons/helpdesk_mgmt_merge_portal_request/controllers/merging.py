from odoo import http
from odoo.http import request

from odoo.addons.portal_request.controllers.acting import ActingController


class MergingController(ActingController):
    @http.route()
    def portal_my_ticket(self, ticket_id, access_token=None, **kw):
        """The page of a request that was merged leads to the one that goes on, whoever
        may read both."""
        ticket = self._request_find(ticket_id)
        # sudo: helpdesk.ticket - what it was merged into is opened below, as the user
        target = self._request_find(ticket.sudo()._portal_merged_target().id)
        if target and target != ticket:
            goes_on = request.env._(
                "Your request %(number)s goes on in this one.", number=ticket.number
            )
            # what became of an act on it is said first
            notice, is_error = request.session.get("portal_request_notice", ("", False))
            return self._request_back(target, f"{notice} {goes_on}".strip(), is_error)
        return super().portal_my_ticket(ticket_id, access_token, **kw)

    def _request_refused(self, ticket, *args, **kwargs):
        """What is refused is shown where it may be sent again."""
        target = ticket._portal_merged_for_user()
        return super()._request_refused(target, *args, **kwargs)
