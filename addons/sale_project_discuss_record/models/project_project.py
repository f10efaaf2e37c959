from odoo import models


class ProjectProject(models.Model):
    _inherit = "project.project"

    _discuss_origin_fields = ("sale_line_id.order_id", "reinvoiced_sale_order_id")
