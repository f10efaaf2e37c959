from odoo import fields, models


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    opportunity_ids = fields.One2many(
        "crm.lead",
        "team_channel_id",
        string="Opportunities",
        groups="sales_team.group_sale_salesman",
    )
