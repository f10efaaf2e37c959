from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def write(self, vals):
        result = super().write(vals)
        if "helpdesk_team_ids" in vals:
            self._discuss_follow_helpdesk_teams()
        return result

    def _discuss_follow_helpdesk_teams(self):
        """Take these users out of the channels of requests that only their former
        teams could read."""
        membership = self.env["discuss.record.membership.mixin"]
        membership._discuss_follow_membership(self)
