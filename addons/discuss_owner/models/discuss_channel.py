from odoo import api, fields, models
from odoo.exceptions import AccessError


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    can_manage = fields.Boolean(
        compute="_compute_can_manage",
        compute_sudo=True,
        export_string_translation=False,
    )
    """Whether the current user answers for the channel, as an owner or otherwise."""

    @api.depends("channel_member_ids.is_owner")
    @api.depends_context("uid")
    def _compute_can_manage(self):
        for channel in self:
            channel.can_manage = channel.self_member_id.is_owner

    def _check_can_manage(self):
        """Refuse to go on for those who do not answer for these channels.

        :raise AccessError: and say who does
        """
        if not self.env.su and (refused := self.filtered(lambda c: not c.can_manage)):
            raise AccessError(
                self.env._(
                    "Only its owners may do this to “%(channel)s”.",
                    channel=refused[0].display_name,
                )
            )
