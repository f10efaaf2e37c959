from odoo import models


class PurchaseOrder(models.Model):
    _name = "purchase.order"
    _inherit = ["purchase.order", "discuss.record.mixin"]

    _discuss_theme = "purchase_discuss_record.theme_purchases"
    _discuss_header_fields = ("partner_id", "amount_total", "date_planned")
    _discuss_state_field = "state"
    _discuss_reference_field = "name"

    def _discuss_followed_fields(self):
        return super()._discuss_followed_fields() | {"partner_id"}

    def _discuss_channel_name(self):
        # sudo: purchase.order - the same name whoever opens or edits the order
        vendor = self.sudo().partner_id.name
        return f"{super()._discuss_channel_name()} - {vendor}"
