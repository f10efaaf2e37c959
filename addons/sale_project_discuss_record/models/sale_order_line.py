from odoo import models


class SaleOrderLine(models.Model):
    _inherit = "sale.order.line"

    def _timesheet_create_task(self, project):
        task = super()._timesheet_create_task(project)
        # only now does the line know its task
        task._discuss_follow_new_links()
        return task
