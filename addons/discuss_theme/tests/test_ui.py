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

    def test_sort_existing_channels(self):
        general = [("theme_id", "=", self.general.id)]
        self.Channel.search(general).active = False
        self.env["discuss.theme.rule"].search([]).active = False
        trade = self.Theme.create({"name": "Trade"})
        self.env["discuss.theme.rule"].create({"words": "sales", "theme_id": trade.id})
        spring, autumn, zebra = (
            self.create_channel(name=name)
            for name in ("Spring sales", "Autumn sales", "Zebra")
        )
        action = "discuss_theme.discuss_theme_proposal_action_open"
        self.start_tour(
            f"/odoo/action-{action}", "discuss_theme_sort_channels", login="theme_admin"
        )
        self.env.invalidate_all()
        self.assertEqual(spring.theme_id, trade)
        self.assertEqual(autumn.theme_id, self.general)
        self.assertEqual(zebra.theme_id, self.theme_open)

    def test_settings(self):
        self.create_channel(name="Not sorted yet")
        self.start_tour("/odoo/settings", "discuss_theme_settings", login="admin")
        theme = self.Theme.search([("name", "=", "Trade fairs")])
        self.assertEqual(theme.parent_id, self.theme_open)

    def test_move_channels(self):
        first, second, other = (
            self.create_channel(name=name) for name in ("First", "Second", "Third")
        )
        self.Channel.search(
            [("id", "not in", (first + second + other).ids)]
        ).active = False
        self.start_tour(
            "/odoo/action-discuss_theme.discuss_channel_action?view_type=list",
            "discuss_theme_move_channels",
            login="theme_admin",
        )
        self.env.invalidate_all()
        self.assertEqual((first + second).theme_id, self.theme_open)
        self.assertEqual(other.theme_id, self.general)
