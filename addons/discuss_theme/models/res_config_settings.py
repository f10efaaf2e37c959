from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    discuss_unsorted_count = fields.Integer(
        "Channels in General", compute="_compute_discuss_unsorted_count"
    )

    def _compute_discuss_unsorted_count(self):
        channels = self.env["discuss.theme.proposal"]._unsorted_channels()
        for settings in self:
            settings.discuss_unsorted_count = len(channels)

    def action_sort_discuss_channels(self):
        """Open the list of channels in General and what is proposed for them."""
        return self.env["discuss.theme.proposal"].action_sort_channels()
