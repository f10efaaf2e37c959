from odoo.tests import HttpCase, tagged

from odoo.addons.project_portal_space.tests.common import ProjectSpaceCommon


@tagged("post_install", "-at_install")
class TestPages(ProjectSpaceCommon, HttpCase):
    """The pages of stock that say how much time was spent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada.password = cls.ada.login
        cls.worker = cls.env["hr.employee"].create({"name": "Wanda Worker"})
        cls._spend(cls.task)

    @classmethod
    def _spend(cls, task):
        cls.env["account.analytic.line"].create(
            {
                "name": "Paint",
                "project_id": task.project_id.id,
                "task_id": task.id,
                "employee_id": cls.worker.id,
                "unit_amount": 4,
            }
        )

    def _page(self, url):
        self.authenticate(self.ada.login, self.ada.login)
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200)
        return response.text

    def test_list_takes_as_many_queries_for_many(self):
        def queries():
            self._page("/my/tasks")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self._page("/my/tasks")
            return self.cr.sql_log_count - before

        self._spend(self._task("Walls"))
        queries()
        few = queries()
        for number in range(20):
            self._spend(self._task(f"Room {number}"))
        self.assertEqual(queries(), few)

    def test_list_in_days(self):
        url = f"/my/projects/{self.project.id}"
        self.assertIn("04:00", self._page(url))
        self.env.company.timesheet_encode_uom_id = self.env.ref("uom.product_uom_day")
        page = self._page(url)
        self.assertNotIn("04:00", page)
        self.assertIn("0.5", page)

    def test_table_of_a_task_fits_a_phone(self):
        page = self._page(f"/my/tasks/{self.task.id}")
        around = page.partition('id="task_timesheets"')[0].rpartition("<div")[2]
        self.assertIn("table-responsive", around)
