from odoo import fields, models


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    purchase_order_ids = fields.One2many(
        "purchase.order",
        "team_channel_id",
        string="Purchase Orders",
        groups="purchase.group_purchase_user",
    )
