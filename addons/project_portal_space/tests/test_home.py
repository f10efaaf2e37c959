from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.fields import Command, Domain
from odoo.tests import tagged

from ..models import project_task
from .common import ProjectSpaceCommon


@tagged("post_install", "-at_install")
class TestHome(ProjectSpaceCommon):
    def _home(self, user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        return self.env["portal.space"].with_user(user or self.ada)._home()

    def _lines(self, part, code, user=None):
        return [
            entry
            for block in self._home(user)[part]
            if block.code == code
            for entry in block.entries
        ]

    def _titles(self, part, code, user=None):
        return [entry.title for entry in self._lines(part, code, user)]

    def test_project_under_way(self):
        tomorrow = fields.Date.today() + timedelta(days=1)
        plans, keys = self._milestones("Plans", "Keys")
        plans.is_reached = True
        keys.deadline = tomorrow
        self._task("Paint", state="1_done")
        [line] = self._lines("under_way", "project")
        self.assertEqual(line.title, "Fit-out")
        self.assertEqual(line.detail, "Milestones: 1 of 2 · Tasks: 1 of 2")
        self.assertEqual((line.date, line.date_label), (tomorrow, "Keys"))
        self.assertEqual((line.percent, line.late), (50, False))

    def test_files_of_tasks_belong_to_the_project(self):
        """What is shared on a task is found among the documents of its project."""
        path = self.project._portal_space_document_paths()["project.task"]
        tasks = self.env["project.task"].search([(path, "in", self.project.ids)])
        self.assertIn(self.task, tasks)

    def test_next_date_is_the_end_without_milestones(self):
        self.project.write(
            {
                "date_start": fields.Date.today() - timedelta(days=9),
                "date": fields.Date.today() - timedelta(days=1),
            }
        )
        [line] = self._lines("under_way", "project")
        self.assertEqual((line.date, line.date_label), (self.project.date, "End"))
        self.assertTrue(line.late)

    def test_what_the_company_hides_is_not_at_home(self):
        self._milestones("Keys", deadline=fields.Date.today())
        self.env["portal.space.section"].search(
            [("code", "in", ("step_milestone", "step_tasks", "step_project_finished"))]
        ).active = False
        [line] = self._lines("under_way", "project")
        self.assertEqual((line.detail, line.date), ("", None))
        self.assertIsNone(line.share)

    def test_whose_projects(self):
        self._project("Inside", privacy="employees")
        self._project("Invited", privacy="invited_users")
        self._project("Pattern", is_template=True)
        ours = ["Invited", "Fit-out"]
        for user, expected in [
            (self.ada, ours),
            (self.carl, ours),
            (self.gus, []),
            (self.prospect, []),
        ]:
            with self.subTest(user=user.login):
                self.assertCountEqual(
                    self._titles("under_way", "project", user), expected
                )

    def test_finished_projects_are_not_under_way(self):
        stages = self.env.ref("project.group_project_stages")
        folded = self.env["project.project.stage"].create(
            {"name": "Over", "fold": True}
        )
        self.project.sudo().stage_id = folded
        implied = self.env.ref("base.group_user").implied_ids
        self.env.ref("base.group_user").implied_ids = implied - stages
        self.assertEqual(self._titles("under_way", "project"), ["Fit-out"])
        self.env.ref("base.group_user").implied_ids = implied | stages
        self.assertEqual(self._titles("under_way", "project"), [])
        self.project.sudo().stage_id = False
        self.project.last_update_status = "done"
        self.assertEqual(self._titles("under_way", "project"), [])

    def test_tasks_without_their_project(self):
        self.assertEqual(self._titles("under_way", "task"), [])
        self.project.message_unsubscribe(self.ada.partner_id.ids)
        self.task.message_subscribe(self.ada.partner_id.ids)
        self.task.date_deadline = fields.Datetime.now()
        [line] = self._lines("under_way", "task")
        self.assertEqual(line.title, "Choose the colours")
        self.assertEqual(line.date, self.task.date_deadline)
        self.assertEqual(self._titles("under_way", "task", self.gus), [])
        self.task.state = "1_done"
        self.assertEqual(self._titles("under_way", "task"), [])

    def test_tasks_without_their_project_are_those_of_the_rules(self):
        """Asked for in short, for customers: the same tasks."""
        hidden, worked_in = self._project("Hidden"), self._project("Worked in")
        for project in (self.project, hidden, worked_in):
            # from its tasks, too
            project.message_unsubscribe(project.message_partner_ids.ids)
        self._task("Alone")
        self._task("Not shared", followed=False)
        self._task("Of the company", followed=False).message_subscribe(self.acme.ids)
        self._task("Alone too", project=hidden)
        self._task("Worked on", project=worked_in, followed=False)
        self.env["project.collaborator"].create(
            {"project_id": worked_in.id, "partner_id": self.carl.partner_id.id}
        )
        worked_in.message_unsubscribe(worked_in.message_partner_ids.ids)
        self._task("Inside", project=self._project("Secret", "employees"))
        self._task("Seen with its project", project=self._project("Open"))
        expected = {
            self.ada: {"Alone", "Alone too", "Of the company"},
            self.gus: set(),
            self.prospect: set(),
        }
        expected[self.carl] = expected[self.ada] | {"Worked on"}
        for user in (*expected, self.employee, self.manager):
            tasks = self.env["project.task"].with_user(user)
            projects = self.env["project.project"].with_user(user)
            plainly = tasks.search(
                Domain("project_id", "!=", False)
                & Domain("project_id", "not in", projects.search([]).ids)
            )
            for limit in (20_000, 1):
                with (
                    self.subTest(user=user.login, limit=limit),
                    patch.object(project_task, "NEAR_LIMIT", limit),
                ):
                    found = tasks.search(tasks._portal_space_alone_domain())
                    self.assertEqual(found, plainly)
                    if user in expected:
                        self.assertEqual(set(found.mapped("name")), expected[user])

    def _ask_for_opinion(self):
        stage = self.env["project.task.type"].create(
            {
                "name": "Shown",
                "project_ids": [Command.link(self.project.id)],
                "rating_active": True,
                "rating_status": "stage",
                "rating_template_id": self.env.ref(
                    "project.rating_project_request_email_template"
                ).id,
            }
        )
        self.task.partner_id = self.ada.partner_id
        self.task.with_user(self.manager).stage_id = stage

    def test_opinion_that_is_asked_for(self):
        self.assertEqual(self._titles("waiting", "task_approval"), [])
        self._ask_for_opinion()
        [line] = self._lines("waiting", "task_approval")
        self.assertEqual(line.title, "Choose the colours")
        rating = self.task.sudo().rating_ids
        self.assertIn(rating.access_token, line.url)
        for user in (self.carl, self.gus, self.prospect):
            with self.subTest("asked of one person alone", user=user.login):
                self.assertEqual(self._titles("waiting", "task_approval", user), [])
        self.task.rating_apply(5, rating=rating)
        self.assertEqual(self._titles("waiting", "task_approval"), [])

    def test_opinion_about_what_is_not_shared_any_more(self):
        self._ask_for_opinion()
        self.project.privacy_visibility = "employees"
        self.assertEqual(self._titles("waiting", "task_approval"), [])

    def test_managers(self):
        def managers(user):
            return [
                (contact.name, contact.about)
                for contact in self._home(user)["contacts"]
                if contact.role == "Your project manager"
            ]

        self.assertEqual(managers(self.ada), [("Mona Manager", "Fit-out")])
        self.assertEqual(managers(self.gus), [])
        self._project("Second")
        self.assertEqual(managers(self.ada), [("Mona Manager", "")])
        self.env["project.project"].search(
            [("user_id", "=", self.manager.id)]
        ).last_update_status = "done"
        self.assertEqual(managers(self.ada), [])

    def test_home_takes_as_many_queries_with_many(self):
        def queries():
            self._home()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.env["portal.space"].with_user(self.ada)._home()
            return self.cr.sql_log_count - before

        for number in range(8):
            self._milestones("Plans", project=self._project(f"First {number}"))
        few = queries()
        for number in range(50):
            project = self._project(f"Project {number}")
            self._milestones("Plans", "Keys", project=project)
            self._task("Paint", project=project)
        self.assertEqual(queries(), few)
