from odoo import api, fields, models
from odoo.exceptions import UserError


class DiscussThemeProposal(models.TransientModel):
    """A channel that stands in General, and where it might go.

    Made for one person, of the channels that this person may read and file.
    """

    _name = "discuss.theme.proposal"
    _description = "Proposal of a Theme"
    _order = "is_proposed desc, name, id"
    # Ten thousand channels are not sorted in an hour.
    _transient_max_hours = 24

    channel_id = fields.Many2one(
        "discuss.channel", "Channel", required=True, readonly=True, ondelete="cascade"
    )
    # Stored, as the list is sorted by it.
    name = fields.Char(related="channel_id.name", store=True)
    description = fields.Text(related="channel_id.description", related_sudo=False)
    theme_id = fields.Many2one("discuss.theme", "Theme", ondelete="cascade")
    is_proposed = fields.Boolean(readonly=True)
    words = fields.Char("In the Name", readonly=True)

    @api.constrains("channel_id")
    def _check_channel_id(self):
        # Who names a channel by its id must not learn by this what it is called.
        self.sudo(False).channel_id.check_access("read")

    @api.model
    def action_sort_channels(self):
        """Propose a theme for each channel in General that the current user may read
        and file elsewhere, and open the list of it. Nothing moves.

        :return: an action
        """
        self.check_access("create")
        self.env["discuss.theme.rule"]._find_themes()
        self.search([("create_uid", "=", self.env.uid)]).unlink()
        channels = self._unsorted_channels()._filtered_can_file()
        proposals = self.env["discuss.theme.rule"]._propose(channels.mapped("name"))
        self.create(
            [
                {
                    "channel_id": channel.id,
                    "theme_id": theme.id,
                    "is_proposed": bool(theme),
                    "words": words,
                }
                for channel, (theme, words) in zip(channels, proposals, strict=True)
            ]
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "discuss_theme.discuss_theme_proposal_action"
        )
        return {**action, "target": "main"}

    def action_apply(self):
        """File these channels in the themes that are proposed, or chosen instead.

        :raise UserError: if there are none, or none of them has a theme
        """
        if not self:
            raise UserError(self.env._("Select the channels to file."))
        chosen = self.filtered("theme_id")
        if not chosen:
            raise UserError(
                self.env._("Choose a theme for at least one of these channels.")
            )
        for theme, proposals in chosen.grouped("theme_id").items():
            # Somebody may have moved one since; nobody reads it who may not.
            channels = proposals.channel_id & self._unsorted_channels()
            channels.move_to_theme(theme.id)
        chosen.unlink()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.model
    def _unsorted_channels(self):
        """Return the channels in General that the current user may read."""
        return self.env["discuss.channel"].search(
            [
                ("theme_id", "in", self.env["discuss.theme"]._default_theme().ids),
                *self.env["discuss.channel.move"]._movable_domain(),
            ],
            order="name, id",
        )
