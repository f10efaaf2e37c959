from odoo import models

from odoo.addons.portal_space.tools.home import CURRENT, DONE, TODO, Step

from ..tools.news import is_quiet, keep_readers


class ProjectTask(models.Model):
    _name = "project.task"
    _inherit = ["project.task", "portal.space.mixin"]

    def write(self, vals):
        if vals.get("state") != "1_done" or is_quiet(self.env):
            return super().write(vals)
        # Of a task that has sub-tasks, the customer is told when the whole is done.
        done = self.filtered(lambda task: task.state != "1_done" and not task.parent_id)
        result = super().write(vals)
        done._portal_space_tell("progress")
        return result

    def _portal_space_steps(self):
        return {task.id: task._portal_space_task_steps() for task in self}

    def _portal_space_task_steps(self):
        self.ensure_one()
        received = Step(
            "step_task_received", self.env._("Received"), DONE, date=self.create_date
        )
        if self.state == "1_canceled":
            return [
                received,
                Step(
                    "step_task_done",
                    self.env._("Cancelled"),
                    DONE,
                    date=self.date_last_stage_update or None,
                ),
            ]
        done = self.state == "1_done"
        # sudo: res.users - whether there is anybody, no more; the page names them
        assigned = bool(self.sudo().user_ids)
        return [
            received,
            Step(
                "step_task_assigned",
                self.env._("Assigned"),
                DONE if assigned or done else CURRENT,
                date=(assigned and self.date_assign) or None,
            ),
            Step(
                "step_task_progress",
                self._portal_space_progress_label(),
                DONE if done else CURRENT if assigned else TODO,
                detail=""
                if done or not self.stage_id
                else self.env._("Stage: %s", self.stage_id.name),
            ),
            Step(
                "step_task_done",
                self.env._("Done"),
                DONE if done else TODO,
                date=(self.date_last_stage_update if done else self.date_deadline)
                or None,
            ),
        ]

    def _portal_space_progress_label(self):
        """What is going on with this task, in a customer's words."""
        return {
            "02_changes_requested": self.env._("Being changed"),
            "03_approved": self.env._("Approved"),
            "04_waiting_normal": self.env._("Waits for other tasks"),
        }.get(self.state) or self.env._("In progress")

    def _portal_space_entry_values(self):
        return super()._portal_space_entry_values() | {
            "date": self.date_deadline or None,
            "date_label": self.env._("Deadline"),
        }

    # News

    def _portal_space_partners(self):
        return keep_readers(self, super()._portal_space_partners())

    def _portal_space_news_title(self, kind):
        if kind == "progress" and self.state == "1_done":
            return self.env._("%s is done", self.display_name)
        return super()._portal_space_news_title(kind)
