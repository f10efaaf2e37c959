from datetime import timedelta

from odoo import fields
from odoo.fields import Domain
from odoo.tests import tagged

from .common import ProjectSpaceCommon


@tagged("post_install", "-at_install")
class TestProgress(ProjectSpaceCommon):
    """The strips of projects and tasks."""

    def _strip(self, record, user=None):
        record = record.with_user(user or self.ada)
        record.env.invalidate_all()
        return [
            (step.label, step.state)
            for step in record._portal_space_shown_steps()[record.id]
        ]

    def test_project(self):
        self._task("Paint", state="1_done")
        self._task("Give up", state="1_canceled")
        first, _second = self._milestones("Plans", "Keys")
        first.is_reached = True
        self.assertEqual(
            self._strip(self.project),
            [
                ("Started", "done"),
                ("Plans", "done"),
                ("Keys", "current"),
                ("Tasks", "current"),
                ("End", "todo"),
            ],
        )
        steps = self.project.with_user(self.ada)._portal_space_steps()[self.project.id]
        self.assertEqual(steps[3].detail, "1 of 2 done")
        self.assertEqual(steps[1].date, fields.Date.today())

    def test_templates_are_not_counted(self):
        """Neither a task that others are made after, nor its parts, as in stock."""
        pattern = self._task("Pattern", is_template=True)
        part = self._task("Part", parent_id=pattern.id)
        self._task("Part of the part", parent_id=part.id)
        self._task("Real part", parent_id=self.task.id)
        tasks = self.env["project.task"].search([("project_id", "=", self.project.id)])
        real = tasks.filtered_domain([("has_template_ancestor", "=", False)])
        self.assertEqual(set(real.mapped("name")), {self.task.name, "Real part"})
        self.assertEqual(
            tasks.search(
                tasks._portal_space_real_domain() & Domain("id", "in", tasks.ids)
            ),
            real,
        )
        steps = self.project.with_user(self.ada)._portal_space_steps()[self.project.id]
        self.assertIn("0 of 2 done", [step.detail for step in steps])

    def test_project_that_begins_later(self):
        self.project.write(
            {
                "date_start": fields.Date.today() + timedelta(days=5),
                "date": fields.Date.today() + timedelta(days=9),
            }
        )
        self.assertEqual(
            self._strip(self.project),
            [("Start", "todo"), ("Tasks", "todo"), ("End", "todo")],
        )

    def test_finished_project(self):
        self._milestones("Keys")
        self.project.last_update_status = "done"
        self.assertEqual(
            self._strip(self.project),
            [
                ("Started", "done"),
                ("Keys", "todo"),
                ("Tasks", "done"),
                ("Finished", "done"),
            ],
        )

    def test_many_milestones_are_summed_up(self):
        milestones = self._milestones(*(f"M{i}" for i in range(20)))
        for sequence, milestone in enumerate(milestones):
            milestone.sequence = sequence
        for reached, expected in [
            (0, ["M0", "M1", "M2", "M3", "M4", "M5", "14 more milestones"]),
            (3, ["M0", "M1", "M2", "M3", "M4", "M5", "M6", "13 more milestones"]),
            (
                9,
                ["7 more milestones"]
                + [f"M{i}" for i in range(7, 13)]
                + ["7 more milestones"],
            ),
            (20, ["14 more milestones"] + [f"M{i}" for i in range(14, 20)]),
        ]:
            with self.subTest(reached=reached):
                milestones[:reached].is_reached = True
                strip = self._strip(self.project)
                self.assertEqual([label for label, __ in strip[1:-2]], expected)

    def test_milestones_are_hidden_where_the_project_has_none(self):
        self._milestones("Old")
        self.project.allow_milestones = False
        self.assertNotIn("Old", dict(self._strip(self.project)))

    def test_tasks_that_the_customer_may_not_read_are_not_counted(self):
        self._task("Margins", followed=False)
        steps = self.project.with_user(self.ada)._portal_space_steps()[self.project.id]
        self.assertEqual(steps[1].detail, "0 of 1 done")
        self.project._add_collaborators(self.ada.partner_id)
        steps = self.project.with_user(self.ada)._portal_space_steps()[self.project.id]
        self.assertEqual(steps[1].detail, "0 of 2 done")

    def test_a_link_counts_what_its_page_lists(self):
        self._task("Margins", followed=False)
        for user, expected in [
            (self.env.ref("base.public_user"), "0 of 2 done"),
            (self.ada, "0 of 1 done"),
            (self.gus, None),
        ]:
            with self.subTest(user=user.login):
                project = self.project.with_user(user).sudo()
                steps = project._portal_space_steps()[project.id]
                details = [step.detail for step in steps if step.code == "step_tasks"]
                self.assertEqual(details, [expected] if expected else [])

    def test_task(self):
        task = self.task
        for change, expected in [
            ({"user_ids": False}, [("Assigned", "current"), ("In progress", "todo")]),
            (
                {"user_ids": self.manager.ids},
                [("Assigned", "done"), ("In progress", "current")],
            ),
            (
                {"state": "02_changes_requested"},
                [("Assigned", "done"), ("Being changed", "current")],
            ),
            (
                {"state": "03_approved"},
                [("Assigned", "done"), ("Approved", "current")],
            ),
        ]:
            with self.subTest(change):
                task.write(change)
                self.assertEqual(
                    self._strip(task),
                    [("Received", "done"), *expected, ("Done", "todo")],
                )
        task.state = "1_done"
        self.assertEqual([state for __, state in self._strip(task)], ["done"] * 4)
        task.state = "1_canceled"
        self.assertEqual(
            self._strip(task), [("Received", "done"), ("Cancelled", "done")]
        )

    def test_the_company_hides_steps(self):
        self._milestones("Keys")
        for code, gone in [
            ("step_milestone", "Keys"),
            ("step_tasks", "Tasks"),
            ("step_project_finished", "End"),
        ]:
            with self.subTest(code):
                self.assertIn(gone, dict(self._strip(self.project)))
                section = self.env["portal.space.section"].search([("code", "=", code)])
                section.active = False
                self.assertNotIn(gone, dict(self._strip(self.project)))

    def test_steps_take_as_many_queries_for_many(self):
        projects = self.env["project.project"]
        for number in range(30):
            project = self._project(f"Project {number}")
            projects |= project
            self._milestones("Plans", "Keys", project=project)
            self._task("Paint", project=project)

        def queries(records):
            self.env.flush_all()
            self.env.invalidate_all()
            # as found by a search: records out of a field are read together only as
            # long as that field is in the cache
            records = records.with_user(self.ada).browse(records.ids)
            before = self.cr.sql_log_count
            records._portal_space_shown_steps()
            records._portal_space_entries()
            return self.cr.sql_log_count - before

        queries(projects)
        self.assertEqual(queries(projects[:1]), queries(projects))
        tasks = projects.tasks
        queries(tasks)
        self.assertEqual(queries(tasks[:1]), queries(tasks))
