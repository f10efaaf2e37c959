from odoo import models

from odoo.addons.discuss_record.feed import Feed, FeedEvent

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

    def _discuss_followed_fields(self):
        return super()._discuss_followed_fields() | {"project_id"}

    def _discuss_follow_change(self, names, changed):
        if "project_id" in changed:
            for task in self:
                task._discuss_leave_thread()
        return super()._discuss_follow_change(names, changed)

    def _discuss_leave_thread(self):
        """Go on in a channel of its own, with all that was said, if the task has left
        the project in whose conversation it is a thread: all who are in that read its
        threads, and stock lets no thread go elsewhere."""
        # sudo: discuss.channel - whoever moves the task need not be in its thread
        task = self.sudo()
        thread = task.team_channel_id
        parent = thread.parent_channel_id
        if not parent:
            return
        discussed = task.project_id.team_channel_id
        for origins in task._discuss_origins():
            discussed |= origins.team_channel_id
        if parent & (discussed | discussed.parent_channel_id):
            return
        if sum(map(len, thread._search_records())) > 1:
            return  # it is about other records, too, which have not moved
        # what its project, or its state, closed may go on now
        with_task = thread.closed_with_record
        outcome = (
            thread.is_closed
            and not thread.closed_with_parent
            and (not with_task or task._discuss_outcome())
            and thread.outcome
        )
        # what becomes of both stands in one note each
        Feed.of(self.env)
        own = task._discuss_make_channel([task])
        self.env["discuss.channel.merge"]._merge_checked(thread, own)
        if outcome:
            own._close(outcome)
            own.closed_with_record = with_task

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
