from odoo import models


class ProjectTask(models.Model):
    _inherit = "project.task"

    _discuss_origin_fields = ("sale_line_id.order_id",)

    def _discuss_origins(self):
        """Only the task that was made for a line of the order is discussed with it:
        every other task of the project leads to that line, too."""
        # sudo: sale.order.line - whoever reads the task need not read the order
        line = self.sudo().sale_line_id
        return super()._discuss_origins() if line.task_id == self else []
