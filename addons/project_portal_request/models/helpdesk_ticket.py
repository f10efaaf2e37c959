from dataclasses import replace
from datetime import datetime, time, timezone
from zoneinfo import ZoneInfo

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.portal_space.tools.home import CURRENT, DONE, TODO, Step


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    @api.model
    def _portal_record_fields(self):
        return {
            **super()._portal_record_fields(),
            "project.project": "project_id",
            "project.task": "task_id",
        }

    @api.model
    def _portal_about_vals(self, record):
        """A request about a task is one about its project."""
        vals = super()._portal_about_vals(record)
        if record._name == "project.task":
            # sudo: project.task - its project may be closed to who reads the task
            vals["project_id"] = record.sudo().project_id.id
        return vals

    def action_make_task(self):
        """Open the task of this request, which is made if there is none.

        :raise AccessError: if the user may make no tasks in the project
        :raise UserError: if there is no project to make it in
        """
        self.ensure_one()
        self.check_access("write")
        task = self.task_id
        if not task:
            project = self.project_id or self.team_id.default_project_id
            if not project:
                raise UserError(
                    self.env._(
                        "Choose the project first, here or in the team of the request."
                    )
                )
            task = self.env["project.task"].create(self._make_task_values(project))
            self.write({"project_id": project.id, "task_id": task.id})
        return {
            "type": "ir.actions.act_window",
            "res_model": "project.task",
            "res_id": task.id,
            "views": [[False, "form"]],
        }

    def _make_task_values(self, project):
        return {
            "name": self.name,
            "description": self.description,
            "project_id": project.id,
            "partner_id": self.partner_id.id,
            "date_deadline": self._portal_expected_moment(),
            "user_ids": self.user_id.ids,
        }

    def _portal_expected_moment(self):
        """Return when the day is over that the customer was told, where the company
        works, or False."""
        day = self.portal_expected_date
        if not day:
            return False
        # sudo: resource.calendar - only where its hours are
        calendar = self.company_id.sudo().resource_calendar_id
        zone = ZoneInfo(calendar.tz or self.env.user.tz or "UTC")
        end = datetime.combine(day, time(23, 59, 59), zone)
        return end.astimezone(timezone.utc).replace(tzinfo=None)

    def _portal_space_steps(self):
        """Between handling and the solution: how the work goes, in words."""
        steps = super()._portal_space_steps()
        # sudo: project.task - who reads a request is told how work on it goes, and
        # nothing else of the task
        for ticket in self.sudo().filtered("task_id"):
            received, handled, *end = steps[ticket.id]
            step = ticket._portal_task_step(handled)
            if step and step.state == CURRENT:
                handled = replace(handled, state=DONE)
            steps[ticket.id] = [received, handled, *filter(None, [step]), *end]
        return steps

    def _portal_task_step(self, handled):
        """Return what is said of the task of a request (sudo), or None."""
        code, task = "step_request_task", self.task_id
        waits = self.stage_id.portal_state == "waiting"
        if task.state == "1_canceled":
            return None
        if task.is_closed:
            return Step(
                code, self.env._("Work done"), DONE, date=task.date_last_stage_update
            )
        if handled.state == DONE:
            # the request is over, whatever became of the work
            return None
        label = self.env._("Work planned")
        state = TODO
        if task.user_ids and task.state != "04_waiting_normal":
            label = self.env._("Work under way")
            state = TODO if waits or handled.state == TODO else CURRENT
        return Step(code, label, state, date=task.date_deadline)
