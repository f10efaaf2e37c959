from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    portal_space_sms = fields.Boolean(
        related="company_id.portal_space_sms", readonly=False
    )
