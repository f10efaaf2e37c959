from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    portal_space_sms = fields.Boolean("Customers may choose SMS")
