from lxml import html

from odoo.tests import HttpCase, tagged

from odoo.addons.http_routing.tests.common import MockRequest

from ..controllers.portal import PROJECTS_LISTED, ProjectSpacePortal
from .common import ProjectSpaceCommon


@tagged("post_install", "-at_install")
class TestTasksPage(ProjectSpaceCommon, HttpCase):
    """A customer with many projects gets a list of tasks that does not grow."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in (cls.ada, cls.gus):
            user.password = user.login

    @classmethod
    def _many(cls, number, customer=None, each=1):
        """Projects with tasks: the customer follows all tasks, half the projects.

        :param each: number of tasks of each project
        """
        customer = customer or cls.ada
        projects = cls.env["project.project"].create(
            [
                {
                    "name": f"Site number {i:03}",
                    "partner_id": customer.partner_id.id,
                    "user_id": cls.manager.id,
                    "type_ids": cls.project.type_ids.ids,
                }
                for i in range(number)
            ]
        )
        tasks = cls.env["project.task"].create(
            [
                {
                    "name": f"Work on {project.name}",
                    "project_id": project.id,
                    "user_ids": cls.manager.ids,
                }
                for project in projects
                for __ in range(each)
            ]
        )
        projects[1::2].message_unsubscribe(customer.partner_id.ids)
        for records in (projects[::2], tasks):
            cls.env["mail.followers"]._insert_followers(
                records._name, records.ids, customer.partner_id.ids
            )
        return projects

    def _page(self, url, user=None):
        user = user or self.ada
        self.authenticate(user.login, user.login)
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200)
        return response

    def _filters(self, response):
        menu = html.fromstring(response.text).xpath(
            "//div[@aria-labelledby='portal_searchbar_filters']/a"
        )
        return [link.text_content().strip() for link in menu]

    def _tasks(self, response):
        cells = html.fromstring(response.text).xpath("//td/a/span[@title]")
        return [cell.text_content().strip() for cell in cells]

    def test_few_projects_are_all_listed(self):
        projects = self._many(4)
        self.assertCountEqual(
            self._filters(self._page("/my/tasks")),
            ["All", *(self.project | projects).mapped("name")],
        )
        self.assertEqual(self._filters(self._page("/my/tasks", self.gus)), ["All"])

    def test_many_projects_are_within_reach(self):
        projects = self._many(60)
        filters = self._filters(self._page("/my/tasks"))
        self.assertEqual(len(filters), PROJECTS_LISTED + 2)
        self.assertEqual(filters[-1], "Other projects")
        self.assertIn(projects[-1].name, filters, "the latest are listed")

        old = projects[0]
        response = self._page(f"/my/tasks?filterby={old.id}")
        self.assertEqual(self._tasks(response), [old.task_ids.name])
        self.assertIn(old.name, self._filters(response))

        others = self._tasks(self._page("/my/tasks?filterby=others"))
        self.assertEqual(len(others), 61 - PROJECTS_LISTED)
        self.assertIn(old.task_ids.name, others)

        url = "/my/tasks?filterby=others&search_in=project_id&search=number 000"
        self.assertEqual(self._tasks(self._page(url)), [old.task_ids.name])

    def test_filter_by_what_one_may_not_read(self):
        self._many(30)
        theirs = self._project("Secret of Globex", customer=self.gus)
        self._task("Hidden", project=theirs)
        for chosen in (theirs.id, 999999999, 10**30, "-1", "x", "²", ""):
            with self.subTest(chosen=chosen):
                response = self._page(f"/my/tasks?filterby={chosen}")
                self.assertFalse("Secret of Globex" in response.text)
                self.assertFalse("Hidden" in response.text)

    def test_sub_tasks(self):
        self._many(30)
        part = self._task("Open the tin", parent_id=self.task.id)
        part.message_subscribe(self.ada.partner_id.ids)
        response = self._page(
            f"/my/projects/{self.project.id}/task/{self.task.id}/subtasks"
        )
        self.assertEqual(self._tasks(response), ["Open the tin"])
        self.assertCountEqual(self._filters(response), ["All", "Fit-out"])

    def test_pages_do_not_grow(self):
        """Beyond a full page of records, more of them make pages neither longer nor
        slower; and a page of many projects is read in no more queries than one of few.
        """
        urls = [
            "/my/tasks",
            "/my/tasks?groupby=stage_id",
            "/my/tasks?groupby=none",
            "/my/projects",
        ]

        def measured(user):
            sizes, queries = {}, {}
            for url in urls:
                self._page(url, user)
                self.env.flush_all()
                self.env.invalidate_all()
                before = self.cr.sql_log_count
                sizes[url] = len(self._page(url, user).content)
                queries[url] = self.cr.sql_log_count - before
            return sizes, queries

        self._many(5, self.gus, each=20)
        __, queries_of_few = measured(self.gus)
        self._many(170)
        sizes_of_full, __ = measured(self.ada)
        self._many(330)
        sizes, queries = measured(self.ada)
        for url in urls:
            with self.subTest(url=url):
                self.assertLess(sizes[url], 1.05 * sizes_of_full[url])
                self.assertLessEqual(queries[url], queries_of_few[url])

    def test_choosing_filters_takes_as_many_queries_for_many(self):
        def queries():
            self.env.flush_all()
            self.env.invalidate_all()
            env = self.env(user=self.ada)
            with MockRequest(env, path="/my/tasks") as request:
                request.params = {}
                before = self.cr.sql_log_count
                ProjectSpacePortal()._get_my_tasks_searchbar_filters()
                return self.cr.sql_log_count - before

        self._many(30)
        queries()
        few = queries()
        self._many(300)
        self.assertEqual(queries(), few)
