from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import DiscussThemeCommon


@tagged("post_install", "-at_install")
class TestThemeAccess(DiscussThemeCommon):
    """Who finds which theme, and who changes them."""

    def test_read(self):
        """One row per person: which of the themes do they see?"""
        themes = (
            self.theme_open
            + self.theme_team
            + self.theme_team_sub
            + self.theme_company_2
        )
        table = [
            (self.user_employee, (True, False, False, False)),
            (self.user_team, (True, True, True, False)),
            (self.user_employee_c2, (True, False, False, True)),
            (self.user_theme_admin, (True, True, True, False)),
            (self.user_admin, (True, True, True, True)),
        ]
        for user, expected in table:
            found = self.Theme.with_user(user).search([("id", "in", themes.ids)])
            for theme, visible in zip(themes, expected, strict=True):
                with self.subTest(user=user.name, theme=theme.name):
                    self.assertEqual(theme in found, visible)
                    self.assertEqual(theme.with_user(user).has_access("read"), visible)

    def test_read_from_outside(self):
        for user in (self.user_portal, self.user_public):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.theme_open.with_user(user).read(["name"])
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.Theme.with_user(user).search([])

    def test_change(self):
        """One row per person: may they create, write, delete?"""
        table = [
            (self.user_employee, False),
            (self.user_team, False),
            (self.user_portal, False),
            (self.user_public, False),
            (self.user_theme_admin, True),
            (self.user_admin, True),
        ]
        for user, allowed in table:
            for name, change in (
                ("create", lambda themes: themes.create({"name": "New"}).unlink()),
                ("write", lambda themes: themes.write({"sequence": 7})),
                ("delete", lambda themes: themes.unlink()),
            ):
                theme = self.Theme.create({"name": "Some theme"})
                with self.subTest(user=user.name, change=name):
                    if allowed:
                        change(theme.with_user(user))
                    else:
                        with self.assertRaises(AccessError):
                            change(theme.with_user(user))
                theme.exists().unlink()

    def test_administrators_keep_to_their_companies(self):
        theme = self.theme_company_2.with_user(self.user_theme_admin)
        with self.assertRaises(AccessError):
            theme.name = "Mine"
        self.user_theme_admin.company_ids += self.company_2
        theme.name = "Ours"
        self.assertEqual(self.theme_company_2.name, "Ours")

    def test_settings_administrators_manage_themes(self):
        self.assertTrue(
            self.user_admin.has_group("discuss_theme.group_discuss_administrator")
        )

    def test_groups_go_down_the_tree(self):
        bottom = self.Theme.create(
            {"name": "Bottom", "parent_id": self.theme_team_sub.id}
        )
        self.assertEqual(bottom.reader_group_ids, self.group_team)
        # its own groups replace those from above
        everyone = self.env.ref("base.group_user")
        self.theme_team_sub.group_ids = everyone
        self.assertEqual(bottom.reader_group_ids, everyone)
        self.assertTrue(bottom.with_user(self.user_employee).has_access("read"))
        self.assertFalse(
            self.theme_team.with_user(self.user_employee).has_access("read")
        )
        # and go when they are taken away
        self.theme_team_sub.group_ids = False
        self.theme_team.group_ids = False
        self.assertFalse(bottom.reader_group_ids)
        # moving changes who sees it
        self.theme_team.group_ids = self.group_team
        self.assertFalse(bottom.with_user(self.user_employee).has_access("read"))
        bottom.parent_id = self.theme_open
        self.assertTrue(bottom.with_user(self.user_employee).has_access("read"))

    def test_theme_does_not_open_nor_close_channels(self):
        public = self.create_channel(self.user_team, theme_id=self.theme_team.id)
        private = self.create_channel(
            self.user_team, theme_id=self.theme_open.id, channel_type="group"
        )
        self.assertTrue(public.with_user(self.user_employee).has_access("read"))
        self.assertFalse(private.with_user(self.user_employee).has_access("read"))
