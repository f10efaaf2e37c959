from datetime import datetime, timedelta
from unittest.mock import patch

from psycopg2.errors import ReadOnlySqlTransaction

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import Route, SpaceCase


@tagged("post_install", "-at_install")
class TestPreview(SpaceCase):
    """A colleague sees a customer's space, and can do nothing as the customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.owner.partner_id
        cls.url = f"/my/preview/{cls.partner.id}"
        cls.nobody = cls.env["res.partner"].create({"name": "Noah Nobody"})
        cls.administrator = cls.env.ref("base.user_admin")

    def test_matrix(self):
        refused = {"public": "/web/login", "*": 403}
        allowed = {**refused, "entitled": 200}
        # no space: colleagues and administrators never have one, nor somebody
        # without a log-in
        never = {**refused, "entitled": 422}
        colleague = self.employee.partner_id.id
        self.matrix(
            {
                self.url: allowed,
                f"/my/preview/{colleague}": never,
                f"/my/preview/{self.administrator.partner_id.id}": never,
                f"/my/preview/{self.nobody.id}": never,
                f"/my/preview/{self.customer.id}": never,
                "/my/preview/0": {**refused, "entitled": 404},
                Route(self.url, data={}): {"*": 405},
            },
            may_write={"portal_preview", "mail_message"},
        )

    def test_hostile(self):
        for who in ("owner", "entitled"):
            self.fuzz(
                who,
                "/my/preview/{partner_id}",
                f"{self.url}?first_visit={{a}}&space={{b}}",
                may_write={"portal_preview", "mail_message"},
            )

    def test_people(self):
        """Who may be previewed, asked by the button."""
        as_entitled = self.partner.with_user(self.entitled)
        self.assertEqual(as_entitled.action_preview_portal_space()["url"], self.url)
        with self.assertRaises(AccessError):
            self.partner.with_user(self.employee).action_preview_portal_space()
        for user in (self.owner, self.env.ref("base.public_user")):
            with self.assertRaises(AccessError):
                self.partner.with_user(user).action_preview_portal_space()
        # a customer can't be given the right, not even by mistake
        group = self.env.ref("portal_space.group_portal_space_preview")
        with self.assertRaises(ValidationError):
            self.other.group_ids += group
        # nor has somebody a space who became a colleague
        self.assertTrue(
            self.env["res.users"]
            .create(
                {
                    "login": "space_insider",
                    "partner_id": self.partner.id,
                    "group_ids": [(4, self.env.ref("base.group_user").id)],
                }
            )
            ._is_internal()
        )
        with self.assertRaises(UserError):
            as_entitled.action_preview_portal_space()

    def test_archived(self):
        as_entitled = self.partner.with_user(self.entitled)
        self.owner.active = False
        with self.assertRaises(UserError):
            as_entitled.action_preview_portal_space()
        self.owner.active = True
        self.assertTrue(as_entitled.action_preview_portal_space())

    def test_unreadable_contact(self):
        """Who may not read the contact may not see its space."""
        self.env["ir.rule"].create(
            {
                "name": "not this one",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": f"[('id', '!=', {self.partner.id})]",
            }
        )
        with self.assertRaises(AccessError):
            self.partner.with_user(self.entitled).action_preview_portal_space()
        self.log_in("entitled")
        self.assertEqual(self.url_open(self.url).status_code, 404)

    def test_noted(self):
        self.log_in("entitled")
        before = datetime.now() - timedelta(minutes=1)
        for _time in range(2):
            answer = self.url_open(self.url)
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        previews = self.env["portal.preview"].search(
            [("partner_id", "=", self.partner.id)]
        )
        self.assertEqual(len(previews), 2)
        self.assertEqual(previews.user_id, self.entitled)
        self.assertGreater(previews[0].date, before)
        notes = self.partner.message_ids.filtered(
            lambda message: "preview" in message.body
        )
        self.assertEqual(len(notes), 2)
        self.assertEqual(notes.author_id, self.entitled.partner_id)
        self.assertFalse(notes.notified_partner_ids)
        # the customer did not come
        self.assertFalse(
            self.env["portal.visit"].search([("user_id", "=", self.owner.id)])
        )

    def test_as_the_customer(self):
        """What is made, is made with the customer's rights, and can't write."""
        seen = []
        space = self.registry["portal.space"]

        def waiting(space):
            seen.append((space.env.user, space.env.su, space.env.companies))
            return []

        def writing(space):
            space.env.user.sudo().partner_id.comment = "written"
            space.env.flush_all()
            return []

        with patch.object(space, "_waiting", waiting):
            self.env["portal.preview"].with_user(self.entitled)._open(self.partner)
        self.assertEqual(seen, [(self.owner, False, self.owner.company_ids)])
        with (
            patch.object(space, "_waiting", writing),
            mute_logger("odoo.sql_db"),
            self.assertRaises(ReadOnlySqlTransaction),
        ):
            self.env["portal.preview"].with_user(self.entitled)._open(self.partner)
        self.assertFalse(self.partner.comment)

    def test_page(self):
        """It says whose it is, what is hidden and why; nothing in it acts."""
        self.env["portal.news"].create(
            {
                "partner_id": self.partner.id,
                "kind": "progress",
                "title": "Your contact has advanced",
                "res_model": "res.partner",
                "res_id": self.partner.id,
            }
        )
        self.env.ref("portal_space.section_contacts").active = False
        self.log_in("entitled")
        page = self.url_open(self.url).text
        self.assertIn("Odile Owner", page)
        self.assertIn("Contacts: switched off.", page)
        self.assertIn(f'href="/odoo/res.partner/{self.partner.id}"', page)
        picture = page.partition("o_space_picture")[2].partition("</main>")[0]
        self.assertIn("Your contact has advanced", picture)
        self.assertNotIn('href="/my', picture)
        self.assertNotIn("<form", picture)

    def test_forgotten(self):
        old, new = self.env["portal.preview"].create(
            [
                {
                    "user_id": self.entitled.id,
                    "partner_id": self.partner.id,
                    "date": datetime.now() - timedelta(days=days),
                }
                for days in (400, 3)
            ]
        )
        self.env["portal.preview"]._gc_previews()
        self.assertEqual((old + new).exists(), new)
