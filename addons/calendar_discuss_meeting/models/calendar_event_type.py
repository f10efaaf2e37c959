from odoo import fields, models


class CalendarEventType(models.Model):
    _inherit = "calendar.event.type"

    may_stay_internal = fields.Boolean(
        help="Meetings with this tag stay in the calendar, also if only colleagues are "
        "invited: training, say, or an interview.",
    )
