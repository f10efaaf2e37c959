from odoo import models


class CrmTeamMember(models.Model):
    _inherit = "crm.team.member"

    def write(self, vals):
        users = self.user_id
        result = super().write(vals)
        if not vals.keys().isdisjoint(("active", "crm_team_id", "user_id")):
            users._leave_closed_records("team")
        return result

    def unlink(self):
        users = self.user_id
        result = super().unlink()
        users._leave_closed_records("team")
        return result
