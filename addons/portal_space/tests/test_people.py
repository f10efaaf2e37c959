from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import TransactionCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestPeople(TransactionCase):
    """Who belongs to a customer, as rules of access ask it at each reading: looked up
    once, and never what was true before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partners = cls.env["res.partner"]
        cls.company, cls.elsewhere = cls.partners.create(
            [
                {"name": "Acme", "is_company": True},
                {"name": "Globex", "is_company": True},
            ]
        )
        cls.user = new_test_user(cls.env, "space_people", "base.group_portal")
        cls.user.partner_id.parent_id = cls.company

    def _child(self, **values):
        return self.partners.create(
            {"name": "Somebody", "parent_id": self.user.partner_id.id, **values}
        )

    def _rule(self, model="res.partner"):
        """What the rule with ``child_of`` becomes for the customer."""
        return self.env["ir.rule"].with_user(self.user)._compute_domain(model)

    def _found(self):
        return self.partners.with_context(active_test=False).search(self._rule())

    def _known(self, domain, model, *, may_read=True):
        """The domain with the people of the customer, and whether it depends on that
        they may be read."""
        people = {self.company.id: self.company.sudo().portal_space_people_ids.ids}
        rules = self.env["ir.rule"].with_user(self.user)
        return rules._with_known_people(domain, model, people, may_read)

    def test_below_and_archived(self):
        child = self._child(active=False)
        grandchild = self._child(parent_id=child.id)
        everybody = self.company | self.user.partner_id | child | grandchild
        self.assertEqual(self._found(), everybody)

    def test_who_comes_and_goes(self):
        before = self._found()
        child = self._child()
        self.assertEqual(self._found(), before | child)
        child.parent_id = self.elsewhere
        self.assertEqual(self._found(), before)
        child.parent_id = self.company
        self.assertEqual(self._found(), before | child)
        child.unlink()
        self.assertEqual(self._found(), before)
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self._child()
            self.assertNotEqual(self._found(), before)
            raise ZeroDivisionError
        self.assertEqual(self._found(), before)

    def test_once(self):
        self._rule()
        with self.assertQueryCount(0):
            self._rule()

    def test_of_users_too(self):
        """Odoo keeps what the rules of contacts say of users, but not who they are."""
        colleague = new_test_user(self.env, "space_colleague", "base.group_portal")
        users = self.env["res.users"]

        def found():
            return colleague in users.search(self._rule("res.users"))

        self.assertFalse(found())
        # without the caches being cleared by it
        self.env.cr.execute(
            "UPDATE res_partner SET parent_id = %s, commercial_partner_id = %s"
            " WHERE id = %s",
            [self.company.id, self.company.id, colleague.partner_id.id],
        )
        self.env.invalidate_all()
        self.assertTrue(found())

    def test_what_stays(self):
        """Other conditions, and those on other hierarchies, are left alone."""
        country = self.env.ref("base.be").id
        category = self.env["res.partner.category"].create({"name": "Gold"})
        kept = Domain("country_id", "in", [country])
        kept &= Domain("category_id", "child_of", category.ids)
        kept &= Domain("commercial_partner_id", "child_of", self.company.ids)
        elsewhere = Domain("id", "child_of", self.elsewhere.ids)
        for domain in (kept, elsewhere):
            self.assertEqual(self._known(domain, self.partners), (domain, False))

    def test_within_other_records(self):
        users = self.env["res.users"]
        domain = Domain("partner_id", "any", Domain("id", "child_of", self.company.ids))
        found, _asks = self._known(domain, users)
        self.assertNotIn("child_of", str(list(found)))
        self.assertEqual(users.search(found), self.user)

    def test_who_may_not_be_read(self):
        """Followers below a contact that the user may not read are nobody, as in
        Odoo."""
        channels = self.env["discuss.channel"]
        domain = Domain("message_partner_ids", "child_of", self.company.ids)
        found, asks = self._known(domain, channels, may_read=False)
        self.assertEqual((found, asks), (domain, True))
        found, asks = self._known(domain, channels)
        self.assertNotIn("child_of", str(list(found)))
        self.assertTrue(asks)

    def test_who_may_read_is_asked_each_time(self):
        rule = self.env["ir.rule"].create(
            {
                "name": "Followers",
                "model_id": self.env["ir.model"]._get_id("res.partner.bank"),
                "groups": self.env.ref("base.group_portal").ids,
                "domain_force": "[('message_partner_ids', 'child_of',"
                " user.commercial_partner_id.ids)]",
            }
        )
        self.assertNotIn("child_of", str(list(self._rule("res.partner.bank"))))
        self.env["ir.rule"].create(
            {
                "name": "Nobody",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": str([("id", "!=", self.company.id)]),
            }
        )
        self.assertIn("child_of", str(list(self._rule("res.partner.bank"))))
        rule.unlink()

    def test_nobody_reads_it(self):
        """Whom a contact has below is for the rules alone."""
        for user in (self.user, self.env.ref("base.user_admin")):
            company = self.company.with_user(user)
            self.assertNotIn("portal_space_people_ids", company.fields_get())
            with self.assertRaises(AccessError):
                company.read(["portal_space_people_ids"])
