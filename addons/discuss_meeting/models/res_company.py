from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    meeting_provider_id = fields.Many2one(
        "discuss.meeting.provider",
        string="Meeting Provider",
        help="Where meetings are held, unless a theme says otherwise. Empty: in Odoo.",
    )
    meeting_fallback_provider_id = fields.Many2one(
        "discuss.meeting.provider",
        string="Fallback Meeting Provider",
        help="Where meetings go on when their provider is down. Empty: in Odoo.",
    )
