import hashlib

from odoo.http import request

from ..tools.forms import to_id, to_text

# What a request may weigh beside its files.
TEXT_MARGIN = 4 * 1024 * 1024
# Of a form, what says nothing of what somebody wrote or chose.
TOKENS = ("csrf_token", "once")
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

    def _request_scope(self, name):
        """Return what a form does, for who sends it twice: that, with the same words,
        choices and files. A page that one goes back to has the key of what was sent
        from it, and what is written there next is something else."""
        sent = sorted(
            (field, to_text(value))
            for field, value in request.httprequest.values.items(multi=True)
            if field not in TOKENS
        )
        files = []
        for field, file in request.httprequest.files.items(multi=True):
            files.append((field, file.filename or "", file.stream.seek(0, 2)))
            file.stream.seek(0)
        files.sort()
        digest = hashlib.sha256(repr((sent, files)).encode()).hexdigest()
        return f"{name}/{digest}"
