from odoo import models


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "discuss.record.mixin"]

    _discuss_theme = "sale_discuss_record.theme_sales"
    _discuss_header_fields = ("partner_id", "amount_total")
    _discuss_state_field = "state"
    _discuss_reference_field = "name"

    def _discuss_followed_fields(self):
        return super()._discuss_followed_fields() | {"partner_id"}

    def _discuss_channel_name(self):
        return super(
            SaleOrder, self.with_context(sale_show_partner_name=True)
        )._discuss_channel_name()

    def _discuss_kind(self):
        return self.type_name
