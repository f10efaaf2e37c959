from datetime import datetime, timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.portal_space.tests.common import SpaceCase


@tagged("post_install", "-at_install")
class TestSpaceVisit(SpaceCase):
    """What customers opened, for who works on it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.documents = cls.env["test.portal.document"].create(
            [
                {"name": f"Paper {index}", "partner_id": cls.owner.partner_id.id}
                for index in range(50)
            ]
        )
        cls.document = cls.documents[0]

    def open_as(self, who, document=None):
        self.log_in(who)
        url = (document or self.document).access_url
        return self.url_open(url, allow_redirects=False).status_code

    def summary(self, document=None):
        self.env.invalidate_all()
        document = (document or self.document).with_user(self.employee)
        return document.portal_visit_summary

    def test_summary(self):
        self.assertFalse(self.summary())
        self.assertEqual(self.open_as("owner"), 200)
        self.assertRegex(self.summary(), r"^Odile Owner, once, on .*\d")
        visit = self.env["portal.visit"].search([("user_id", "=", self.owner.id)])
        visit.date = datetime.now() - timedelta(hours=2)
        self.open_as("owner")
        self.assertRegex(self.summary(), r"^Odile Owner, 2 times, last on .*\d")
        self.open_as("colleague")
        self.assertRegex(self.summary(), r"Colin Colleague, once.*; Odile Owner, 2")
        for index in range(3):
            user = self._new_customer(f"space_{index}", f"Nick {index}", self.customer)
            self.env["portal.visit"].with_user(user)._opened(
                self.document._name, self.document.id
            )
        self.assertRegex(self.summary(), r"; and 2 more$")
        self.assertFalse(self.summary(self.documents[1]))

    def test_only_customers(self):
        """Colleagues and the refused leave nothing."""
        self.open_as("employee")
        self.assertEqual(self.open_as("other"), 303)
        self.assertFalse(self.summary())

    def test_refusal(self):
        self.open_as("owner")
        with self.assertRaises(AccessError):
            self.document.with_user(self.colleague).read(["portal_visit_summary"])

    def test_list(self):
        """Its names are those of records that the reader may read."""
        self.open_as("owner")
        self.document.sudo().write({"is_confidential": True})
        self.log_in("owner")
        self.url_open("/my")
        system = self._new_employee("space_system", "Sys Tem", "base.group_system")
        visits = (
            self.env["portal.visit"]
            .with_user(system)
            .search([("user_id", "=", self.owner.id)])
        )
        names = {visit.res_model: visit.record_name for visit in visits}
        self.assertEqual(
            names, {"portal.space": "The space", "test.portal.document": False}
        )
        self.document.is_confidential = False
        self.env.invalidate_all()
        self.assertIn("Paper 0", visits.mapped("record_name"))

    def test_queries_do_not_grow(self):
        visits = self.env["portal.visit"].with_user(self.owner)
        for document in self.documents:
            visits._opened(document._name, document.id)

        def count(documents):
            self.env.invalidate_all()
            documents.fetch(["name"])
            before = self.cr.sql_log_count
            documents.mapped("portal_visit_summary")
            return self.cr.sql_log_count - before

        count(self.documents)
        self.assertEqual(count(self.document), count(self.documents))
