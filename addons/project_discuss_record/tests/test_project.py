from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestProject(DiscussRecordCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._new_user("manager", "project.group_project_manager")
        cls.assignee = cls._new_user("assignee", "project.group_project_user")
        cls.colleague = cls._new_user("colleague", "project.group_project_user")
        cls.customer = cls._new_user("customer", "base.group_portal")
        cls.project = cls._new_project("Office", "employees")
        cls.secret = cls._new_project("Secret", "followers")
        cls.task = cls.env["project.task"].create(
            {
                "name": "Lights",
                "project_id": cls.project.id,
                "user_ids": [Command.set(cls.assignee.ids)],
            }
        )

    @classmethod
    def _new_project(cls, name, visibility):
        return cls.env["project.project"].create(
            {
                "name": name,
                "partner_id": cls.customer.partner_id.id,
                "privacy_visibility": visibility,
                "user_id": cls.manager.id,
            }
        )

    def test_project(self):
        channel = self._open(self.project, self.colleague)
        self.assertEqual(
            self._members(channel), (self.manager | self.colleague).partner_id
        )
        self.assertEqual(channel.name, "Office")
        self.assertEqual(
            channel.theme_id, self.env.ref("project_discuss_record.theme_projects")
        )
        self.assertEqual(channel.project_ids, self.project)

    def test_task(self):
        channel = self._open(self.task, self.colleague)
        self.assertEqual(
            self._members(channel),
            (self.manager | self.assignee | self.colleague).partner_id,
        )
        self.assertEqual(channel.name, "Lights")
        self.assertEqual(channel.task_ids, self.task)
        self.assertNotEqual(channel, self._open(self.project, self.colleague))

    def test_task_in_a_thread(self):
        """Of the conversation of its project, for those who may enter that."""
        of_project = self._open(self.project, self.manager)
        action = self.env.ref("project_discuss_record.action_open_own_channel")
        action.with_user(self.colleague).with_context(
            active_model="project.task",
            active_id=self.task.id,
            active_ids=self.task.ids,
        ).run()
        channel = self.task.team_channel_id
        self.assertEqual(channel.parent_channel_id, of_project)
        self.assertEqual(channel.theme_id, of_project.theme_id)
        people = (self.manager | self.assignee | self.colleague).partner_id
        self.assertEqual(self._members(channel), people)
        self.assertEqual(self._members(of_project), people)
        (header,) = channel.with_user(self.assignee).get_record_headers()
        self.assertEqual(header["name"], "Lights")
        self.assertEqual(self._open(self.task, self.assignee), channel)
        self.project.privacy_visibility = "followers"
        self.assertEqual(self._members(channel), self.manager.partner_id)
        with self.assertRaisesRegex(AccessError, "closed to you"):
            self._open(self.task, self.assignee)

    def test_task_of_an_invitation_only_project_has_no_thread(self):
        """Who may read the task alone hears nothing of what is said of the project."""
        of_project = self._open(self.secret, self.manager)
        task = self.env["project.task"].create(
            {
                "name": "Safe",
                "project_id": self.secret.id,
                "user_ids": [Command.set(self.assignee.ids)],
            }
        )
        task.with_user(self.assignee).open_own_channel()
        self.assertFalse(task.team_channel_id.parent_channel_id)
        self.assertEqual(
            self._members(task.team_channel_id),
            (self.manager | self.assignee).partner_id,
        )
        self.assertEqual(self._members(of_project), self.manager.partner_id)

    def test_project_by_invitation(self):
        with self.assertRaises(AccessError):
            self._open(self.secret, self.colleague)
        channel = self._open(self.secret, self.manager)
        self.assertEqual(self._members(channel), self.manager.partner_id)
        self.secret.message_subscribe(self.colleague.partner_id.ids)
        self._open(self.secret, self.colleague)
        self.assertEqual(
            self._members(channel), (self.manager | self.colleague).partner_id
        )

    def test_refused(self):
        for record in (self.project, self.task):
            with self.subTest(record=record.name), self.assertRaises(AccessError):
                self._open(record, self.customer)

    def test_assignee_joins(self):
        channel = self._open(self.task, self.manager)
        self.task.user_ids = [Command.link(self.colleague.id)]
        self.assertIn(self.colleague.partner_id, self._members(channel))

    def test_project_turns_secret(self):
        channel = self._open(self.project, self.colleague)
        of_task = self._open(self.task, self.colleague)
        self.project.privacy_visibility = "followers"
        self.assertEqual(self._members(channel), self.manager.partner_id)
        self.assertEqual(
            self._members(of_task), (self.manager | self.assignee).partner_id
        )

    def test_header(self):
        self.task.date_deadline = "2030-05-17 12:00:00"
        channel = self._open(self.task, self.assignee)
        (header,) = channel.with_user(self.assignee).get_record_headers()
        self.assertEqual(header["kind"], "Task")
        values = {field["name"]: field["value"] for field in header["fields"]}
        self.assertEqual(values["project_id"], "Office")
        self.assertEqual(values["date_deadline"], "05/17/2030")
        self.assertEqual(values["user_ids"], "assignee")

    def test_header_follows_the_assignees(self):
        channel = self._open(self.task, self.assignee)

        def hints():
            self._end_transaction()
            # sudo: bus.bus - looking behind the scenes
            sent = self.env["bus.bus"].sudo().search([])
            messages = sent.mapped("message")
            sent.unlink()
            return [m for m in messages if "discuss.record/changed" in m]

        hints()
        self.task.user_ids = [Command.link(self.colleague.id)]
        self.assertEqual(len(hints()), 1)
        self.task.user_ids = [Command.unlink(self.colleague.id)]
        self.assertEqual(len(hints()), 1)
        self.task.color = 3
        self.assertFalse(hints())
        (header,) = channel.with_user(self.assignee).get_record_headers()
        self.assertIn("assignee", [field["value"] for field in header["fields"]])

    def test_customer_of_a_shared_project(self):
        """Who edits tasks in the portal reads nothing of the colleagues' channel."""
        self.project.write(
            {
                "privacy_visibility": "portal",
                "collaborator_ids": [
                    Command.create({"partner_id": self.customer.partner_id.id})
                ],
            }
        )
        self.task.message_subscribe(self.customer.partner_id.ids)
        self._open(self.task, self.assignee)
        as_customer = self.task.with_user(self.customer)
        self.assertEqual(as_customer.name, "Lights")
        with self.assertRaises(AccessError):
            as_customer.read(["team_channel_id"])
        with self.assertRaises(UserError):
            as_customer.write({"team_channel_id": False})
        with self.assertRaises(AccessError):
            self._open(self.task, self.customer)

    def test_lists_have_the_column_and_the_filter(self):
        for view_type, xmlid in (
            ("list", "project.view_project"),
            ("list", "project.open_view_my_tasks_list_view"),
            ("kanban", "project.view_project_kanban"),
            ("kanban", "project.view_task_kanban_inherit_my_task"),
            ("search", "project.view_project_project_filter"),
            ("search", "project.view_task_search_form"),
        ):
            with self.subTest(view=xmlid):
                view = self.env.ref(xmlid)
                model = self.env[view.model].with_user(self.colleague)
                arch = model.get_view(view.id, view_type)["arch"]
                name = {"search": "has_unread_discussion"}.get(
                    view_type, "has_discussion"
                )
                self.assertIn(f'name="{name}"', arch)

    def test_end(self):
        """A project ends in a folded stage or when it is said to be complete, a task
        when it is done, cancelled or archived."""
        open_stage, done_stage = self.env["project.project.stage"].create(
            [{"name": "Running"}, {"name": "Delivered", "fold": True}]
        )
        self.project.stage_id = open_stage
        of_project = self._open(self.project, self.manager)
        of_task = self._open(self.task, self.assignee)
        self.env.cr.precommit.run()
        for record, channel, values, outcome in (
            (self.task, of_task, {"state": "1_done"}, "Done"),
            (self.task, of_task, {"state": "01_in_progress"}, False),
            (self.task, of_task, {"state": "1_canceled"}, "Cancelled"),
            (self.task, of_task, {"state": "01_in_progress"}, False),
            (self.task, of_task, {"active": False}, "Archived"),
            (self.project, of_project, {"stage_id": done_stage.id}, "Delivered"),
            (self.project, of_project, {"stage_id": open_stage.id}, False),
            (self.project, of_project, {"last_update_status": "done"}, "Complete"),
            (self.project, of_project, {"last_update_status": "on_track"}, False),
        ):
            with self.subTest(**values):
                record.write(values)
                self.env.flush_all()
                self.env.cr.precommit.run()
                self.assertEqual(channel.outcome, outcome)
                self.assertEqual(channel.is_closed, bool(outcome))
