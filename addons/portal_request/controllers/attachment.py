from odoo import http
from odoo.http import request

from odoo.addons.mail.controllers.attachment import AttachmentController
from odoo.addons.mail.tools.discuss import add_guest_to_context

from .files import HEAD


class RequestAttachmentController(AttachmentController):
    @http.route()
    @add_guest_to_context
    def mail_attachment_upload(
        self, ufile, thread_id, thread_model, is_pending=False, **kwargs
    ):
        """Files that come from outside by Odoo's own chatter are checked, too."""
        if thread_model == "helpdesk.ticket" and not request.env.user._is_internal():
            Attachment = request.env["ir.attachment"]
            ufile.filename = Attachment._portal_request_file_name(ufile.filename)
            size = ufile.stream.seek(0, 2)
            ufile.stream.seek(0)
            head = ufile.stream.read(HEAD)
            ufile.stream.seek(0)
            refusal = Attachment._portal_request_file_refusal(
                ufile.filename, size, head, request.env.company
            )
            if refusal:
                return request.make_json_response({"error": refusal})
        return super().mail_attachment_upload(
            ufile, thread_id, thread_model, is_pending=is_pending, **kwargs
        )
