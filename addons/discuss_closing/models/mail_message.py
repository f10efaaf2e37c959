from odoo import api, models


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_open_channels(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        if {"model", "res_id"} & vals.keys():
            self._check_open_channels(
                {
                    "message_type": message.message_type,
                    "model": message.model,
                    "res_id": message.res_id,
                    **vals,
                }
                for message in self
            )
        return super().write(vals)

    @api.model
    def _check_open_channels(self, vals_list):
        """Refuse messages in closed channels, by whatever road they come."""
        Channel = self.env["discuss.channel"]
        defaults = {
            name: self.env.context.get(f"default_{name}")
            for name in ("message_type", "model", "res_id")
        }
        # What the system notes passes; who calls a message a notice does not.
        is_notice = (
            self.env.su
            or self.env.context.get("discuss_closing_notice") is Channel._stock_notice
        )
        # A message to a person about the channel is not shown in it.
        noted = {"user_notification", "notification" if is_notice else None}
        channel_ids = {
            values["res_id"]
            for values in ({**defaults, **vals} for vals in vals_list)
            if values["model"] == Channel._name
            and (values["message_type"] or "comment") not in noted
            and type(values["res_id"]) is int
        }
        Channel.browse(channel_ids)._check_open()

    def _message_reaction(self, content, action, partner, guest, store=None):
        if action == "add":
            self.channel_id._check_open()
        return super()._message_reaction(content, action, partner, guest, store)
