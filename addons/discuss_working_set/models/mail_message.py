from odoo import models


class MailMessage(models.Model):
    _inherit = "mail.message"

    def unlink(self):
        messages = self.filtered(lambda message: message.model == "discuss.channel")
        channels = self.env["discuss.channel"].browse(
            {message.res_id for message in messages if message.res_id}
        )
        result = super().unlink()
        channels._refresh_working_sets()
        return result
