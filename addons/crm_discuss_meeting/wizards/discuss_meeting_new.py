from odoo import api, models


class DiscussMeetingNew(models.TransientModel):
    _inherit = "discuss.meeting.new"

    @api.model
    def _calendar_doors(self):
        return {**super()._calendar_doors(), "crm.lead": "action_schedule_meeting"}
