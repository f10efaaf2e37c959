from odoo import models


class MailFollowers(models.Model):
    _inherit = "mail.followers"

    def unlink(self):
        """To follow a record may be what opens it to somebody: who is taken off its
        followers, or takes themselves off, leaves its channel if it is so."""
        known = set(self.env["discuss.channel"]._record_models())
        unfollowed = {
            model: (followers.mapped("res_id"), followers.partner_id)
            for model, followers in self.grouped("res_model").items()
            if model in known
        }
        result = super().unlink()
        for model, (ids, partners) in unfollowed.items():
            # sudo: res.users - whether they are colleagues
            users = partners.sudo().user_ids.filtered(lambda user: not user.share)
            # sudo: discuss.record.mixin - whoever takes them off, the rule decides.
            # The records may be on their way out, too.
            if users and (records := self.env[model].sudo().browse(ids).exists()):
                records._discuss_revoke_entries(users)
        return result
