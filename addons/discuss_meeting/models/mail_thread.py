from odoo import models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _get_message_create_valid_field_names(self):
        # who is no superuser may not write this field, by whatever way
        return super()._get_message_create_valid_field_names() | {"meeting_id"}
