from odoo import models

from odoo.addons.discuss_record.feed import FeedEvent

# In these, whoever reads a task reads its project.
OPEN_PROJECTS = ("employees", "portal")


class ProjectTask(models.Model):
    _name = "project.task"
    _inherit = ["project.task", "discuss.record.mixin"]

    _discuss_theme = "project_discuss_record.theme_projects"
    _discuss_header_fields = ("project_id", "partner_id", "date_deadline")
    _discuss_state_field = "stage_id"
    _discuss_header_sequence = 20
    _discuss_user_fields = ("user_ids",)
    _discuss_end_fields = ("active", "state")
    _discuss_feed_fields = ("stage_id", "user_ids", "date_deadline")

    def _discuss_users(self):
        # sudo: project.project - who manages the project is no secret to task readers
        return super()._discuss_users() | self.sudo().project_id.user_id

    def _discuss_outcome(self):
        self.ensure_one()
        if self.is_closed:
            return self._discuss_format("state")
        return super()._discuss_outcome()

    def _discuss_deleted_with(self):
        return [*super()._discuss_deleted_with(), self._get_all_subtasks()]

    def _discuss_feed_events(self):
        return {
            **super()._discuss_feed_events(),
            "done": FeedEvent(self.env._("Done"), "fa-check", "state", "1_done"),
            "cancelled": FeedEvent(
                self.env._("Cancelled"), "fa-times", "state", "1_canceled"
            ),
        }

    def _discuss_parent_channel(self):
        """A task that shares no conversation may have a thread in that of its project,
        if whoever reads the task may enter that, too."""
        channel = super()._discuss_parent_channel()
        # sudo: project.project - who opens the task need not read its project
        project = self.sudo().project_id
        if not channel and project.privacy_visibility in OPEN_PROJECTS:
            channel = project.team_channel_id
            return channel.parent_channel_id or channel
        return channel
