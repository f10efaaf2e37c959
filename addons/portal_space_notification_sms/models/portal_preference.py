from odoo import api, fields, models


class PortalPreference(models.Model):
    _inherit = "portal.preference"

    way = fields.Selection(
        selection_add=[("sms", "SMS"), ("push",)], ondelete={"sms": "set default"}
    )

    @api.model
    def _ways_open(self):
        ways = super()._ways_open()
        if self.env.user.partner_id._portal_space_sms_number():
            ways.append("sms")
        return ways
