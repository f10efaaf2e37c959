from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    meeting_provider_id = fields.Many2one(
        related="company_id.meeting_provider_id",
        domain="[('company_id', 'in', [company_id, False])]",
        readonly=False,
    )
    meeting_fallback_provider_id = fields.Many2one(
        related="company_id.meeting_fallback_provider_id",
        domain="[('company_id', 'in', [company_id, False])]",
        readonly=False,
    )
