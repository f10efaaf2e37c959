from odoo import api, models


class AccountMoveSend(models.AbstractModel):
    _inherit = "account.move.send"

    @api.model
    def _send_mail(self, move, mail_template, **kwargs):
        """What is sent is a document of the space, not a message."""
        move = move.with_context(portal_space_kind="document")
        return super()._send_mail(move, mail_template, **kwargs)
