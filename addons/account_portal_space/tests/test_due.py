from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..models.account_move_payment import PAID_AT_ONCE
from .common import SpacePaymentsCommon


@tagged("post_install", "-at_install")
class TestDue(SpacePaymentsCommon):
    """What a customer is told of what they owe."""

    def _block(self, part, code, who="owner"):
        blocks = self._space(who)._home()[part]
        return next((block for block in blocks if block.code == code), None)

    def _sums(self, who="owner"):
        return {
            found["currency"]: (found["total"], found["late"], found["soon"])
            for found in self._space(who)._due_sums()
        }

    def test_home_says_late_ones_first(self):
        soon = self._invoice(30, 3)
        late = self._invoice(10, -12, ref="PO 7")
        today = self._invoice(20)
        self._invoice(5, -40, post=False)
        self._invoice(5, -40).button_cancel()
        block = self._block("waiting", "invoice")
        self.assertEqual(block.total, 3)
        self.assertEqual(
            [entry.title for entry in block.entries],
            [late.name, today.name, soon.name],
        )
        first, second, third = block.entries
        self.assertTrue(first.late)
        self.assertFalse(second.late or third.late)
        self.assertIn("12", first.date_label)
        self.assertIn("PO 7", first.detail)
        self.assertEqual(first.date, self.today - timedelta(days=12))
        self.assertEqual(first.url, late.access_url)
        self.assertEqual(first.action, "Pay")
        # who else sees it
        self.assertEqual(self._block("waiting", "invoice", "colleague").total, 3)
        for who in ("stranger", "prospect", "employee", "accountant"):
            with self.subTest(who=who):
                self.assertIsNone(self._block("waiting", "invoice", who))

    def test_home_without_providers_only_shows(self):
        self._invoice()
        self.env["payment.provider"].search([]).is_published = False
        self.assertEqual(self._block("waiting", "invoice").entries[0].action, "See")

    def test_home_hides_what_the_company_hides(self):
        self._invoice()
        section = self.env.ref("account_portal_space.section_invoice")
        section.active = False
        self.assertIsNone(self._block("waiting", "invoice"))

    def test_sums(self):
        """By currency; partial payments, credit notes and instalments count for what
        is left."""
        self._invoice(100, -3)
        partly = self._invoice(50, 2)
        self._pay(partly, 20)
        credited = self._invoice(40, 30)
        credit_note = self._invoice(15, move_type="out_refund")
        lines = (credited + credit_note).line_ids.filtered(
            lambda line: line.display_type == "payment_term"
        )
        lines.reconcile()
        self._by_instalments(90, -30, 5, 60)
        self._invoice(70, -1, currency_id=self.franc.id)
        unused = self._invoice(11, move_type="out_refund")
        self._invoice(1000, -1, partner=self.other_customer)
        euro = self.env.company.currency_id
        self.assertEqual(
            self._sums(),
            # late: 100 and an instalment of 30; soon: the 30 left of 50, and another
            {euro: (100 + 30 + 25 + 90, 130, 60), self.franc: (70, 70, 0)},
        )
        self.assertEqual(self._sums("prospect"), {})
        credit_notes, sums = self._space()._credit_notes()
        self.assertEqual(credit_notes, unused)
        self.assertEqual([amount for _currency, amount in sums], [11])
        block = self._block("under_way", "credit_note")
        self.assertEqual([entry.title for entry in block.entries], [unused.name])

    def test_next_due_amount(self):
        for days, amount, number, late in (
            ((5, 40), 50, 1, False),
            ((-5, 40), 50, 1, True),
            ((-40, -5), 100, 1, True),
        ):
            with self.subTest(days=days):
                invoice = self._by_instalments(100, *days)
                due = invoice._portal_space_due()[invoice.id]
                self.assertEqual(due.amount, amount)
                self.assertEqual(due.number, number)
                self.assertEqual(due.count, 2)
                self.assertEqual(due.left, 100)
                self.assertEqual(due.state == "late", late)
                self.assertEqual(due.date, self.today + timedelta(days=days[0]))
                self.assertEqual(len(due.lines), amount / 50)

    def test_home_says_what_stock_says(self):
        """The home takes a short way where one instalment is left."""
        self._invoice(10, -3)
        self._invoice(20, 3, currency_id=self.franc.id)
        self._pay(self._invoice(50, 2), 20)
        self._by_instalments(100, -5, 40)
        paid_in_part = self._by_instalments(100, -5, 40)
        self._pay(paid_in_part, 50)
        self._discounted(200)
        found, total = self._space()._due_invoices()
        self.assertEqual(total, 6)
        single = found.env.context["portal_space_single_due"]
        self.assertIn(paid_in_part.id, single)
        self.assertEqual(len(single), 5)
        for invoice in found:
            with self.subTest(invoice=invoice.name):
                due = invoice._portal_space_next_due()
                stock = invoice._portal_space_due()[invoice.id]
                self.assertEqual(
                    (due.amount, due.date, due.days, due.state, due.left),
                    (stock.amount, stock.date, stock.days, stock.state, stock.left),
                )

    def _discounted(self, amount):
        term = self.env["account.payment.term"].create(
            {
                "name": "2 % within a week",
                "early_discount": True,
                "discount_days": 7,
                "discount_percentage": 2,
                "line_ids": [Command.create({"value": "percent", "value_amount": 100})],
            }
        )
        return self._invoice(amount, invoice_payment_term_id=term.id)

    def test_early_discount(self):
        invoice = self._discounted(200)
        due = invoice._portal_space_due()[invoice.id]
        self.assertEqual(due.amount, 196)
        self.assertTrue(due.discount)

    def test_strip(self):
        paid = self._invoice(100, -9)
        self._pay(paid)
        partly = self._invoice(100, 4)
        self._pay(partly, 40)
        for invoice, states in (
            (paid, ["done", "done", "done"]),
            (partly, ["done", "current", "done", "todo"]),
            (self._invoice(100, -9), ["done", "current", "todo"]),
            (self._invoice(100, move_type="out_refund"), ["done", "todo"]),
            (self._invoice(100, post=False), []),
        ):
            steps = invoice._portal_space_steps()[invoice.id]
            with self.subTest(steps=[step.label for step in steps]):
                self.assertEqual([step.state for step in steps], states)
        steps = partly.with_user(self.owner)._portal_space_shown_steps()[partly.id]
        self.assertIn("40", steps[2].detail)
        self.assertEqual(steps[2].date, self.today)
        self.assertIn(f"/my/invoices/{partly.id}", steps[0].url)

    def test_bills_of_vendors_stay_as_they_are(self):
        bill = self.env["account.move"].create(
            {
                "move_type": "in_invoice",
                "partner_id": self.owner.partner_id.id,
                "invoice_date": self.today,
                "invoice_line_ids": [
                    Command.create({"name": "Bill", "price_unit": 10, "tax_ids": False})
                ],
            }
        )
        bill.action_post()
        self.assertEqual(bill._portal_space_steps(), {bill.id: []})
        self.assertEqual(bill._portal_space_documents(), {bill.id: []})
        self.assertFalse(bill._portal_space_tell("document"))
        self.assertIsNone(self._block("waiting", "invoice"))

    def test_chosen_are_checked_one_by_one(self):
        one, two = self._invoice(10), self._invoice(20)
        foreign = self._invoice(30, partner=self.other_customer)
        franc = self._invoice(40, currency_id=self.franc.id)
        paid = self._invoice(50)
        self._pay(paid)
        moves = self._moves()
        self.assertEqual(
            moves._portal_space_chosen([one.id, two.id, one.id]), one + two
        )
        credit_note = self._invoice(5, move_type="out_refund")
        for refused, ids in {
            "none": [],
            "foreign": [one.id, foreign.id],
            "unknown": [one.id, 2**31 - 1],
            "enormous": [one.id, 10**30],
            "negative": [-one.id],
            "currencies": [one.id, franc.id],
            "paid": [one.id, paid.id],
            "draft": [self._invoice(post=False).id],
            "credit note": [credit_note.id],
            "text": [str(one.id)],
            "bool": [True],
            "list": [one.id, 1.5],
            "too many": list(range(1, PAID_AT_ONCE + 2)),
            "far too many": list(range(10_000)),
        }.items():
            with self.subTest(refused=refused), self.assertRaises(ValidationError):
                moves._portal_space_chosen(ids)
        for who in ("stranger", "prospect", "employee", "accountant"):
            with self.subTest(who=who), self.assertRaises(ValidationError):
                self._moves(who)._portal_space_chosen(one.ids)
        self.assertEqual(self._moves("colleague")._portal_space_chosen(one.ids), one)

    def test_chosen_of_two_companies(self):
        other = self.setup_other_company()["company"]
        self.owner.company_ids += other
        mine = self._invoice(10)
        theirs = (
            self.env["account.move"]
            .with_company(other)
            .create(
                {
                    "move_type": "out_invoice",
                    "partner_id": self.owner.partner_id.id,
                    "invoice_date": self.today,
                    "invoice_line_ids": [
                        Command.create(
                            {"name": "Work", "price_unit": 1, "tax_ids": False}
                        )
                    ],
                }
            )
        )
        theirs.action_post()
        moves = self._moves().with_context(
            allowed_company_ids=(self.env.company + other).ids
        )
        with self.assertRaisesRegex(ValidationError, "companies"):
            moves._portal_space_chosen((mine + theirs).ids)
        self.assertEqual(moves._portal_space_chosen(theirs.ids), theirs)

    def test_online_payments_switched_off(self):
        invoice = self._invoice()
        self.env["ir.config_parameter"].set_param(
            "account_payment.enable_portal_payment", "False"
        )
        with self.assertRaises(ValidationError):
            self._moves()._portal_space_chosen(invoice.ids)

    def test_receipts_and_history(self):
        mine, colleagues = self._invoice(10), self._invoice(20)
        foreign = self._invoice(30, partner=self.other_customer)
        payment = self._pay(mine + colleagues)
        theirs = self._pay(foreign)
        for who, found in (
            ("owner", payment),
            ("colleague", payment),
            ("stranger", theirs),
            ("prospect", payment.browse()),
            ("employee", payment.browse()),
        ):
            with self.subTest(who=who):
                space = self._space(who)
                payments, total = space._payments(limit=10)
                self.assertEqual(payments, found)
                self.assertEqual(total, len(found))
                for one in payment + theirs:
                    self.assertEqual(space._receipt(one.id), found & one)
        [line] = self._space()._payment_lines(payment.sudo())
        self.assertEqual(line["invoices"], mine + colleagues)
        # nobody gets at payments without the space
        with self.assertRaises(AccessError):
            payment.with_user(self.owner).check_access("read")

    def test_receipt_tells_of_no_invoice_that_one_may_not_read(self):
        mine = self._invoice(10)
        together = self._pay(mine + self._invoice(20))
        self.env["ir.rule"].create(
            {
                "name": "Own ones only",
                "model_id": self.env["ir.model"]._get_id("account.move"),
                "domain_force": [("id", "=", mine.id)],
                "groups": [],
            }
        )
        [line] = self._space()._payment_lines(together.sudo())
        self.assertEqual(line["invoices"], mine)
        self.assertFalse(line["receipt"])
        self.assertFalse(self._space()._receipt(together.id))

    def test_documents(self):
        invoice = self._invoice(10)
        payment = self._pay(invoice)
        credit_note = self._invoice(5, move_type="out_refund")
        moves = (invoice + credit_note).with_user(self.owner)
        documents = moves._portal_space_documents()
        self.assertEqual(
            [document.key for document in documents[invoice.id]],
            [f"invoice-{invoice.id}-0", f"receipt-{invoice.id}-{payment.id}"],
        )
        [document] = documents[credit_note.id]
        self.assertEqual(document.kind, "credit_note")
        for document in documents[invoice.id]:
            self.assertTrue(document.content())
            self.assertTrue(document.name.endswith(".pdf"))
        sources = {source.kind: source for source in self._space()._document_sources()}
        found = self._moves().search(sources["receipt"].domain)
        self.assertEqual(found, invoice)

    def _count(self, make):
        """Queries that it takes, caches empty."""
        self.env.flush_all()
        make()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        make()
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def test_queries_do_not_grow(self):
        space = self._space()

        def all_of_it():
            space._home()
            invoices, _total = space._due_invoices(limit=80)
            invoices._portal_space_due()
            invoices._portal_space_announced()
            space._due_sums()
            sold = self._moves().search([("move_type", "=", "out_invoice")])
            sold._portal_space_steps()
            sold._portal_space_documents()
            space._payment_lines(space._payments(limit=80)[0])

        def grow(number):
            for index in range(number):
                self._invoice(10, index)
                self._by_instalments(10, -5, 5)
                self._pay(self._invoice(10, index))

        grow(6)
        few = self._count(all_of_it)
        grow(12)
        self.assertLessEqual(self._count(all_of_it), few)
