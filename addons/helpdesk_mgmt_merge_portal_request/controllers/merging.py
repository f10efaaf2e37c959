from odoo import http
from odoo.http import request

from odoo.addons.portal_request.controllers.common import RequestMixin
from odoo.addons.portal_request.controllers.following import FollowingController


class MergingController(FollowingController, RequestMixin):
    @http.route()
    def portal_my_ticket(self, ticket_id, access_token=None, **kw):
        """The page of a request that was merged leads to the one that goes on, whoever
        may read both."""
        ticket = self._request_find(ticket_id)
        # sudo: helpdesk.ticket - what it was merged into is opened below, as the user
        target = self._request_find(ticket.sudo()._portal_merged_target().id)
        if target and target != ticket:
            return self._request_back(
                target,
                request.env._(
                    "Your request %(number)s goes on in this one.", number=ticket.number
                ),
            )
        return super().portal_my_ticket(ticket_id, access_token, **kw)
