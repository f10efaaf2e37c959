from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SpaceCase


@tagged("post_install", "-at_install")
class TestSection(SpaceCase):
    """The company chooses which sections whom shows what, and it is so at once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.section = cls.env.ref("portal_space.section_contacts")
        cls.tag = cls.env["res.partner.category"].create({"name": "Gold"})
        (cls.customer + cls.other_customer).user_id = cls.entitled
        cls.customer.category_id = cls.tag

    def seers(self):
        """Who has the section on their home."""
        found = set()
        for who in ("owner", "colleague", "other"):
            self.log_in(who)
            if "o_space_contacts" in self.url_open("/my").text:
                found.add(who)
        return found

    def test_shown(self):
        everybody = {"owner", "colleague", "other"}
        self.assertEqual(self.seers(), everybody)
        self.section.category_ids = self.tag
        self.assertEqual(self.seers(), {"owner", "colleague"})
        self.section.active = False
        self.assertEqual(self.seers(), set())
        self.section.action_show_to_all()
        self.assertEqual(self.seers(), everybody)

    def test_tag_of_person(self):
        """One's own tag counts as that of one's company."""
        self.section.category_ids = self.env["res.partner.category"].create(
            {"name": "Silver"}
        )
        self.assertEqual(self.seers(), set())
        self.other.partner_id.category_id = self.section.category_ids
        self.assertEqual(self.seers(), {"other"})

    def test_tag_in_use(self):
        """A tag that a section is for can't be deleted: all would see the section."""
        self.section.category_ids = self.tag
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.tag.unlink()
            self.env.flush_all()

    def test_code_is_unique(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.section.create({"name": "Other contacts", "code": "contacts"})

    def test_refusals(self):
        for who in ("owner", "prospect", "employee"):
            with self.subTest(who=who), self.assertRaises(AccessError):
                self.section.with_user(getattr(self, who)).active = False
        with self.assertRaises(AccessError):
            self.section.with_user(self.owner).name  # noqa: B018

    def test_reasons(self):
        """Who previews is told why a section is not there."""
        # some modules bring theirs switched off
        self.section.with_context(active_test=False).search(
            [("active", "=", False)]
        ).active = True
        sections = self.env["portal.space.section"].with_user(self.employee)
        self.section.category_ids = self.tag
        self.assertEqual(sections._hidden_reasons(self.owner.partner_id), [])
        self.assertEqual(
            sections._hidden_reasons(self.other.partner_id),
            ["Contacts: only for customers with a tag of these: Gold."],
        )
        self.section.write({"active": False, "category_ids": [Command.clear()]})
        self.assertEqual(
            sections._hidden_reasons(self.owner.partner_id),
            ["Contacts: switched off."],
        )
