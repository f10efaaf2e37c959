from datetime import timedelta

from odoo import Command, fields
from odoo.tests import tagged

from odoo.addons.portal_space.tests.common import Route, SpaceCase

from .common import SIGNATURE


@tagged("post_install", "-at_install")
class TestRoutes(SpaceCase):
    """Who gets what of a quotation, and what is sent twice."""

    entitled_groups = "sales_team.group_sale_salesman_all_leads"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product = cls.env["product.product"].create(
            {"name": "Advice", "type": "service", "taxes_id": False}
        )
        cls.quotation = cls._quotation()
        cls.page = f"/my/orders/{cls.quotation.id}"

    @classmethod
    def _quotation(cls, **values):
        quotation = cls.env["sale.order"].create(
            {
                "partner_id": cls.owner.partner_id.id,
                "require_signature": True,
                "require_payment": False,
                "validity_date": fields.Date.today() + timedelta(days=10),
                "order_line": [
                    Command.create({"product_id": cls.product.id, "price_unit": 10})
                ],
                **values,
            }
        )
        quotation.action_quotation_sent()
        return quotation

    def _says(self, *words):
        def problem(answer):
            missing = [word for word in words if word not in answer.text]
            return f"{missing} not on {answer.url}" if missing else ""

        return problem

    def _says_not(self, *words):
        def problem(answer):
            found = [word for word in words if word in answer.text]
            return f"{found} on {answer.url}" if found else ""

        return problem

    def _refused(self, answer):
        """A JSON route's refusal in words."""
        result = answer.json().get("result") or {}
        return "" if "error" in result else f"got {answer.text[:200]}"

    def test_pages(self):
        name = self.quotation.name
        with_token = f"{self.page}?access_token={self.quotation._portal_ensure_token()}"
        says, says_not = self._says(name), self._says_not(name)
        strip = self._says("o_space_strip", "Your signature")
        self.matrix(
            {
                "/my": {
                    "public": "/web/login",
                    "owner": says,
                    "colleague": says,
                    "*": says_not,
                },
                "/my/quotes": {
                    "public": "/web/login",
                    "owner": says,
                    "colleague": says,
                    "*": says_not,
                },
                "/my/orders": {"public": "/web/login", "*": says_not},
                self.page: {
                    "owner": strip,
                    "colleague": strip,
                    "entitled": strip,
                    "public": "/my",
                    "*": "/my",
                },
                with_token: {"*": strip},
                f"{self.page}?access_token=0": {
                    "owner": 200,
                    "colleague": 200,
                    "entitled": 200,
                    "*": "/my",
                },
            }
        )

    def test_forms_refused(self):
        """Neither signed nor declined by who may not read the quotation, nor by a link
        instead of a form."""
        signature = {"name": "Eve", "signature": SIGNATURE}
        self.matrix(
            {
                Route(f"{self.page}/accept", json=signature): {
                    who: self._refused
                    for who in ("public", "prospect", "other", "employee")
                },
                Route(f"{self.page}/decline", data={"decline_message": "No"}): {
                    who: "/my" for who in ("public", "prospect", "other", "employee")
                },
                f"{self.page}/decline?decline_message=No": {"*": 405},
            }
        )
        self.assertEqual(self.quotation.state, "sent")
        self.assertFalse(self.quotation.signed_on)

    def _sign(self, quotation, name="Odile Owner", **values):
        values = {"name": name, "signature": SIGNATURE, **values}
        route = Route(f"/my/orders/{quotation.id}/accept", json=values)
        return self.ask(route).json()["result"]

    def test_signed_twice(self):
        """The second time leads to what the first did, and does nothing."""
        quotation = self._quotation()
        self.log_in("owner")
        first = self._sign(quotation)
        self.assertIn("sign_ok", first["redirect_url"])
        self.assertEqual(quotation.state, "sale")
        messages, signed_on = quotation.message_ids, quotation.signed_on
        news = self.env["portal.news"].search_count([])
        second = self._sign(quotation)
        self.assertIn("sign_ok", second["redirect_url"])
        self.assertEqual(quotation.message_ids, messages)
        self.assertEqual(quotation.signed_on, signed_on)
        self.assertEqual(self.env["portal.news"].search_count([]), news)
        # somebody else's signature is not taken for the same
        self.log_in("colleague")
        self.assertIn("error", self._sign(quotation, "Colin Colleague"))
        self.assertEqual(quotation.signed_by, "Odile Owner")

    def test_declined_twice(self):
        quotation = self._quotation()
        self.log_in("owner")
        route = Route(
            f"/my/orders/{quotation.id}/decline", data={"decline_message": "Too dear"}
        )
        for _time in range(2):
            answer = self.ask(route)
            self.assertNotIn("cant_reject", answer.headers["Location"])
            self.assertEqual(quotation.state, "cancel")
        said = quotation.message_ids.filtered(lambda message: "dear" in message.body)
        self.assertEqual(len(said), 1)
        self.assertIn("error", self._sign(quotation))

    def test_signature_of_nobody(self):
        quotation = self._quotation()
        self.log_in("owner")
        for values in (
            {"name": ""},
            {"name": None},
            {"name": ["Odile"]},
            {"name": "O" * 5000},
            {"signature": ["x"]},
            {"signature": ""},
        ):
            with self.subTest(values):
                self.assertIn("error", self._sign(quotation, **values))
        self.assertFalse(quotation.signed_on)

    def test_expired(self):
        """What has expired is said, and neither signed nor declined."""
        quotation = self._quotation(
            validity_date=fields.Date.today() - timedelta(days=2)
        )
        self.log_in("owner")
        self.assertIn("error", self._sign(quotation))
        answer = self.ask(f"/my/orders/{quotation.id}")
        self.assertIn("Expired", answer.text)
        self.assertEqual(quotation.state, "sent")

    def test_hostile(self):
        quotation = self._quotation()
        page = f"/my/orders/{quotation.id}"
        self.fuzz(
            "owner",
            f"{page}?access_token={{token}}&message={{message}}",
            Route(f"{page}/accept", json={"name": "A", "signature": "x"}),
            Route(f"{page}/decline", data={"decline_message": ""}),
            may_write={
                "sale_order",
                "sale_order_line",
                "mail_tracking_value",
                "mail_message",
                "mail_message_res_partner_rel",
                "portal_visit",
                "portal_news",
            },
            examples=8,
        )
