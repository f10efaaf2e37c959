from odoo import api, fields, models

from odoo.addons.mail.tools.discuss import Store


class DiscussMessageResult(models.Model):
    """What somebody made out of a message. It is shown under the message, to those who
    may read both."""

    _name = "discuss.message.result"
    _description = "Made out of a Message"
    _order = "id"

    message_id = fields.Many2one(
        "mail.message", "Message", index=True, ondelete="cascade", required=True
    )
    kind = fields.Char(required=True)
    res_model = fields.Char("Model", required=True)
    res_id = fields.Many2oneReference("Record", model_field="res_model", required=True)

    @api.model
    def _remember(self, message, kind, record):
        """Note that ``record`` was made out of ``message``, and show it to those
        colleagues who have the message on their screen."""
        # sudo: discuss.message.result - written by what happens alone
        self.sudo().create(
            {
                "message_id": message.id,
                "kind": kind,
                "res_model": record._name,
                "res_id": record.id,
            }
        )
        # sudo: mail.message - who reads a message makes something of it
        message_sudo = message.sudo()
        message_sudo.result_count += 1
        Store(bus_channel=message._bus_channel(), bus_subchannel="internal_users").add(
            message_sudo, ["result_count"]
        ).bus_send()
