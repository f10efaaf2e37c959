from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestAccess(TransactionCase):
    """A salesperson lets a prospect into their space from the opportunity."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson, cls.second, cls.clerk = (
            new_test_user(cls.env, f"crm_{name}", groups, name=name)
            for name, groups in (
                ("salesperson", "sales_team.group_sale_salesman"),
                ("second", "sales_team.group_sale_salesman"),
                ("clerk", "base.group_user"),
            )
        )
        cls.lead = (
            cls.env["crm.lead"]
            .create(
                {
                    "name": "New office",
                    "type": "opportunity",
                    "user_id": cls.salesperson.id,
                    "contact_name": "Paul Prospect",
                    "email_from": "paul@example.com",
                }
            )
            .with_user(cls.salesperson)
        )

    def test_contact_is_made(self):
        """What the opportunity knows of its contact makes one."""
        self.lead.action_give_portal_access()
        user = self.lead.partner_id.user_ids
        self.assertEqual(user.login, "paul@example.com")
        self.assertTrue(user._is_portal())
        self.assertEqual(self.lead.portal_access, "invited")
        self.assertIn("was given access to the space", self.lead.message_ids[0].preview)
        # nothing else is seen yet
        space = self.env["portal.space"].with_user(user)
        home = space._home()
        self.assertFalse(home["waiting"] + home["under_way"])
        with self.assertRaises(AccessError):
            self.lead.with_user(user).read(["name"])

    def test_contact_is_there(self):
        partner = self.env["res.partner"].create(
            {"name": "Paul", "email": "paul.p@example.com"}
        )
        self.lead.partner_id = partner
        self.lead.action_give_portal_access()
        self.assertTrue(partner.user_ids._is_portal())
        self.lead.action_invite_to_portal_again()

    def test_refusals(self):
        nobody = self.lead.copy({"email_from": False, "contact_name": False})
        nobody.partner_id = False
        with self.assertRaisesRegex(UserError, "Choose a customer first"):
            nobody.action_give_portal_access()
        clerk = self.lead.copy({"email_from": False})
        clerk.partner_id = self.clerk.partner_id
        with self.assertRaisesRegex(UserError, "is a colleague"):
            clerk.action_give_portal_access()
        for user in (self.second, self.clerk):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.lead.with_user(user).action_give_portal_access()
        self.assertFalse(self.lead.partner_id)
