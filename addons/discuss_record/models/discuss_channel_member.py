from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError


class DiscussChannelMember(models.Model):
    _inherit = "discuss.channel.member"

    record_entry = fields.Boolean(
        "Entered by Right of the Record",
        groups="base.group_user",
        help="The member entered because they could read the record of the channel. "
        "They leave when they no longer can.",
    )

    @api.constrains("channel_id", "partner_id", "guest_id")
    def _check_team_channel_member(self):
        # sudo: discuss.channel.member - checking, whoever invites
        for member in self.sudo():
            if member.channel_id.record_audience != "team":
                continue
            users = member.partner_id.user_ids
            if not any(user._is_internal() for user in users):
                raise ValidationError(
                    self.env._(
                        "“%(channel)s” is for colleagues only: %(person)s cannot be "
                        "added to it.",
                        channel=member.channel_id.display_name,
                        person=member.partner_id.name or member.guest_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            for vals in vals_list:
                vals.pop("record_entry", None)
        return super().create(vals_list)

    def write(self, vals):
        if "record_entry" in vals and not self.env.su:
            raise AccessError(
                self.env._("How a member entered a channel cannot be changed.")
            )
        return super().write(vals)
