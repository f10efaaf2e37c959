from odoo import fields, models


class DiscussChannelClose(models.TransientModel):
    _name = "discuss.channel.close"
    _description = "Close a Channel"

    channel_id = fields.Many2one("discuss.channel", required=True, readonly=True)
    outcome = fields.Char(required=True, help="What came of the channel, in a line.")

    def action_close(self):
        """Close the channel with this outcome."""
        self.ensure_one()
        self.channel_id.close(self.outcome)
        return {"type": "ir.actions.act_window_close"}
