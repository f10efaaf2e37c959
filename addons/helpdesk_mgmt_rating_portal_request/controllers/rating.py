from odoo import http
from odoo.http import request

from odoo.addons.portal_request.controllers.acting import ActingController
from odoo.addons.portal_request.tools.forms import to_id, to_text


class RatingController(ActingController):
    @http.route(
        "/my/requests/<int:ticket_id>/rate",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def request_rate(self, ticket_id, **kw):
        """Say how a request was handled."""
        return self._request_act(
            ticket_id,
            kw,
            "rate",
            lambda ticket: ticket.portal_rate(
                to_id(kw.get("rating")), to_text(kw.get("feedback"))
            ),
            request.env._("Thank you for telling us."),
            text_field="feedback",
        )

    def _ticket_get_page_view_values(self, ticket, access_token, **kwargs):
        values = super()._ticket_get_page_view_values(ticket, access_token, **kwargs)
        if values["request_own"]:
            own = ticket.sudo(False).with_user(request.env.user)
            values.update(
                may_rate=own._portal_may_rate(),
                rating_words=own._portal_rating_words(),
                rating_given=own._portal_rating_given(),
            )
        return values
