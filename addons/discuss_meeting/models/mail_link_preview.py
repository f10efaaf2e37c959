from odoo import api, models


class MailLinkPreview(models.Model):
    _inherit = "mail.link.preview"

    @api.model
    def _create_from_message_and_notify(self, message, request_url=None):
        # sudo: mail.message - the card says it all, and no link is followed for it
        if message.sudo().meeting_id:
            return
        super()._create_from_message_and_notify(message, request_url=request_url)
