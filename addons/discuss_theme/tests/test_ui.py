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

    def test_favorites_and_folding(self):
        first, second, other = (
            self.create_channel(name=name, theme_id=self.theme_open.id)
            for name in ("First", "Second", "Other")
        )
        other.sudo()._add_members(users=self.user_team)
        other.with_user(self.user_team).message_post(
            body="News", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        url = f"/odoo/discuss?active_id=discuss.channel_{first.id}"
        self.start_tour(url, "discuss_theme_favorites", login="employee")
        self.env.invalidate_all()
        favorites = self.env["discuss.channel.member"].with_user(self.user_employee)
        self.assertEqual(favorites._own_favorites().channel_id, second + first)
        self.assertEqual(other.self_member_id.message_unread_counter, 0)
        settings = self.user_employee.res_users_settings_id
        self.assertEqual(settings.discuss_theme_folded_ids, self.theme_open)
        # another browser of the same person
        self.start_tour(url, "discuss_theme_favorites_again", login="employee")
