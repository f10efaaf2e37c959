from odoo.tests import HttpCase, tagged

from .common import ProjectSpaceCommon


@tagged("post_install", "-at_install")
class TestTours(ProjectSpaceCommon, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ada.password = cls.ada.login
        cls._milestones("Plans", "Keys")[0].is_reached = True

    def test_follow_a_project(self):
        """From the home to a project and a task, until it is done."""
        for size, touch in [("1366x768", False), ("375x667", True)]:
            with self.subTest(size=size):
                self.browser_size, self.touch_enabled = size, touch
                self.task.state = "01_in_progress"
                self.start_tour("/my", "project_portal_space_follow", login="space_ada")
                self.task.state = "1_done"
                self.start_tour("/my", "project_portal_space_done", login="space_ada")
