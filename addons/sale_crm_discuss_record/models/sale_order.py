from odoo import models


class SaleOrder(models.Model):
    _inherit = "sale.order"

    _discuss_origin_fields = ("opportunity_id",)
