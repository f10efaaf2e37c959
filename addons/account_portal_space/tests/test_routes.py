from odoo.tests import HttpCase, tagged

from .common import SpacePaymentsCommon

EVERYBODY = ("owner", "colleague", "stranger", "prospect", "employee", "accountant")
COMPANY = {"owner", "colleague"}


@tagged("post_install", "-at_install")
class TestRoutes(HttpCase, SpacePaymentsCommon):
    """Who gets what on which page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.late = cls._invoice(100, -12)
        cls.soon = cls._by_instalments(80, 3, 40)
        cls.paid = cls._invoice(55)
        cls.payment = cls._pay(cls.paid)
        cls.credit_note = cls._invoice(7, move_type="out_refund")

    def _as(self, who):
        login = None if who == "public" else f"pays_{who}"
        self.authenticate(login, login)

    def test_who_sees_what(self):
        pay = f"/my/payments/pay?invoice_ids={self.late.id}&invoice_ids={self.soon.id}"
        routes = {
            "/my": (self.late.name, self.soon.name, "Late by 12 days"),
            "/my/payments": (self.late.name, "Late by 12 days", self.credit_note.name),
            "/my/payments/page/999": (self.late.name,),
            "/my/payments/history": (self.paid.name, f"{self.payment.id}/receipt"),
            "/my/payments/history/page/999": (self.paid.name,),
            "/my/payments/history?transaction=1%27": (self.paid.name,),
            pay: (self.late.name, "140.00", "/my/payments/transaction/"),
        }
        for who in EVERYBODY:
            self._as(who)
            for route, words in routes.items():
                with self.subTest(who=who, route=route):
                    response = self.url_open(route)
                    self.assertEqual(response.status_code, 200)
                    for word in words:
                        if who in COMPANY:
                            self.assertIn(word, response.text)
                        else:
                            self.assertNotIn(word, response.text)

    def test_public_logs_in(self):
        self._as("public")
        for route in (
            "/my/payments",
            "/my/payments/history",
            f"/my/payments/pay?invoice_ids={self.late.id}",
            f"/my/payments/{self.payment.id}/receipt",
        ):
            with self.subTest(route=route):
                response = self.url_open(route)
                self.assertIn("/web/login", response.url)
                self.assertNotIn(self.late.name, response.text)

    def test_receipt(self):
        route = f"/my/payments/{self.payment.id}/receipt"
        for who in EVERYBODY:
            self._as(who)
            with self.subTest(who=who):
                response = self.url_open(route)
                if who in COMPANY:
                    self.assertEqual(response.status_code, 200)
                    self.assertIn("attachment", response.headers["Content-Disposition"])
                else:
                    self.assertEqual(response.status_code, 404)
        for number in (0, 999_999_999, 10**25):
            with self.subTest(number=number):
                response = self.url_open(f"/my/payments/{number}/receipt")
                self.assertEqual(response.status_code, 404)

    def test_hostile_choices_get_a_sentence(self):
        self._as("owner")
        for chosen in (
            "",
            "invoice_ids=",
            "invoice_ids=x",
            "invoice_ids=-1",
            "invoice_ids=1.5",
            "invoice_ids=%D9%A3",
            f"invoice_ids={10**30}",
            f"invoice_ids={self.late.id}&invoice_ids=%00",
            "&".join(f"invoice_ids={number}" for number in range(1, 1500)),
        ):
            with self.subTest(chosen=chosen[:50]):
                response = self.url_open(f"/my/payments/pay?{chosen}")
                self.assertEqual(response.status_code, 200)
                self.assertIn('role="alert"', response.text)
                self.assertNotIn("/my/payments/transaction/", response.text)

    def test_strip_on_the_page(self):
        page = f"/my/invoices/{self.late.id}"
        self._as("owner")
        self.assertIn("o_space_strip", self.url_open(page).text)
        # as who follows the link of an e-mail
        token = self.late._portal_ensure_token()
        self._as("public")
        response = self.url_open(f"{page}?access_token={token}")
        self.assertIn("o_space_strip", response.text)
        self._as("stranger")
        self.assertNotIn("o_space_strip", self.url_open(page).text)
