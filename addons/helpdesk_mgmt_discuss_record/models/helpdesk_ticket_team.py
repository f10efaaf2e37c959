from odoo import models


class HelpdeskTicketTeam(models.Model):
    _inherit = "helpdesk.ticket.team"

    def write(self, vals):
        if vals.keys().isdisjoint({"active", "user_ids"}):
            return super().write(vals)
        members = self.user_ids
        result = super().write(vals)
        members._discuss_follow_helpdesk_teams()
        return result

    def unlink(self):
        members = self.user_ids
        result = super().unlink()
        members._discuss_follow_helpdesk_teams()
        return result
