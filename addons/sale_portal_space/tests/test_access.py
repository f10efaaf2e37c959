from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.sale_portal_space import uninstall_hook

from .common import SaleSpaceCommon


@tagged("post_install", "-at_install")
class TestAccess(SaleSpaceCommon):
    """A salesperson lets the customer of a quotation into their space."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact = cls.env["res.partner"].create(
            {"name": "Nora New", "email": "nora@example.com", "company_id": False}
        )
        cls.quotation = cls._sent(partner_id=cls.contact.id).with_user(cls.salesperson)

    def _mails(self):
        return self.env["mail.mail"].search_count(
            [("email_to", "ilike", "nora@example.com")]
        ) + self.env["mail.mail"].search_count(
            [("recipient_ids", "in", self.contact.ids)]
        )

    def test_sales_managers_preview(self):
        """Who manages the sales sees the space as customers do, as long as there is
        this module; salespeople do not by themselves."""
        right = "portal_space.group_portal_space_preview"
        manager = new_test_user(
            self.env, "space_sales_manager", "sales_team.group_sale_manager"
        )
        self.assertTrue(manager.has_group(right))
        self.assertFalse(self.salesperson.has_group(right))
        uninstall_hook(self.env)
        self.assertFalse(manager.has_group(right))

    def test_one_click(self):
        """The contact gets a log-in of the portal and the invitation; the quotation
        says so. A second click does nothing."""
        self.assertEqual(self.quotation.portal_access, "none")
        self.quotation.action_give_portal_access()
        user = self.contact.user_ids
        self.assertTrue(user._is_portal())
        self.assertFalse(user._is_internal())
        self.assertEqual(user.login, "nora@example.com")
        self.assertEqual(user.company_id, self.company)
        self.assertEqual(self.contact.signup_type, "signup")
        self.assertEqual(self.quotation.portal_access, "invited")
        self.assertEqual(self.quotation.portal_access_date, user.create_date)
        notes = self.quotation.message_ids
        self.assertIn("Nora New was given access to the space.", notes[0].preview)
        self.assertTrue(notes[0].subtype_id.internal)
        self.quotation.action_give_portal_access()
        self.assertEqual(self.contact.user_ids, user)
        self.assertEqual(self.quotation.message_ids, notes)

    def test_invite_again(self):
        """Who has not come yet is invited again; who has come is not."""
        with self.assertRaisesRegex(UserError, "has access and has not come yet"):
            self.quotation.action_invite_to_portal_again()
        self.quotation.action_give_portal_access()
        self.quotation.action_invite_to_portal_again()
        self.assertIn(
            "Nora New was invited to the space again.",
            self.quotation.message_ids[0].preview,
        )
        user = self.contact.user_ids
        user.with_user(user)._update_last_login()
        self.quotation.invalidate_recordset(["portal_access"])
        self.assertEqual(self.quotation.portal_access, "used")
        with self.assertRaisesRegex(UserError, "has access and has not come yet"):
            self.quotation.action_invite_to_portal_again()

    def test_refusals_of_contacts(self):
        """Whom a salesperson may not let in, and what they are told."""
        public = self.env.ref("base.public_user").sudo().partner_id
        archived_user = self._new_employee("sale_gone")
        archived_user.active = False
        extra = self._new_customer("sale_extra", self.customer)
        extra.group_ids += self.env.ref("account.group_cash_rounding")
        extra.active = False
        of_ours = self.env["res.partner"].create(
            {
                "name": "Clerk",
                "email": "clerk@example.com",
                "parent_id": self.company.partner_id.id,
            }
        )
        cases = (
            ("no address", {"email": False}, "no valid e-mail address"),
            ("no valid address", {"email": "nora at home"}, "no valid e-mail address"),
            ("taken", {"email": "sale_owner@example.com"}, "Somebody else logs in"),
            ("archived", {"active": False}, "is archived"),
            ("employee", self._new_employee("sale_clerk").partner_id, "colleague"),
            ("employee who left", archived_user.partner_id, "colleague"),
            ("contact of ours", of_ours, "colleague"),
            ("more rights", extra.partner_id, "other rights"),
            ("public", public, "archived|other rights|no valid e-mail"),
        )
        self.owner.login = "sale_owner@example.com"
        users = self.env["res.users"].with_context(active_test=False)
        before = users.search_count([])
        for name, case, message in cases:
            with self.subTest(name), self.env.cr.savepoint() as savepoint:
                if isinstance(case, dict):
                    self.contact.write(case)
                else:
                    self.quotation.sudo().partner_id = case
                self.env.flush_all()
                with self.assertRaisesRegex(UserError, message):
                    self.quotation.action_give_portal_access()
                self.assertEqual(users.search_count([]), before)
                savepoint.rollback()
                self.env.invalidate_all()

    def test_refusals_of_people(self):
        """Who may not write the quotation lets nobody in."""
        second = self._new_employee("sale_second", "sales_team.group_sale_salesman")
        clerk = self._new_employee("sale_clerk")
        self.quotation.sudo().partner_id = self.owner.partner_id
        for user in (second, clerk, self.owner, self.colleague, self.other):
            order = self.quotation.with_user(user)
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    order.action_give_portal_access()
                with self.assertRaises(AccessError):
                    order.action_invite_to_portal_again()

    def test_not_by_what_is_passed(self):
        """The people of another record, given in the context, are not let in."""
        others = self.env["res.partner"].create(
            {"name": "Eve", "email": "eve@example.com"}
        )
        self.quotation.with_context(
            active_ids=others.ids,
            default_partner_ids=others.ids,
            default_group_ids=[self.env.ref("base.group_system").id],
        ).action_give_portal_access()
        self.assertFalse(others.user_ids)
        self.assertEqual(
            self.contact.user_ids.group_ids, self.env.ref("base.group_portal")
        )

    def test_given_elsewhere(self):
        """A customer who has a log-in already is said to."""
        self.quotation.sudo().partner_id = self.owner.partner_id
        self.assertEqual(self.quotation.portal_access, "invited")
        self.quotation.action_give_portal_access()
        self.assertEqual(len(self.owner.partner_id.user_ids), 1)
