from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestDeletion(DiscussRecordCommon):
    """What is deleted with a project or a task is asked about, too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._new_user(
            "manager",
            "project.group_project_manager,discuss_theme.group_discuss_administrator",
        )
        cls.project = cls.env["project.project"].create(
            {"name": "Office", "privacy_visibility": "employees"}
        )
        Task = cls.env["project.task"]
        cls.task = Task.create({"name": "Lights", "project_id": cls.project.id})
        cls.archived = Task.create(
            {"name": "Old", "project_id": cls.project.id, "active": False}
        )
        cls.subtask = Task.create({"name": "Bulbs", "parent_id": cls.task.id})
        cls.detail = Task.create({"name": "Screws", "parent_id": cls.subtask.id})
        cls.channels = cls.env["discuss.channel"]
        for record in (cls.task, cls.archived, cls.subtask, cls.detail):
            channel_id = record.with_user(cls.manager).open_team_channel()
            cls.channels |= cls.channels.browse(channel_id)

    def setUp(self):
        super().setUp()
        self._end_transaction()

    def _stakes(self, record):
        return record.with_user(self.manager).get_discussions_at_stake()

    def test_at_stake(self):
        """A project that nobody discusses has tasks that are discussed, and tasks have
        subtasks."""
        for record, count in (
            (self.project, 4),
            (self.task, 3),
            (self.subtask, 2),
            (self.detail, 1),
        ):
            with self.subTest(record=record.name):
                self.assertEqual(
                    self._stakes(record), {"count": count, "can_delete": True}
                )
        self._open(self.project, self.manager)
        self.assertEqual(self._stakes(self.project)["count"], 5)

    def test_chosen_for_all(self):
        for record, choice in ((self.task, "keep"), (self.project, "delete")):
            record.with_user(self.manager).with_context(
                discuss_record_deletion=choice
            ).unlink()
            self._end_transaction()
            if choice == "keep":
                self.assertEqual(self.channels.exists(), self.channels)
                self.assertFalse(any(self.channels[2:].mapped("is_closed")))
        self.assertEqual(self.channels.exists(), self.channels - self.channels[1])

    def test_what_they_share_with_others_is_not_at_stake(self):
        other = self.env["project.task"].create({"name": "Elsewhere"})
        other.team_channel_id = self.channels[-1]
        self.assertEqual(self._stakes(self.project)["count"], 3)
