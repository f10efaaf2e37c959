from odoo.tests import HttpCase, tagged

from .common import FollowUpTaskCommon


@tagged("post_install", "-at_install")
class TestUi(HttpCase, FollowUpTaskCommon):
    """From a message to a task, in the browser."""

    def test_task(self):
        self.start_tour(
            f"/odoo/discuss?active_id=discuss.channel_{self.channel.id}",
            "project_discuss_record_message",
            login="worker",
        )
        task = self.env["project.task"].search(
            [("name", "=", "Plans of the warehouse")]
        )
        self.assertEqual(task.project_id, self.project)
        self.assertEqual(task.user_ids, self.worker)
