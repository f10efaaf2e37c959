from psycopg2.errors import UniqueViolation

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import DiscussThemeCommon


@tagged("post_install", "-at_install")
class TestTheme(DiscussThemeCommon):
    """The tree of themes: names, places, order."""

    def test_display_name_is_the_path(self):
        top = self.Theme.create({"name": "Markets"})
        middle = self.Theme.create({"name": "Tenders", "parent_id": top.id})
        bottom = self.Theme.create({"name": "Public", "parent_id": middle.id})
        self.assertEqual(bottom.display_name, "Markets / Tenders / Public")
        middle.parent_id = False
        bottom.invalidate_recordset(["display_name"])
        self.assertEqual(bottom.display_name, "Tenders / Public")

    def test_display_name_without_what_one_may_not_see(self):
        visible = self.Theme.create(
            {
                "name": "For all",
                "parent_id": self.theme_team.id,
                "group_ids": self.env.ref("base.group_user").ids,
            }
        )
        self.assertEqual(visible.display_name, "Of the team / For all")
        as_employee = visible.with_user(self.user_employee)
        self.assertEqual(as_employee.display_name, "For all")

    def test_not_its_own_ancestor(self):
        for child in (self.theme_team, self.theme_team_sub):
            with (
                self.subTest(child=child.name),
                self.assertRefused(ValidationError, "cannot be inside itself"),
            ):
                self.theme_team.parent_id = child
        self.theme_team_sub.parent_id = self.theme_open
        self.assertEqual(self.theme_team_sub.display_name, "Open / Below")

    def test_siblings_have_different_names(self):
        for name in ("Open", "open", "  OPEN ", "Open "):
            with (
                self.subTest(name=name),
                self.assertRefused(ValidationError, "already a theme"),
            ):
                self.Theme.create({"name": name})
        with self.assertRefused(ValidationError, "already a theme"):
            self.theme_team.name = "open"
        same_name_elsewhere = self.Theme.create(
            {"name": "Open", "parent_id": self.theme_team.id}
        )
        with self.assertRefused(ValidationError, "already a theme"):
            same_name_elsewhere.parent_id = False

    def test_siblings_in_the_language_of_the_user(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.theme_open.with_context(lang="fr_FR").name = "Ouvert"
        with self.assertRefused(ValidationError, "ouvert"):
            self.Theme.with_context(lang="fr_FR").create({"name": "ouvert"})

    def test_siblings_of_other_companies(self):
        """Nobody is disturbed by a name that is used in another company."""
        with self.assertRefused(ValidationError, "already a theme"):
            self.Theme.create({"name": "Open", "company_id": self.company_2.id})
        theme = self.Theme.create(
            {"name": "Of company 2", "company_id": self.company_3.id}
        )
        self.assertTrue(theme)

    def test_siblings_at_the_same_moment(self):
        """The database refuses what no check in Python can see coming."""
        with (
            mute_logger("odoo.sql_db"),
            self.assertRefused(UniqueViolation, "discuss_theme_sibling_name_uniq"),
        ):
            self.Theme.create([{"name": "Twin"}, {"name": "twin"}])

    def test_archived_siblings_do_not_count(self):
        self.theme_open.action_archive()
        other = self.Theme.create({"name": "Open"})
        with self.assertRefused(ValidationError, "already a theme"):
            self.theme_open.action_unarchive()
        other.name = "Other"
        self.theme_open.action_unarchive()
        self.assertTrue(self.theme_open.active)

    def test_name_is_cleaned(self):
        theme = self.Theme.create({"name": "  Trade \n fairs "})
        self.assertEqual(theme.name, "Trade fairs")
        theme.name = " Fairs "
        self.assertEqual(theme.name, "Fairs")

    def test_name_is_needed_and_short(self):
        with self.assertRefused(ValidationError, "needs a name"):
            self.Theme.create({"name": "   "})
        with self.assertRefused(ValidationError, "limited to 100 characters"):
            self.theme_open.name = "x" * 10_000
        self.theme_open.name = "x" * 100
        self.assertEqual(len(self.theme_open.name), 100)

    def test_copy_has_another_name(self):
        copies = (self.theme_open + self.theme_team_sub).copy()
        self.assertEqual(copies.mapped("name"), ["Open (copy)", "Below (copy)"])
        self.assertEqual(copies[1].parent_id, self.theme_team)

    def test_company_follows_the_theme_above(self):
        below = self.Theme.create(
            {"name": "Below", "parent_id": self.theme_company_2.id}
        )
        self.assertEqual(below.company_id, self.company_2)
        with self.assertRefused(ValidationError, "belongs to Company 2"):
            below.company_id = self.company_3
        with self.assertRefused(ValidationError, "belongs to Company 2"):
            below.company_id = False
        theme_company_3 = self.Theme.create(
            {"name": "Of company 3", "company_id": self.company_3.id}
        )
        with self.assertRefused(ValidationError, "belongs to Company 2"):
            theme_company_3.parent_id = self.theme_company_2
        with self.assertRefused(ValidationError, "belongs to Company 3"):
            self.theme_company_2.company_id = self.company_3
        theme_company_3.parent_id = self.theme_open
        self.assertEqual(theme_company_3.company_id, self.company_3)

    def test_form(self):
        with Form(self.Theme.with_user(self.user_theme_admin)) as form:
            form.name = "Purchases"
            form.parent_id = self.theme_open
        theme = self.theme_open.child_ids
        self.assertEqual(theme.display_name, "Open / Purchases")
        self.assertEqual(theme.icon, "fa-comments-o")

    def test_channel_count_and_action(self):
        self.create_channel(theme_id=self.theme_open.id)
        other = self.create_channel(theme_id=self.theme_open.id)
        other._create_sub_channel(name="Not counted")
        private = self.create_channel(theme_id=self.theme_open.id, channel_type="group")
        theme = self.theme_open.with_user(self.user_team)
        self.assertEqual(theme.channel_count, 2, "no word of the private channel")
        self.assertEqual(self.theme_open.with_user(self.user_employee).channel_count, 3)
        action = theme.action_view_channels()
        found = self.Channel.with_user(self.user_team).search(action["domain"])
        self.assertEqual(len(found), 2)
        self.assertNotIn(private, found)
