from odoo import fields, models


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    sale_order_ids = fields.One2many(
        "sale.order",
        "team_channel_id",
        string="Sales Orders",
        groups="sales_team.group_sale_salesman",
    )
