from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    calendar_meeting_mode = fields.Selection(
        related="company_id.calendar_meeting_mode", readonly=False
    )
    has_appointment_links = fields.Boolean(
        related="company_id.has_appointment_links", readonly=False
    )
