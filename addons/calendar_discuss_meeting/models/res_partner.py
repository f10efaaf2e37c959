from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def schedule_meeting(self):
        self.ensure_one()
        return (
            self.env["discuss.meeting.new"]._offer_link(self, self)
            or super().schedule_meeting()
        )
