from odoo import api, models


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    @api.model
    def _draft_fields(self):
        return [*super()._draft_fields(), "resource_booking_ids"]

    def _stays_in_calendar(self):
        return super()._stays_in_calendar() or self._is_booking()

    def _is_appointment(self):
        # whoever has booked
        return super()._is_appointment() or self._is_booking()

    def _is_booking(self):
        # sudo: resource.booking - that there is one
        return bool(self.sudo().resource_booking_ids)
