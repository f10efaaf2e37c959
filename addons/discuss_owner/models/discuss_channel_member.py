from odoo import api, fields, models
from odoo.exceptions import AccessError

from odoo.addons.mail.tools.discuss import Store


class DiscussChannelMember(models.Model):
    _inherit = "discuss.channel.member"

    # Internal: who answers for a channel is nothing that customers have to know.
    is_owner = fields.Boolean(
        "Owner",
        groups="base.group_user",
        help="Owners rename the channel, invite, remove people and close it.",
    )

    _owner_idx = models.Index("(channel_id) WHERE is_owner IS TRUE")

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                vals.pop("is_owner", None)
        if self.env.context.get("mail_create_bypass_create_check") is (
            self._bypass_create_check
        ):
            self._own_new_channels(vals_list)
        elif not self.env.su:
            for vals in vals_list:
                channel = self.env["discuss.channel"].browse(vals.get("channel_id"))
                channel._check_can_invite(
                    self.env["res.partner"].browse(vals.get("partner_id") or ()),
                    self.env["mail.guest"].browse(vals.get("guest_id") or ()),
                )
        return super().create(vals_list)

    def write(self, vals):
        if "is_owner" in vals and not self.env.su:
            raise AccessError(
                self.env._("Owners are made by the owners of the channel.")
            )
        return super().write(vals)

    def unlink(self):
        if not self.env.su and (others := self.filtered(lambda m: not m.is_self)):
            others.channel_id._check_can_manage()
        # sudo: discuss.channel.member - the channel goes on, whoever leaves it
        left = self.sudo().filtered("is_owner").channel_id
        result = super().unlink()
        left._hand_over_to_oldest()
        return result

    @api.model
    def _own_new_channels(self, vals_list):
        """Make the current user, who is making these channels, own them."""
        user = self.env.user
        if not (user.active and user._is_internal()):
            return
        mine = [
            vals for vals in vals_list if vals.get("partner_id") == user.partner_id.id
        ]
        channels = self.env["discuss.channel"].browse(v["channel_id"] for v in mine)
        # sudo: discuss.channel - it is being made
        owned = channels.sudo()._filter_owned()
        for vals in mine:
            vals["is_owner"] = vals["channel_id"] in owned.ids

    def _to_store_defaults(self, target):
        res = super()._to_store_defaults(target)
        if target.is_internal(self.env):
            # sudo: discuss.channel.member - for colleagues alone, whoever acts
            res = [*res, Store.Attr("is_owner", sudo=True)]
        return res
