from odoo import Command
from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestFeed(DiscussRecordCommon):
    """What becomes of projects and tasks is told in their channels."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._new_user("manager", "project.group_project_manager")
        cls.assignee = cls._new_user("assignee", "project.group_project_user")
        cls.project = cls.env["project.project"].create(
            {
                "name": "Office",
                "allow_milestones": True,
                "privacy_visibility": "employees",
                "user_id": cls.manager.id,
            }
        )
        cls.task = cls.env["project.task"].create(
            {"name": "Lights", "project_id": cls.project.id, "user_ids": False}
        )

    def _last_line(self, channel):
        (*_lines, last) = self._feed_lines(self._feed_notes(channel))
        return last

    def test_project(self):
        channel = self._open(self.project, self.manager)
        self._end_transaction()
        project = self.project.with_user(self.manager)
        project.write({"date_start": "2030-01-01", "date": "2030-12-31"})
        self.assertEqual(self._last_line(channel), "Office Expiration Date: 12/31/2030")
        milestone = self.env["project.milestone"].create(
            {"name": "Plans", "project_id": project.id}
        )
        milestone.with_user(self.assignee).toggle_is_reached(True)
        self.assertEqual(self._last_line(channel), "Office Milestone reached: Plans")
        count = len(self._feed_lines(self._feed_notes(channel)))
        milestone.with_user(self.assignee).write({"is_reached": True})
        self.assertEqual(len(self._feed_lines(self._feed_notes(channel))), count)

    def test_task(self):
        channel = self._open(self.task, self.manager)
        self._end_transaction()
        task = self.task.with_user(self.manager)
        task.write({"user_ids": self.assignee.ids, "date_deadline": "2030-01-02 12:00"})
        self.assertEqual(
            self._last_line(channel),
            "Lights Assignees: assignee · Deadline: 01/02/2030",
        )
        task.state = "1_done"
        lines = self._feed_lines(self._feed_notes(channel))
        self.assertEqual(lines[-2:], ["Lights Done", "closed this channel: Done"])

    def test_stage_of_a_task(self):
        first, second = self.env["project.task.type"].create(
            [
                {"name": name, "project_ids": [Command.link(self.project.id)]}
                for name in ("To order", "Ordered")
            ]
        )
        self.task.stage_id = first
        channel = self._open(self.task, self.manager)
        self._end_transaction()
        self.task.with_user(self.assignee).stage_id = second
        self.assertEqual(self._last_line(channel), "Lights Stage: To order → Ordered")

    def test_stage_of_a_project(self):
        """Is told where stages are for everybody: who is in the channel may read it."""
        group = self.env.ref("project.group_project_stages")
        employees = self.env.ref("base.group_user")
        stages = self.env["project.project.stage"].create(
            [{"name": name} for name in ("Planned", "Running")]
        )
        self.project.sudo().stage_id = stages[0]
        channel = self._open(self.project, self.manager)
        self._end_transaction()

        def change():
            stage = stages - self.project.sudo().stage_id
            self.project.sudo().stage_id = stage
            self.env.flush_all()
            return self._feed_notes(channel)

        employees.implied_ids -= group
        self.assertFalse(change())
        # to some it does not matter, either
        self.manager.group_ids += group
        self.assertFalse(change())
        employees.implied_ids += group
        change()
        self.assertEqual(self._last_line(channel), "Office Stage: Planned → Running")
        lines = self.env["discuss.record.feed"]._get_events("project.project")
        self.assertIn("stage_id", lines)
        employees.implied_ids -= group
        lines = self.env["discuss.record.feed"]._get_events("project.project")
        self.assertNotIn("stage_id", lines)
