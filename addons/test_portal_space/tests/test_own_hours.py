from odoo.tests import HttpCase, tagged

from odoo.addons.project_portal_space.tests.common import ProjectSpaceCommon


@tagged("post_install", "-at_install")
class TestOwnHours(HttpCase, ProjectSpaceCommon):
    """Somebody who sees their own in the space reads no hours of what their colleagues
    had done, by any road."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.env["hr.employee"].create({"name": "Wanda Worker"})
        mine = cls._project("Mine", customer=cls.carl)
        over = cls._project("Over", customer=cls.carl)
        foreign = cls._project("Foreign", customer=cls.gus)
        cls.hours = {
            "mine": cls._spend(cls._task("Mine", project=mine)),
            # what is over was worked on, too
            "over": cls._spend(cls._task("Over", project=over)),
            "theirs": cls._spend(cls.task),
            "foreign": cls._spend(cls._task("Foreign", project=foreign)),
        }
        # a task alone, of a project that is their colleague's
        task = cls._task("Shared alone", followed=False)
        task.message_subscribe(cls.carl.partner_id.ids)
        cls.hours["alone"] = cls._spend(task)
        # named by a task that nobody follows
        task = cls._task("Named", followed=False, partner_id=cls.carl.partner_id.id)
        task.message_unsubscribe(task.message_partner_ids.ids)
        cls.hours["named"] = cls._spend(task)
        over.active = False
        for user in (cls.ada, cls.carl):
            user.password = user.login

    @classmethod
    def _spend(cls, task):
        return cls.env["account.analytic.line"].create(
            {
                "name": f"Hours of {task.name}",
                "project_id": task.project_id.id,
                "task_id": task.id,
                "employee_id": cls.worker.id,
                "unit_amount": 1,
            }
        )

    def assertHours(self, user, *expected):
        """On the page of stock, in its counter and in what both ask."""
        lines = self.env["account.analytic.line"].with_user(user)
        # as the controllers do
        found = lines.sudo().search(lines._timesheet_get_portal_domain())
        names = {name for name, line in self.hours.items() if line in found}
        self.assertEqual(names, set(expected))
        self.assertEqual(len(found), len(expected))
        self.authenticate(user.login, user.login)
        page = self.url_open("/my/timesheets").text
        shown = {name for name, line in self.hours.items() if line.name in page}
        self.assertEqual(shown, set(expected))
        counters = {"counters": ["timesheet_count"]}
        counted = self.make_jsonrpc_request("/my/counters", counters)
        self.assertEqual(counted["timesheet_count"], len(expected))

    def test_own(self):
        company = ("mine", "over", "theirs", "alone", "named")
        self.assertHours(self.carl, *company)
        self.carl.partner_id.portal_scope = "own"
        self.assertHours(self.carl, "mine", "over", "alone", "named")
        self.assertHours(self.ada, *company)

    def test_task_of_a_colleague(self):
        """Its page is closed, and so is its table."""
        self.carl.partner_id.portal_scope = "own"
        self.authenticate(self.carl.login, self.carl.login)
        path = f"/my/tasks/{self.task.id}"
        for url in (path, f"{path}?report_type=html"):
            self.assertNotIn(self.hours["theirs"].name, self.url_open(url).text)

    def test_employee(self):
        """As stock has it."""
        self.manager.group_ids += self.env.ref("hr_timesheet.group_timesheet_manager")
        lines = self.env["account.analytic.line"].with_user(self.manager)
        found = lines.search(lines._timesheet_get_portal_domain())
        self.assertLessEqual({*self.hours.values()}, {*found})
