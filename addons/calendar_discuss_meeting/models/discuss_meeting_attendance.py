from odoo import models


class DiscussMeetingAttendance(models.Model):
    _inherit = "discuss.meeting.attendance"

    def _come_in(self):
        result = super()._come_in()
        # a standing link ends some time after its last use; that of a series of
        # appointments, with the last of these
        series = self.meeting_id.filtered("is_standing")
        series.filtered("calendar_event_ids")._follow_appointments()
        return result
