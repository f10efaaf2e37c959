from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import DiscussThemeCommon


@tagged("post_install", "-at_install")
class TestFolding(DiscussThemeCommon):
    """Which themes a person has folded, on all their screens."""

    def settings(self, user=None):
        user = user or self.user_employee
        settings = self.env["res.users.settings"]._find_or_create_for_user(user)
        return settings.with_user(user)

    def test_one_at_a_time(self):
        settings = self.settings()
        settings.set_discuss_theme_folded(self.theme_open.id, True)
        settings.set_discuss_theme_folded(self.general.id, True)
        settings.set_discuss_theme_folded(self.general.id, True)
        folded = self.theme_open + self.general
        self.assertEqual(settings.discuss_theme_folded_ids, folded)
        self.assertEqual(
            set(settings._res_users_settings_format()["discuss_theme_folded_ids"]),
            set(folded.ids),
        )
        settings.set_discuss_theme_folded(self.theme_open.id, False)
        self.assertEqual(settings.discuss_theme_folded_ids, self.general)
        self.assertFalse(self.settings(self.user_team).discuss_theme_folded_ids)

    def test_other_screens_are_told(self):
        settings = self.settings()
        self.take_bus_messages()
        settings.set_discuss_theme_folded(self.theme_open.id, True)
        self.assertEqual(
            self.take_bus_messages(),
            [
                (
                    ["res.partner", self.user_employee.partner_id.id],
                    {
                        "type": "res.users.settings",
                        "payload": {
                            "id": settings.id,
                            "discuss_theme_folded_ids": self.theme_open.ids,
                        },
                    },
                )
            ],
        )

    def test_refused(self):
        settings = self.settings()
        for theme_id in (
            self.theme_team.id,
            self.theme_open.id + 1_000_000,
            "1",
            True,
            [self.theme_open.id],
            None,
        ):
            with (
                self.subTest(theme_id=theme_id),
                self.assertRefused(AccessError, "may not see it"),
            ):
                settings.set_discuss_theme_folded(theme_id, True)
        with self.assertRefused(ValidationError, "or it is not"):
            settings.set_discuss_theme_folded(self.theme_open.id, "yes")
        with self.assertRaises(AccessError):
            settings.with_user(self.user_team).set_discuss_theme_folded(
                self.theme_open.id, True
            )
        with self.assertRaises(AccessError):
            settings.with_user(self.user_portal).set_discuss_theme_folded(
                self.theme_open.id, True
            )
        self.assertFalse(settings.discuss_theme_folded_ids)

    def test_a_theme_that_goes(self):
        """Folding keeps nobody from deleting a theme."""
        settings = self.settings()
        settings.set_discuss_theme_folded(self.theme_open.id, True)
        self.theme_open.unlink()
        self.assertFalse(settings.discuss_theme_folded_ids)
