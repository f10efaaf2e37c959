from odoo.tests import tagged

from odoo.addons.project_portal_space.tests.common import ProjectSpaceCommon


@tagged("post_install", "-at_install")
class TestHours(ProjectSpaceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.section = cls.env.ref("hr_timesheet_portal_space.section_step_hours")
        cls.worker = cls.env["hr.employee"].create({"name": "Wanda Worker"})
        cls.project.allocated_hours = cls.task.allocated_hours = 20
        cls._spend(12.5)

    @classmethod
    def _spend(cls, hours, task=None):
        task = task or cls.task
        cls.env["account.analytic.line"].create(
            {
                "name": "Paint",
                "project_id": task.project_id.id,
                "task_id": task.id,
                "employee_id": cls.worker.id,
                "unit_amount": hours,
            }
        )

    def _steps(self, record, user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        record = record.with_user(user or self.ada)
        return record._portal_space_shown_steps()[record.id]

    def _hours(self, record, user=None):
        return [
            step.detail
            for step in self._steps(record, user)
            if step.code == "step_hours"
        ]

    def test_hidden_unless_the_company_shows_it(self):
        self.assertFalse(self.section.active)
        for record in (self.project, self.task):
            with self.subTest(model=record._name):
                self.assertEqual(self._hours(record), [])

    def test_shown_if_the_company_wants(self):
        self.section.active = True
        for record in (self.project, self.task):
            with self.subTest(model=record._name):
                self.assertEqual(self._hours(record), ["12:30 of 20:00"])
                steps = self._steps(record)
                self.assertEqual(steps[-2].code, "step_hours")
                self.assertNotIn("Wanda", str(steps), "never who")

    def test_only_to_some_customers(self):
        tag = self.env["res.partner.category"].create({"name": "By the hour"})
        self.section.write({"active": True, "category_ids": tag.ids})
        self.assertEqual(self._hours(self.task), [])
        self.acme.category_id = tag
        self.assertEqual(self._hours(self.task), ["12:30 of 20:00"])

    def test_nothing_planned(self):
        self.section.active = True
        self.task.allocated_hours = 0
        self.assertEqual(self._hours(self.task), ["12:30"])

    def test_nothing_to_say(self):
        self.section.active = True
        self.assertEqual(self._hours(self._task("Not begun")), [])
        self.project.allow_timesheets = False
        self.assertEqual(self._hours(self.project), [])

    def test_in_days(self):
        self.section.active = True
        self.env.company.timesheet_encode_uom_id = self.env.ref("uom.product_uom_day")
        # rounded up, as Odoo does
        self.assertEqual(self._hours(self.task), ["1.57 days of 2.50 days"])

    def test_as_many_queries_for_many(self):
        self.section.active = True
        tasks = self.task.browse()
        for number in range(20):
            project = self._project(f"Project {number}", allocated_hours=9)
            task = self._task("Paint", project=project)
            self._spend(3, task)
            tasks |= task

        def queries(records):
            self.env.flush_all()
            self.env.invalidate_all()
            records = records.with_user(self.ada).browse(records.ids)
            before = self.cr.sql_log_count
            records._portal_space_shown_steps()
            return self.cr.sql_log_count - before

        for unit in ("hour", "day"):
            self.env.company.timesheet_encode_uom_id = self.env.ref(
                f"uom.product_uom_{unit}"
            )
            for records in (tasks, tasks.project_id):
                with self.subTest(model=records._name, unit=unit):
                    queries(records)
                    self.assertEqual(queries(records[:1]), queries(records))
