from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class DiscussChannelMove(models.TransientModel):
    _name = "discuss.channel.move"
    _description = "Move Channels to a Theme"

    channel_ids = fields.Many2many("discuss.channel", string="Channels", readonly=True)
    channel_count = fields.Integer(compute="_compute_channel_count")
    theme_id = fields.Many2one("discuss.theme", "Theme", required=True)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if self.env.context.get("active_model") == "discuss.channel":
            ids = self.env.context.get("active_ids") or []
            domain = [("id", "in", ids), *self._movable_domain()]
            channels = self.env["discuss.channel"].search(domain)
            if not channels:
                raise UserError(
                    self.env._(
                        "Choose at least one channel. Direct messages have no theme, "
                        "and a thread follows its channel."
                    )
                )
            values["channel_ids"] = [Command.set(channels.ids)]
        return values

    @api.depends("channel_ids")
    def _compute_channel_count(self):
        for move in self:
            move.channel_count = len(move.channel_ids)

    def action_move(self):
        """File the channels in the theme, as `discuss.channel.move_to_theme` does."""
        self.ensure_one()
        self.channel_ids.move_to_theme(self.theme_id.id)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "%(count)s moved to “%(theme)s”.",
                    count=self.env._("1 channel")
                    if self.channel_count == 1
                    else self.env._("%s channels", self.channel_count),
                    theme=self.theme_id.display_name,
                ),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @api.model
    def _movable_domain(self):
        types = self.env["discuss.channel"]._theme_channel_types()
        return [("channel_type", "in", types), ("parent_channel_id", "=", False)]
