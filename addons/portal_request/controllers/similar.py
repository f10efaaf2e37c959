from odoo import http
from odoo.http import request

from ..tools.forms import to_text


class SimilarController(http.Controller):
    @http.route(
        "/my/requests/similar", type="jsonrpc", auth="user", website=True, readonly=True
    )
    def request_similar(self, text=None, description=None, **kwargs):
        """Return what may spare a request that is being written: answers to it, and the
        open requests of one's company that resemble it.

        :param text: what its subject says so far
        :param description: what its text says so far
        :return: ``{"answers": [{"title": str, "url": str}], "requests": [{"name": str,
            "number": str, "state": str, "url": str}]}``
        """
        Ticket = request.env["helpdesk.ticket"]
        subject = to_text(text)
        tickets = Ticket._portal_similar(subject)
        labels = tickets._portal_state_labels()
        return {
            "answers": Ticket._portal_shown_answers(
                subject, f"{subject} {to_text(description)}"
            ),
            "requests": [
                {
                    "name": ticket.name,
                    "number": ticket.number,
                    "state": labels.get(ticket.stage_id.portal_state, ""),
                    "url": ticket.access_url,
                }
                for ticket in tickets
            ],
        }
