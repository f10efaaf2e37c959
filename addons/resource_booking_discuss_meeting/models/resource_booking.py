from odoo import api, models


class ResourceBooking(models.Model):
    _inherit = "resource.booking"

    @api.depends("meeting_id.videocall_location", "type_id")
    def _compute_videocall_location(self):
        result = super()._compute_videocall_location()
        for booking in self:
            if not booking.videocall_location:
                booking.videocall_location = booking.meeting_id.videocall_location
        return result

    def _prepare_meeting_vals(self):
        values = super()._prepare_meeting_vals()
        location = values.get("videocall_location")
        if not self.meeting_id and self.meeting_id._is_meeting_link(location):
            # the link of what was booked before led to that
            values["videocall_location"] = False
        elif self.meeting_id and not location:
            # nobody has taken away the one that the meeting was given
            values.pop("videocall_location", None)
        return values
