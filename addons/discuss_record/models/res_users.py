from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def write(self, vals):
        colleagues = self.browse()
        if "group_ids" in vals:
            colleagues = self.filtered(lambda user: user._is_internal())
        result = super().write(vals)
        former = colleagues.filtered(lambda user: not user._is_internal())
        if former:
            # sudo: discuss.channel.member - leaving is a consequence, not a choice
            members = (
                self.env["discuss.channel.member"]
                .sudo()
                .search(
                    [
                        ("partner_id", "in", former.partner_id.ids),
                        ("channel_id.record_audience", "=", "team"),
                    ]
                )
            )
            members.channel_id._revoke_record_entries()
        return result
