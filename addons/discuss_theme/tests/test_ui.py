from odoo.tests import HttpCase, tagged

from .common import DiscussThemeCommon


@tagged("post_install", "-at_install")
class TestUi(HttpCase, DiscussThemeCommon):
    """What people do in the browser."""

    def test_create_a_channel_in_a_theme(self):
        self.start_tour(
            "/odoo/discuss", "discuss_theme_create_channel", login="employee"
        )
        channel = self.Channel.search([("name", "=", "Spring fair")])
        self.assertEqual(channel.theme_id, self.theme_open)
        self.assertEqual(channel.description, "Who brings what")
        self.assertIn("We need a tent", str(channel.message_ids[0].body))
