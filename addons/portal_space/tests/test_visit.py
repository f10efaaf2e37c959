from datetime import datetime, timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import SpaceCase


@tagged("post_install", "-at_install")
class TestVisit(SpaceCase):
    """When customers come is noted, and no more often than needed."""

    def visit(self, user=None):
        user = user or self.owner
        return self.env["portal.visit"].search([("user_id", "=", user.id)])

    def come(self, ago=None):
        """Open the home, the last visit having been some time ago."""
        if ago:
            self.visit().date = datetime.now() - ago
        self.log_in("owner")
        page = self.url_open("/my")
        self.assertEqual(page.status_code, 200)
        self.env.invalidate_all()
        return page.text

    def test_visits(self):
        self.assertIn("o_space_welcome", self.come())
        self.assertEqual(self.visit().number, 1)
        self.assertIn("o_space_welcome", self.come(timedelta(minutes=5)))
        self.assertEqual(self.visit().number, 1)
        self.assertNotIn("o_space_welcome", self.come(timedelta(hours=2)))
        self.assertEqual(self.visit().number, 2)
        before = self.visit().previous_date
        self.assertAlmostEqual(
            before, datetime.now() - timedelta(hours=2), delta=timedelta(minutes=1)
        )
        self.assertEqual(self.owner.partner_id.has_portal_space, True)
        self.assertEqual(
            self.owner.partner_id.portal_space_last_visit, self.visit().date
        )

    def test_the_visit_before(self):
        visits = self.env["portal.visit"].with_user(self.owner)
        self.assertFalse(visits._opened())
        self.assertFalse(visits._opened())
        before = datetime.now().replace(microsecond=0) - timedelta(hours=2)
        self.visit().date = before
        for _again in range(2):
            self.assertEqual(visits._opened(), before)
            self.assertEqual(visits._previous_visit(), before)

    def test_reloading_writes_nothing(self):
        self.come()
        with self.writes() as written:
            self.url_open("/my")
        self.assertEqual(written, set())

    def test_employees_do_not_visit(self):
        self.log_in("employee")
        page = self.url_open("/my").text
        self.assertIn("o_space_waiting", page)
        self.assertNotIn("o_space_welcome", page)
        self.assertFalse(self.visit(self.employee))
        self.assertFalse(self.employee.partner_id.has_portal_space)

    def test_two_people_of_one_contact(self):
        """Each has their own visits; the contact was seen when the first came."""
        twin = self._new_customer("space_twin", "Tina Twin")
        twin.partner_id = self.owner.partner_id
        self.come()
        self.assertFalse(self.visit(twin))
        self.assertTrue(self.owner.partner_id.has_portal_space)

    def test_archived(self):
        self.come()
        self.owner.active = False
        self.env.invalidate_all()
        self.assertFalse(self.owner.partner_id.has_portal_space)
        self.assertFalse(self.owner.partner_id.portal_space_last_visit)

    def test_refusals(self):
        """Visits, previews and news are for administrators to list."""
        for model in ("portal.visit", "portal.preview", "portal.news"):
            for who in ("owner", "employee", "entitled"):
                with self.subTest(model=model, who=who):
                    records = self.env[model].with_user(getattr(self, who))
                    with self.assertRaises(AccessError):
                        records.search([])
        partner = self.owner.partner_id.with_user(self.owner)
        with self.assertRaises(AccessError):
            partner.read(["portal_space_last_visit"])

    def test_forgotten(self):
        """Visits of records are forgotten after a year, or with their model."""
        visits = self.env["portal.visit"].create(
            [
                {
                    "user_id": self.owner.id,
                    "res_model": model,
                    "res_id": 1,
                    "date": datetime.now() - timedelta(days=days),
                    "number": 1,
                }
                for model, days in [
                    ("res.partner", 1),
                    ("res.country", 400),
                    ("gone.model", 1),
                ]
            ]
        )
        visits._gc_visits()
        self.assertEqual(visits.exists(), visits[0])
