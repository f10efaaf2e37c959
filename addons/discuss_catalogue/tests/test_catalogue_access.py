from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import tagged

from odoo.addons.mail.tests.common import mail_new_test_user

from .common import DiscussCatalogueCommon


@tagged("post_install", "-at_install")
class TestCatalogueAccess(DiscussCatalogueCommon):
    """What nobody finds, not even as a number."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_system = mail_new_test_user(
            cls.env, login="system", groups="base.group_system", name="Sam System"
        )
        cls.user_company_2 = mail_new_test_user(
            cls.env,
            login="company_2",
            groups="base.group_user",
            company_id=cls.company_2.id,
            company_ids=[Command.set(cls.company_2.ids)],
            name="Carl Company",
        )
        values = {"theme_id": cls.theme_open.id}
        cls.public = cls.create_channel(cls, name="public", **values)
        cls.world = cls.create_channel(cls, name="world", **values).sudo()
        cls.world.group_public_id = False
        cls.restricted = cls.create_channel(
            cls,
            cls.user_team,
            name="restricted",
            group_public_id=cls.group_team.id,
            **values,
        )
        cls.private = cls.Channel.with_user(cls.user_employee)._create_group(
            (cls.user_employee | cls.user_portal).partner_id.ids, name="private"
        )
        cls.private.sudo().theme_id = cls.theme_open
        cls.chat = cls.Channel.with_user(cls.user_employee)._get_or_create_chat(
            cls.user_team.partner_id.ids
        )
        cls.public._create_sub_channel(name="thread")
        cls.private._create_sub_channel(name="private thread")
        cls.create_channel(cls, name="archived", **values).sudo().active = False

    def test_what_is_no_conversation(self):
        """Rooms of calls and the like, of modules that say so, are not browsed."""
        with patch.object(
            type(self.Channel),
            "_conversation_domain",
            lambda channels: Domain("name", "!=", "public"),
        ):
            found = self.Channel.with_user(self.user_employee).search(
                self.Channel.with_user(
                    self.user_employee
                )._get_catalogue_access_domain()
            )
        self.assertNotIn(self.public, found)
        self.assertIn(self.private, found)

    def test_who_finds_what(self):
        for user, expected in (
            (self.user_employee, {"public", "world", "private"}),
            (self.user_team, {"public", "world", "restricted"}),
            (self.user_theme_admin, {"public", "world"}),
            (self.user_company_2, {"public", "world"}),
            # Odoo opens to them all that there is: this does not
            (self.user_system, {"public", "world"}),
            (self.env.ref("base.user_root"), {"public", "world"}),
        ):
            with self.subTest(user=user.name):
                catalogue = self.browse(user)
                names = {line["name"] for line in catalogue["channels"]}
                self.assertEqual(names, expected)
                for count in (
                    catalogue["all_count"],
                    catalogue["total"],
                    *(line["count"] for line in catalogue["themes"]),
                ):
                    self.assertEqual(count, len(expected))
                self.assertEqual(
                    self.count_by_theme(user), {self.theme_open: len(expected)}
                )
                self.assertFalse(catalogue["elsewhere_count"])

    def test_no_parameter_opens_what_is_private(self):
        self.say(self.private, 20)
        self.private.sudo().write({"description": "Secret", "outcome": "Secret"})
        for params in (
            {"search": "private"},
            {"search": "secret"},
            {"filters": ["busy"]},
            {"filters": ["joined"], "search": "private"},
            {"theme_id": self.theme_open.id, "search": "private"},
        ):
            for user in (self.user_team, self.user_system):
                with self.subTest(params=params, user=user.name):
                    catalogue = self.browse(user, **params)
                    self.assertFalse(catalogue["channels"])
                    self.assertFalse(catalogue["themes"])
                    self.assertFalse(catalogue["total"] or catalogue["all_count"])
        self.private.sudo().is_closed = True
        self.assertFalse(self.names(self.user_team, filters=["closed"]))
        self.assertEqual(self.names(filters=["closed"]), ["private"])

    def test_theme_of_which_one_must_not_know(self):
        self.public.sudo().theme_id = self.theme_team_sub
        self.world.theme_id = self.theme_company_2
        for user, expected in (
            (self.user_employee, {"public": False, "world": False}),
            (self.user_team, {"public": self.theme_team_sub.id, "world": False}),
            (self.user_company_2, {"public": False, "world": self.theme_company_2.id}),
        ):
            with self.subTest(user=user.name):
                catalogue = self.browse(user)
                themes = {
                    line["name"]: line["theme_id"] for line in catalogue["channels"]
                }
                self.assertEqual(themes, themes | expected)
                visible = self.Theme.with_user(user).search([])
                self.assertLessEqual(
                    {line["id"] for line in catalogue["themes"]}, set(visible.ids)
                )
                self.assertEqual(
                    catalogue["elsewhere_count"],
                    list(expected.values()).count(False),
                )

    def test_refused(self):
        for user in (self.user_portal, self.user_public):
            for params in ({}, {"filters": ["joined"]}, {"theme_id": 0}):
                with (
                    self.subTest(user=user.name, params=params),
                    self.assertRefused(AccessError, "Only employees browse channels"),
                ):
                    self.browse(user, **params)
