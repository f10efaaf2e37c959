from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .common import DiscussThemeCommon


@tagged("post_install", "-at_install")
class TestThemeInUse(DiscussThemeCommon):
    """What is filed in a theme does not get lost with it."""

    def test_delete_with_channels(self):
        channel = self.create_channel(theme_id=self.theme_open.id)
        with self.assertRefused(UserError, "“Open” cannot be deleted.* 1 channel"):
            self.theme_open.unlink()
        other = self.create_channel(theme_id=self.theme_open.id)
        other.with_user(self.user_admin).active = False
        with self.assertRefused(UserError, "2 channels"):
            self.theme_open.unlink()
        (channel + other).theme_id = self.general
        self.theme_open.unlink()
        self.assertFalse(self.theme_open.exists())
        self.assertEqual(channel.theme_id, self.general)

    def test_delete_with_sub_themes(self):
        with self.assertRefused(UserError, "1 sub-theme "):
            self.theme_team.unlink()
        self.theme_team_sub.active = False
        with self.assertRefused(UserError, "1 sub-theme .*archived ones count"):
            self.theme_team.unlink()
        (self.theme_team + self.theme_team_sub).unlink()
        self.assertFalse((self.theme_team + self.theme_team_sub).exists())

    def test_delete_in_the_name_of_an_administrator(self):
        """Private channels that the administrator cannot see count, too."""
        self.create_channel(theme_id=self.theme_open.id, channel_type="group")
        theme = self.theme_open.with_user(self.user_theme_admin)
        self.assertEqual(theme.channel_count, 0)
        with self.assertRefused(UserError, "1 channel"):
            theme.unlink()

    def test_archive(self):
        channel = self.create_channel(theme_id=self.theme_open.id)
        with self.assertRefused(ValidationError, "cannot be archived.*1 channel"):
            self.theme_open.action_archive()
        channel.with_user(self.user_admin).active = False
        self.theme_open.action_archive()
        self.assertFalse(self.theme_open.active)
        with self.assertRefused(ValidationError, "1 sub-theme"):
            self.theme_team.action_archive()
        (self.theme_team + self.theme_team_sub).action_archive()
        self.assertFalse(self.theme_team.active)

    def test_general(self):
        with self.assertRefused(UserError, "neither archived nor deleted"):
            self.general.unlink()
        with self.assertRefused(UserError, "neither archived nor deleted"):
            self.general.action_archive()
        self.general.name = "Everything else"
        channel = self.create_channel()
        self.assertEqual(channel.theme_id.name, "Everything else")
