from odoo import models


class CrmTeamMember(models.Model):
    _inherit = "crm.team.member"

    def write(self, vals):
        users = self.user_id
        result = super().write(vals)
        if not vals.keys().isdisjoint(("active", "crm_team_id", "user_id")):
            # Odoo computes it again when a membership is archived, only
            users.invalidate_recordset(["crm_team_ids"])
            users._leave_closed_records("team")
        return result

    def unlink(self):
        users = self.user_id
        result = super().unlink()
        users._leave_closed_records("team")
        return result
