from odoo.http import request

from ..tools.forms import to_id

# What a request may weigh beside its files.
TEXT_MARGIN = 4 * 1024 * 1024
# So much is read even if the settings allow less, so that what was typed is kept when
# a file is refused; larger requests are cut off by Odoo before anything is read.
UPLOAD_MINIMUM = 256 * 1024 * 1024


def upload_limit(_controller):
    """Return how many bytes a request with files may have (``max_content_length``)."""
    # sudo: res.company - the limits are no secret, forms show them
    company = request.env.company.sudo()
    size = company.portal_request_max_file_size * 1024 * 1024
    return max(UPLOAD_MINIMUM, size * company.portal_request_max_files + TEXT_MARGIN)


class RequestMixin:
    """What the routes of requests have in common."""

    def _request_find(self, ticket_id):
        """Return the request if the user may read it, else an empty recordset."""
        ticket = request.env["helpdesk.ticket"].browse(to_id(ticket_id)).exists()
        return ticket if ticket.has_access("read") else ticket.browse()

    def _request_back(self, ticket, notice="", is_error=False):
        """Go to the page of a request, which then says ``notice`` once."""
        if notice:
            request.session["portal_request_notice"] = (notice, is_error)
        # 302 is what the helpdesk answered, before anybody counted on it
        return request.redirect(f"/my/ticket/{ticket.id}", code=302)
