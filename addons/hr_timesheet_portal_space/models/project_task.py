from odoo import models

from ..tools.hours import hours_steps, insert_step


class ProjectTask(models.Model):
    _inherit = "project.task"

    def _portal_space_steps(self):
        steps_of = super()._portal_space_steps()
        if not self.env["portal.space"]._shows("step_hours"):
            return steps_of
        hours_of = hours_steps(
            self, lambda task: (task.total_hours_spent, task.allocated_hours)
        )
        return {
            record_id: insert_step(steps, hours_of.get(record_id))
            for record_id, steps in steps_of.items()
        }
