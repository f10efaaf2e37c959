from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    portal_request_max_files = fields.Integer(
        related="company_id.portal_request_max_files", readonly=False
    )
    portal_request_max_file_size = fields.Integer(
        related="company_id.portal_request_max_file_size", readonly=False
    )
    portal_request_file_types = fields.Char(
        related="company_id.portal_request_file_types", readonly=False
    )
    portal_request_reopen_days = fields.Integer(
        related="company_id.portal_request_reopen_days", readonly=False
    )
    portal_request_hourly = fields.Integer(
        related="company_id.portal_request_hourly", readonly=False
    )
    portal_request_hourly_answers = fields.Integer(
        related="company_id.portal_request_hourly_answers", readonly=False
    )
