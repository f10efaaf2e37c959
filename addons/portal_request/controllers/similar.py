from odoo import http
from odoo.http import request

from ..tools.forms import to_text


class SimilarController(http.Controller):
    @http.route(
        "/my/requests/similar", type="jsonrpc", auth="user", website=True, readonly=True
    )
    def request_similar(self, text=None, **kwargs):
        """Return the open requests of one's company that resemble a text.

        :return: list of ``{"name": str, "number": str, "state": str, "url": str}``
        """
        tickets = request.env["helpdesk.ticket"]._portal_similar(to_text(text))
        labels = tickets._portal_state_labels()
        return [
            {
                "name": ticket.name,
                "number": ticket.number,
                "state": labels.get(ticket.stage_id.portal_state, ""),
                "url": ticket.access_url,
            }
            for ticket in tickets
        ]
