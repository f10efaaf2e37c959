import re

from odoo.tests import HttpCase, tagged

from .common import ProjectSpaceCommon

STRIP = "o_space_strip"


@tagged("post_install", "-at_install")
class TestPages(ProjectSpaceCommon, HttpCase):
    """Who finds a strip on which page, by which road."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invited = cls._project("Invited", privacy="invited_users")
        cls.invited_task = cls._task("Invited task", project=cls.invited)
        cls.inside = cls._project("Inside", privacy="employees")
        cls.inside_task = cls._task("Inside task", project=cls.inside)
        cls.unfollowed = cls._task("Margins", followed=False)
        for user in (
            cls.ada | cls.carl | cls.gus | cls.prospect | cls.manager | cls.employee
        ):
            user.password = user.login

    def _page(self, url, user):
        self.authenticate(user and user.login, user and user.login)
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200, url)
        return response.text

    def test_matrix(self):
        project, task = self.project, self.task
        employees = self.manager, self.employee
        customers = self.ada, self.carl
        nobody = ()
        everybody = {
            None,
            *customers,
            self.gus,
            self.prospect,
            *employees,
        }
        for url, allowed in [
            (f"/my/projects/{project.id}", customers + employees),
            (f"/my/projects/{self.invited.id}", (*customers, self.manager)),
            (f"/my/projects/{self.inside.id}", employees),
            (f"/my/projects/{project.id}?access_token=wrong", customers + employees),
            ("/my/projects/999999999", nobody),
            (f"/my/tasks/{task.id}", customers + employees),
            (f"/my/tasks/{self.invited_task.id}", (*customers, self.manager)),
            (f"/my/tasks/{self.inside_task.id}", employees),
            (f"/my/tasks/{self.unfollowed.id}", employees),
            (f"/my/projects/{project.id}/task/{task.id}", customers + employees),
        ]:
            for user in everybody:
                with self.subTest(url=url, user=user and user.login):
                    page = self._page(url, user)
                    self.assertIs(STRIP in page, user in allowed)

    def test_by_link(self):
        token = self.project._portal_ensure_token()
        url = f"/my/projects/{self.project.id}?access_token={token}"
        # In their order: what is counted is what the page lists.
        # What is counted is what the page lists.
        for user, expected in [
            (None, "0 of 2 done"),
            (self.ada, "0 of 1 done"),
            (self.gus, None),
        ]:
            with self.subTest(user=user and user.login):
                strip = self._page(url, user).partition(STRIP)[2].partition("</ol>")[0]
                found = re.search(r"\d+ of \d+ done", strip)
                self.assertEqual(found and found[0], expected)

    def test_collaborator(self):
        self.project._add_collaborators(self.ada.partner_id)
        self.authenticate(self.ada.login, self.ada.login)
        response = self.url_open(
            f"/my/projects/{self.project.id}", allow_redirects=False
        )
        self.assertIn("project_sharing", response.headers["Location"])
        for user, expected in [(self.ada, True), (self.carl, False)]:
            page = self._page(f"/my/tasks/{self.unfollowed.id}", user)
            self.assertIs(STRIP in page, expected)

    def test_home(self):
        for user, expected in [
            (self.ada, True),
            (self.carl, True),
            (self.gus, False),
            (self.prospect, False),
        ]:
            with self.subTest(user=user.login):
                page = self._page("/my", user)
                self.assertIs('data-code="project"' in page, expected)
                self.assertFalse("Inside" in page)
        self.authenticate(None, None)
        self.assertIn("/web/login", self.url_open("/my").url)

    def test_home_says_nothing_twice(self):
        self._milestones("Keys", deadline="2030-01-01")
        page = self._page("/my", self.ada)
        block = page.partition('data-code="project"')[2].partition("</ul>")[0]
        self.assertEqual(block.count("Keys"), 1)

    def test_visits_are_noted(self):
        self._page(f"/my/projects/{self.project.id}", self.ada)
        self._page(f"/my/tasks/{self.task.id}", self.ada)
        visits = self.env["portal.visit"].search([("user_id", "=", self.ada.id)])
        self.assertEqual(
            {(visit.res_model, visit.res_id) for visit in visits},
            {
                ("project.project", self.project.id),
                ("project.task", self.task.id),
            },
        )
