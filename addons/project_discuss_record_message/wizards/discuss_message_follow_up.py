from datetime import datetime, time

from odoo import api, fields, models
from odoo.exceptions import UserError


class DiscussMessageFollowUp(models.TransientModel):
    _inherit = "discuss.message.follow.up"

    kind = fields.Selection(
        selection_add=[("task", "Task")], ondelete={"task": "cascade"}
    )
    project_id = fields.Many2one("project.project", "Project")
    is_seen_outside = fields.Boolean(compute="_compute_is_seen_outside")

    @api.depends("project_id")
    def _compute_is_seen_outside(self):
        for follow_up in self:
            # sudo: project.project - who sees the tasks of a project that was chosen
            visibility = follow_up.project_id.sudo().privacy_visibility
            follow_up.is_seen_outside = visibility in ("portal", "invited_users")

    @api.model
    def _find_records(self, message):
        records = super()._find_records(message)
        if self.env.context.get("default_kind") == "task":
            return [
                r for r in records if r._name in ("project.project", "project.task")
            ]
        return records

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        if values.get("kind") == "task" and values.get("record_ref"):
            model, record_id = values.pop("record_ref").split(",")
            record = self.env[model].browse(int(record_id))
            project = record if model == "project.project" else record.project_id
            if "project_id" in fields_list:
                values["project_id"] = project.id
        return values

    def _follow_up_task(self):
        """Return the new task.

        Customers may see a task, but not the notes in its chatter: the message is
        quoted there, and not in the description.
        """
        if not self.title:
            raise UserError(self.env._("Give the task a title."))
        task = self.env["project.task"].create(
            {
                # At noon: the same day wherever it is read
                "date_deadline": self.date and datetime.combine(self.date, time(12)),
                "name": self.title,
                "project_id": self.project_id.id,
                "user_ids": (self.user_id or self.env.user).ids,
            }
        )
        self._post_note(task)
        return task

    def _result_text(self, result):
        if self.kind == "task":
            return self.env._("Task created: %s")
        return super()._result_text(result)
