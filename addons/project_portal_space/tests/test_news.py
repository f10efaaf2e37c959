from odoo.tests import tagged

from .common import ProjectSpaceCommon


@tagged("post_install", "-at_install")
class TestNews(ProjectSpaceCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # of the demo
        cls.env["portal.news"].search([]).unlink()

    def _news(self):
        """``(login, title)`` of the news since this was asked before."""
        news = self.env["portal.news"].search([])
        told = [(piece.partner_id.user_ids.login, piece.title) for piece in news]
        news.unlink()
        return sorted(told)

    def test_task_done(self):
        self.task.state = "03_approved"
        self.assertEqual(self._news(), [])
        self.task.state = "1_done"
        self.assertEqual(self._news(), [("space_ada", "Choose the colours is done")])
        self.task.write({"state": "1_done"})
        self.assertEqual(self._news(), [], "nothing has changed")

    def test_sub_tasks_are_not_told(self):
        part = self._task("Open the tin", parent_id=self.task.id)
        part.state = "1_done"
        self.assertEqual(self._news(), [])

    def test_milestone_reached(self):
        milestone = self._milestones("Keys")
        milestone.deadline = "2030-01-01"
        self.assertEqual(self._news(), [])
        milestone.is_reached = True
        self.assertEqual(
            self._news(),
            [("space_ada", "Your project Fit-out has reached a milestone")],
        )
        milestone.write({"is_reached": True})
        milestone.is_reached = False
        self.project.allow_milestones = False
        milestone.is_reached = True
        self.assertEqual(self._news(), [])

    def test_project_finished(self):
        self.project.last_update_status = "on_track"
        self.assertEqual(self._news(), [])
        update = self.env["project.update"].create(
            {"name": "Over", "project_id": self.project.id, "status": "done"}
        )
        self.assertEqual(
            self._news(), [("space_ada", "Your project Fit-out is finished")]
        )
        update.name = "Over, really"
        self.assertEqual(self._news(), [])

    def test_who_may_not_read_is_not_told(self):
        inside = self._project("Inside", privacy="employees")
        self._milestones("Keys", project=inside).is_reached = True
        self._task("Margins", project=inside, followed=False).state = "1_done"
        unfollowed = self._task(
            "Left", followed=False, partner_id=self.ada.partner_id.id
        )
        unfollowed.message_unsubscribe(self.ada.partner_id.ids)
        unfollowed.state = "1_done"
        self.assertEqual(self._news(), [])

    def test_colleagues_who_follow_are_told(self):
        self.task.message_subscribe((self.carl | self.gus).partner_id.ids)
        self.task.state = "1_done"
        self.assertEqual(
            [login for login, __ in self._news()],
            ["space_ada", "space_carl", "space_gus"],
        )

    def test_what_is_installed_or_imported_is_no_news(self):
        milestone = self._milestones("Keys")
        for key in ("install_mode", "import_file"):
            context = {key: True}
            with self.subTest(key):
                self.task.with_context(**context).state = "1_done"
                milestone.with_context(**context).is_reached = True
                self.project.with_context(**context).last_update_status = "done"
                self.assertEqual(self._news(), [])
                self.task.state = "01_in_progress"
                milestone.is_reached = False
                self.project.last_update_status = "on_track"

    def test_in_the_language_of_the_customer(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.env["ir.module.module"].search(
            [("name", "=", "project_portal_space")]
        )._update_translations(["fr_FR"])
        self.ada.partner_id.lang = "fr_FR"
        self.task.state = "1_done"
        [(__, title)] = self._news()
        self.assertIn("Choose the colours", title)
        self.assertNotIn("is done", title)
