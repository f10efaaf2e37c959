from odoo import models


class CrmTeamMember(models.Model):
    _name = "crm.team.member"
    _inherit = ["crm.team.member", "discuss.record.membership.mixin"]

    _discuss_membership_fields = ("active", "crm_team_id", "user_id")
