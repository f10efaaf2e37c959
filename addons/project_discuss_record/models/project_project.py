from odoo import models

from odoo.addons.discuss_record.feed import FeedEvent


class ProjectProject(models.Model):
    _name = "project.project"
    _inherit = ["project.project", "discuss.record.mixin"]

    _discuss_theme = "project_discuss_record.theme_projects"
    _discuss_header_fields = ("partner_id", "date")
    _discuss_state_field = "stage_id"
    _discuss_end_fields = ("active", "last_update_status", "stage_id")
    _discuss_feed_fields = ("user_id", "date")

    def _discuss_followed_fields(self):
        return super()._discuss_followed_fields() | {"privacy_visibility"}

    def write(self, vals):
        result = super().write(vals)
        if "privacy_visibility" in vals:
            # also of projects that nobody discusses
            self._discuss_revoke_entries()
        return result

    def _discuss_read_with(self):
        # sudo: project.task - who may read the project's tasks changes for all
        tasks = self.env["project.task"].sudo().with_context(active_test=False)
        discussed = tasks.search(
            [("project_id", "in", self.ids), ("team_channel_id", "!=", False)]
        )
        return [*super()._discuss_read_with(), discussed]

    def _discuss_outcome(self):
        """A project is over in the stages that Odoo takes for closed, the folded, and
        when its last update says that it is complete."""
        self.ensure_one()
        if self.active and self.stage_id.fold:
            return self.stage_id.name
        if self.active and self.last_update_status == "done":
            return self.env._("Complete")
        return super()._discuss_outcome()

    def _discuss_deleted_with(self):
        # sudo: project.task - whoever deletes the project deletes them all
        tasks = self.sudo().with_context(active_test=False).tasks
        return [*super()._discuss_deleted_with(), *tasks._discuss_deleted_with()]

    def _discuss_feed_events(self):
        return {
            # where stages are used, and all may read them
            "stage_id": FeedEvent(
                self._fields["stage_id"]._description_string(self.env),
                "fa-flag-o",
                field="stage_id",
            ),
            **super()._discuss_feed_events(),
            "milestone": FeedEvent(
                self.env._("Milestone reached"), "fa-flag-checkered"
            ),
        }
