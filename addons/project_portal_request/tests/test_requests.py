from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.portal_request.tests.common import RequestCase


@tagged("post_install", "-at_install")
class TestRequests(RequestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Project = cls.env["project.project"].with_context(mail_create_nolog=True)
        cls.project, cls.closed_project = Project.create(
            [
                {
                    "name": "Pumping station",
                    "privacy_visibility": "portal",
                    "partner_id": cls.acme.id,
                    "type_ids": [Command.create({"name": "All"})],
                },
                {"name": "In house", "privacy_visibility": "employees"},
            ]
        )
        cls.task, cls.closed_task = cls.env["project.task"].create(
            [
                {
                    "name": "Dig",
                    "project_id": project.id,
                    "partner_id": partner and partner.id,
                }
                for project, partner in (
                    (cls.project, cls.customer.partner_id),
                    (cls.closed_project, None),
                )
            ]
        )
        cls.project.message_subscribe(cls.customer.partner_id.ids)
        cls.task.message_subscribe(cls.customer.partner_id.ids)
        cls.worker = new_test_user(
            cls.env,
            "request_worker",
            "project.group_project_user,helpdesk_mgmt.group_helpdesk_user",
        )

    def ask(self, record):
        return self.submit(record=f"{record._name},{record.id}")

    def test_ask(self):
        self.login(self.customer)
        for record, url, task in (
            (self.project, f"/my/projects/{self.project.id}", False),
            (self.task, f"/my/tasks/{self.task.id}", self.task.id),
        ):
            with self.subTest(record=record._name):
                page = self.url_open(url).text
                self.assertIn(f"record={record._name},{record.id}", page)
                ticket = self.opened(self.ask(record))
                self.assertEqual(ticket.project_id, self.project)
                self.assertEqual(ticket.task_id.id, task)
                self.assertIn("The valve is stuck", self.url_open(url).text)
                page = self.url_open(f"/my/ticket/{ticket.id}").text
                self.assertIn("Pumping station", page)

    def test_refusals(self):
        """Nobody asks about, or reads of, what is closed to them."""
        for user, records in (
            (self.customer, (self.closed_project, self.closed_task)),
            (self.stranger, (self.project, self.task)),
        ):
            self.login(user)
            for record in records:
                with self.subTest(user=user.name, record=record._name):
                    response = self.ask(record)
                    self.assertEqual(response.status_code, 422)
                    self.assertIn("not open to you", response.text)
        self.ticket.write(
            {"project_id": self.closed_project.id, "task_id": self.closed_task.id}
        )
        self.login(self.customer)
        page = self.url_open(f"/my/ticket/{self.ticket.id}").text
        self.assertNotIn("In house", page)
        self.assertNotIn("Dig", page)

    def test_make_task(self):
        ticket = self.ticket.with_user(self.worker)
        with self.assertRaises(UserError):
            ticket.action_make_task()
        self.team.default_project_id = self.project
        action = ticket.action_make_task()
        task = self.ticket.task_id
        self.assertEqual(action["res_id"], task.id)
        self.assertRecordValues(
            task,
            [
                {
                    "name": "The pump leaks",
                    "project_id": self.project.id,
                    "partner_id": self.customer.partner_id.id,
                }
            ],
        )
        # once
        self.assertEqual(ticket.action_make_task()["res_id"], task.id)
        self.ticket.task_id = False
        for user in (self.customer, self.stranger, self.agent):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.ticket.with_user(user).action_make_task()

    def test_task_is_due_when_the_day_is_over(self):
        """… where the company works."""
        self.ticket.portal_expected_date = "2031-05-17"
        for tz, due in (
            ("America/New_York", "2031-05-18 03:59:59"),
            ("Asia/Tokyo", "2031-05-17 14:59:59"),
        ):
            with self.subTest(tz=tz):
                self.company.resource_calendar_id.tz = tz
                values = self.ticket._make_task_values(self.project)
                self.assertEqual(str(values["date_deadline"]), due)
        self.ticket.portal_expected_date = False
        values = self.ticket._make_task_values(self.project)
        self.assertFalse(values["date_deadline"])

    def strip(self):
        self.env.invalidate_all()
        ticket = self.ticket.with_user(self.customer)
        steps = ticket._portal_space_shown_steps()[ticket.id]
        marks = {"done": "+", "current": ">", "todo": "-"}
        return ", ".join(f"{marks[step.state]}{step.label}" for step in steps)

    def test_strip(self):
        """How the work goes, in words, of a task that the customer may not read."""
        self.ticket.write(
            {"project_id": self.closed_project.id, "task_id": self.closed_task.id}
        )
        task = self.closed_task
        for stage, values, expected in (
            ("new", {"user_ids": False}, ">Received, -Being handled, -Work planned"),
            ("in_progress", {}, "+Received, >Being handled, -Work planned"),
            (
                "in_progress",
                {"user_ids": self.worker.ids},
                "+Received, +Being handled, >Work under way",
            ),
            ("awaiting", {}, "+Received, >Waiting for you, -Work under way"),
            (
                "in_progress",
                {"state": "1_done"},
                "+Received, >Being handled, +Work done",
            ),
            ("in_progress", {"state": "1_canceled"}, "+Received, >Being handled"),
        ):
            with self.subTest(expected=expected):
                self.ticket.stage_id = self.stages[stage]
                task.write(values)
                self.assertEqual(self.strip(), f"{expected}, -Solved")
        self.env.ref("project_portal_request.section_step_request_task").active = False
        task.state = "1_done"
        self.assertNotIn("Work", self.strip())

    def test_queries_do_not_grow(self):
        tickets = self.ticket.browse()
        counts = []
        for size in (1, 30):
            tasks = self.env["project.task"].create(
                [
                    {"name": "T", "project_id": self.closed_project.id}
                    for _i in range(size)
                ]
            )
            tickets = tickets.browse()
            for task in tasks:
                tickets += self.new_ticket(
                    "T",
                    self.customer,
                    project_id=self.closed_project.id,
                    task_id=task.id,
                )
            tickets = tickets.with_user(self.customer)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            tickets._portal_space_steps()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
