from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    calendar_meeting_mode = fields.Selection(
        [
            ("off", "Leave them in the calendar"),
            ("suggest", "Suggest a meeting link instead"),
            ("require", "Require a meeting link instead"),
        ],
        string="Meetings among Colleagues",
        required=True,
        default="suggest",
        help="What happens to meetings in the calendar to which only colleagues are "
        "invited.",
    )
    has_appointment_links = fields.Boolean(
        "Meeting Links for Appointments",
        default=True,
        help="Appointments with people from outside get a meeting link by themselves.",
    )
