from datetime import timedelta

import psycopg2.errors
from lxml import html

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.http_routing.tests.common import MockRequest

from .common import PortalDocumentCommon

SCOPE = "my.form"


@tagged("post_install", "-at_install")
class TestOnce(PortalDocumentCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.once = cls.env["portal.once"].with_user(cls.owner)
        cls.key = cls.once._new_key()

    def test_once(self):
        self.assertTrue(self.once._first_time(self.key, SCOPE))
        self.assertIsNone(self.once._recall(self.key, SCOPE))
        self.once._remember(self.key, SCOPE, self.document)
        self.assertFalse(self.once._first_time(self.key, SCOPE))
        self.assertEqual(self.once._recall(self.key, SCOPE), self.document)
        # Another form, another thing to do with it, another person
        self.assertTrue(self.once._first_time(self.once._new_key(), SCOPE))
        self.assertTrue(self.once._first_time(self.key, "my.other"))
        colleague = self.once.with_user(self.people["colleague"])
        self.assertIsNone(colleague._recall(self.key, SCOPE))
        self.assertTrue(colleague._first_time(self.key, SCOPE))
        # What came of it is gone.
        self.document.unlink()
        self.assertIsNone(self.once._recall(self.key, SCOPE))

    def test_without_key(self):
        for key in (None, "", False):
            self.assertTrue(self.once._first_time(key, SCOPE))
            self.assertTrue(self.once._first_time(key, SCOPE))
            self.once._remember(key, SCOPE, self.document)
            self.assertIsNone(self.once._recall(key, SCOPE))

    def test_no_key(self):
        for key in (
            "short",
            "x" * 65,
            "' OR 1=1 --aaaaaaaaaaa",
            ["a" * 20],
            7,
            "\0" * 20,
        ):
            with self.subTest(key=key), self.assertRaises(ValidationError):
                self.once._first_time(key, SCOPE)

    def test_at_once(self):
        """The second of two that arrive at once is refused by the database, and
        thereby tried again by Odoo."""
        self.once._first_time(self.key, SCOPE)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.UniqueViolation),
            self.cr.savepoint(),
        ):
            self.cr.execute(
                "INSERT INTO portal_once (key, scope, user_id, date) "
                "VALUES (%s, %s, %s, NOW())",
                (self.key, SCOPE, self.owner.id),
            )

    def test_nobody_reads_keys(self):
        self.once._first_time(self.key, SCOPE)
        for who, user in self.people.items():
            with self.subTest(who=who), self.assertRaises(AccessError):
                self.once.with_user(user).search([])

    def test_old_keys_go(self):
        self.once._first_time(self.key, SCOPE)
        sent = self.env["portal.once"].search([("key", "=", self.key)])
        self.env["portal.once"]._gc_keys()
        self.assertTrue(sent.exists())
        sent.date = fields.Datetime.now() - timedelta(days=8)
        self.env["portal.once"]._gc_keys()
        self.assertFalse(sent.exists())


@tagged("post_install", "-at_install")
class TestOnceInForm(HttpCase):
    def test_each_page_has_a_key_of_its_own(self):
        view = self.env["ir.ui.view"].create(
            {
                "name": "Form",
                "type": "qweb",
                "key": "test_portal_space.form",
                "arch": '<form><t t-call="portal_guard.once"/></form>',
            }
        )
        keys = set()
        with MockRequest(self.env):
            for _number in range(2):
                page = html.fromstring(self.env["ir.qweb"]._render(view.id))
                (key,) = page.xpath("//input[@name='once'][@type='hidden']/@value")
                keys.add(key)
                self.assertTrue(self.env["portal.once"]._first_time(key, SCOPE))
        self.assertEqual(len(keys), 2)
