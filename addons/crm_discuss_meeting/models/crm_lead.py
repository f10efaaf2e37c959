from odoo import models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    def action_schedule_meeting(self, smart_calendar=True):
        self.ensure_one()
        offer = None
        # who does without the smart calendar asks for the context of the action
        if smart_calendar:
            offer = self.env["discuss.meeting.new"]._offer_link(
                self, self.partner_id, title=self.name
            )
        return offer or super().action_schedule_meeting(smart_calendar=smart_calendar)
