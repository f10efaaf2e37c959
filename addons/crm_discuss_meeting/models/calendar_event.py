from odoo import api, models


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    @api.model
    def _subjects(self):
        # what is planned from an opportunity is planned by a person
        return super()._subjects() | {"crm.lead"}
