import json

from odoo import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.account_portal_space.tests.common import SpacePaymentsCommon


class PayInvoicesCommon(HttpCase, SpacePaymentsCommon):
    """Customers who pay with the demo provider."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dummy_provider.state = "disabled"
        cls.provider = (
            cls.env.ref("payment.payment_provider_demo")
            .sudo()
            .copy(
                {
                    "company_id": cls.env.company.id,
                    "state": "test",
                    "is_published": True,
                    "allow_tokenization": True,
                }
            )
        )
        cls.method = cls.env.ref("payment_demo.payment_method_demo")
        cls.provider.payment_method_ids = cls.method
        cls.method.active = True
        cls.provider.journal_id = cls.company_data["default_journal_bank"]
        cls.late = cls._invoice(100, -12)
        # its second half is due before the other invoice is
        cls.parts = cls._by_instalments(80, 3, 20)
        cls.later = cls._invoice(70, 40)


@tagged("post_install", "-at_install")
class TestPayInvoices(PayInvoicesCommon):
    def _as(self, who):
        login = None if who == "public" else f"pays_{who}"
        self.authenticate(login, login)

    def _route(self, route, **params):
        """What the route answers, or the words of its refusal."""
        values = {
            "provider_id": self.provider.id,
            "payment_method_id": self.method.id,
            "token_id": None,
            "flow": "direct",
            "tokenization_requested": False,
            "landing_route": "https://example.com",
            "is_validation": False,
        }
        # Python's json, as what is not a number is no JSON to others.
        body = json.dumps({"params": values | params})
        headers = {"Content-Type": "application/json"}
        with mute_logger("odoo.http"):
            answer = self.url_open(route, data=body, headers=headers).json()
        if "error" in answer:
            return answer["error"]["data"]["message"]
        return answer["result"]

    def _send(self, ids, amount, **params):
        if not isinstance(ids, str):
            ids = ",".join(map(str, ids))
        form = {"access_token": None, "payment_reference": "Hello"}
        route = f"/my/payments/transaction/{ids}"
        return self._route(route, amount=amount, **form, **params)

    def _transactions(self):
        return (
            self.env["payment.transaction"]
            .sudo()
            .search([("provider_id", "=", self.provider.id)])
        )

    def _simulate(self, transaction, state):
        transaction._process(
            "demo", {"reference": transaction.reference, "simulated_state": state}
        )

    def test_several_are_paid_once(self):
        """One transaction for what was chosen, by whatever order and however often."""
        self._as("owner")
        ids = [self.late.id, self.parts.id, self.later.id]
        self.assertEqual(self._send(ids, 210)["amount"], 210)
        transaction = self._transactions()
        self.assertEqual(transaction.amount, 210)
        self.assertEqual(set(transaction.invoice_ids.ids), set(ids))
        self.assertEqual(transaction.partner_id, self.owner.partner_id)
        self.assertEqual(transaction.currency_id, self.late.currency_id)
        self.assertTrue(transaction.landing_route.startswith("/my/payments/history"))
        # sent twice, turned around, and doubled
        again = self._send([*reversed(ids), ids[0]], 210)
        self.assertEqual(again["reference"], transaction.reference)
        self.assertEqual(self._transactions(), transaction)
        # confirmed, and not booked yet
        self._simulate(transaction, "done")
        for chosen in (ids, ids[:1]):
            self.assertIn("under way", self._send(chosen, 100))
        self.assertFalse(self._space()._due_invoices()[0])
        self.assertEqual(self._space()._transactions(), transaction)
        transaction._post_process()
        self.assertEqual(self.late.payment_state, "paid")
        self.assertEqual(self.later.payment_state, "paid", "It is what was chosen.")
        self.assertEqual(self.parts.amount_residual, 40)
        self.assertIn("settled meanwhile", self._send(ids, 210))
        self.assertEqual(self._transactions(), transaction)
        self.assertFalse(self._space()._transactions())
        self.assertEqual(self._space()._payments()[0], transaction.payment_id)

    def test_what_is_refused_pays_nothing(self):
        foreign = self._invoice(30, partner=self.other_customer)
        franc = self._invoice(40, currency_id=self.franc.id)
        token = self._create_token(
            provider_id=self.provider.id,
            payment_method_id=self.method.id,
            partner_id=self.people["stranger"].partner_id.id,
        )
        self._as("owner")
        both, ids = [self.late.id, self.parts.id], [self.late.id]
        for what, chosen, amount, params in (
            ("one foreign", [*ids, foreign.id], 130, {}),
            ("one unknown", [*ids, 999_999_999], 100, {}),
            ("currencies", [*ids, franc.id], 140, {}),
            ("none", "0", 0, {}),
            ("words", "a,b", 100, {}),
            ("code", f"{ids[0]} or 1=1", 100, {}),
            ("enormous", f"{10**40}", 100, {}),
            ("too many", range(1, 1000), 100, {}),
            ("less", both, 1, {}),
            ("more", both, 180, {}),
            ("no amount", both, None, {}),
            ("amount in words", both, "all", {}),
            ("amount in a list", both, [140], {}),
            ("not a number", both, float("nan"), {}),
            ("endless", both, float("inf"), {}),
            ("closed provider", both, 140, {"provider_id": self.dummy_provider.id}),
            ("no provider", both, 140, {"provider_id": None}),
            ("other method", both, 140, {"payment_method_id": self.pm_unknown.id}),
            ("another's token", both, 140, {"flow": "token", "token_id": token.id}),
            ("unknown token", both, 140, {"flow": "token", "token_id": 10**9}),
            ("flow", both, 140, {"flow": "offline"}),
            ("flow in a list", both, 140, {"flow": ["direct"]}),
            ("partner", both, 140, {"partner_id": self.other_customer.id}),
            ("currency", both, 140, {"currency_id": self.franc.id}),
            ("values", both, 140, {"custom_create_values": {"state": "done"}}),
        ):
            with self.subTest(what=what):
                self.assertIsInstance(self._send(chosen, amount, **params), str)
                self.assertFalse(self._transactions())
        self.assertIsInstance(self._send(both, "140", is_validation=True), dict)
        self.assertEqual(self._transactions().amount, 140)

    def test_who_may_pay(self):
        for who in ("public", "stranger", "prospect", "employee", "accountant"):
            self._as(who)
            with self.subTest(who=who):
                self.assertIsInstance(self._send([self.late.id], 100), str)
                self.assertFalse(self._transactions())
        self._as("colleague")
        self.assertIsInstance(self._send([self.late.id], 100), dict)
        self.assertEqual(
            self._transactions().partner_id, self.people["colleague"].partner_id
        )

    def test_under_way_is_not_asked_again(self):
        self._as("owner")
        self._send([self.late.id], 100)
        transaction = self._transactions()
        self._simulate(transaction, "pending")
        page = self.url_open("/my/payments").text
        self.assertIn("Payments under way", page)
        self.assertNotIn(f'value="{self.late.id}"', page)
        self.assertIn(f'value="{self.later.id}"', page)
        home = self._space()._home()
        blocks = {block.code: block for block in home["waiting"] + home["under_way"]}
        self.assertEqual(blocks["invoice"].total, 2)
        self.assertEqual(
            [entry.title for entry in blocks["payment"].entries], [self.late.name]
        )
        steps = self.late._portal_space_steps()[self.late.id]
        self.assertEqual(steps[-1].state, "current")
        # nor by the roads of stock
        token = self.late._portal_ensure_token()
        for route, params in (
            (f"/my/payments/transaction/{self.late.id}", {}),
            (f"/invoice/transaction/{self.late.id}", {"access_token": token}),
            ("/invoice/transaction/overdue", {"payment_reference": "Hello"}),
        ):
            with self.subTest(route=route):
                self.assertIn("under way", self._route(route, amount=100, **params))
        self.assertEqual(self._transactions(), transaction)
        # it fails: it may be tried again
        self._simulate(transaction, "error")
        self.assertIsInstance(self._send([self.late.id], 100), dict)
        self.assertIn("Did not go through", self.url_open("/my/payments/history").text)

    def test_saved_card_is_charged_once(self):
        token = self._create_token(
            provider_id=self.provider.id,
            payment_method_id=self.method.id,
            partner_id=self.owner.partner_id.id,
            demo_simulated_state="done",
        )
        self._as("owner")
        params = {"flow": "token", "token_id": token.id, "payment_method_id": None}
        ids = [self.late.id, self.later.id]
        self.assertEqual(self._send(ids, 170, **params)["state"], "done")
        self.assertIn("under way", self._send(ids, 170, **params))
        transaction = self._transactions()
        transaction._post_process()
        self.assertEqual(self.later.payment_state, "paid")
        self.assertEqual(transaction.payment_id.amount, 170)

    def test_discount_for_several(self):
        term = self.env["account.payment.term"].create(
            {
                "name": "2 % within a week",
                "early_discount": True,
                "discount_days": 7,
                "discount_percentage": 2,
                "line_ids": [Command.create({"value": "percent", "value_amount": 100})],
            }
        )
        early = self._invoice(200, invoice_payment_term_id=term.id)
        self._as("owner")
        self._send([early.id, self.late.id], 296)
        transaction = self._transactions()
        self._simulate(transaction, "done")
        transaction._post_process()
        self.assertEqual(transaction.payment_id.amount, 296)
        self.assertEqual(early.payment_state, "paid")
        self.assertEqual(self.late.payment_state, "paid")

    def test_another_currency(self):
        francs = self._invoice(300, currency_id=self.franc.id)
        more = self._invoice(33.33, currency_id=self.franc.id)
        self.provider.available_currency_ids = False
        self._as("owner")
        self._send([francs.id, more.id], 333.33)
        transaction = self._transactions()
        self.assertEqual(transaction.currency_id, self.franc)
        self._simulate(transaction, "done")
        transaction._post_process()
        self.assertEqual(francs.payment_state, "paid")
        self.assertEqual(more.payment_state, "paid")

    def test_tour_at_a_desk(self):
        self.start_tour("/my", "test_portal_space_pay_two_invoices", login="pays_owner")
        self._check_paid()

    def _check_paid(self):
        transaction = self._transactions()
        self.assertEqual(transaction.amount, 140)
        self.assertEqual(transaction.invoice_ids, self.late + self.parts)
        self.assertEqual(self.late.payment_state, "paid")
        self.assertEqual(self.parts.amount_residual, 40)


@tagged("post_install", "-at_install")
class TestPayInvoicesPhone(PayInvoicesCommon):
    browser_size = "375x667"
    touch_enabled = True

    def test_tour_on_a_phone(self):
        self.start_tour("/my", "test_portal_space_pay_two_invoices", login="pays_owner")
        self.assertEqual(self.late.payment_state, "paid")
        self.assertEqual(self.parts.amount_residual, 40)
