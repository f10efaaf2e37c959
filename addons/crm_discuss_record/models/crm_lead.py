from odoo import models


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "discuss.record.mixin"]

    _discuss_theme = "crm_discuss_record.theme_sales"
    _discuss_header_fields = ("partner_id", "expected_revenue", "date_deadline")
    _discuss_state_field = "stage_id"

    def _discuss_kind(self):
        return self._discuss_format("type")
