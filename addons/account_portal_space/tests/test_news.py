from odoo.tests import tagged

from .common import SpacePaymentsCommon


@tagged("post_install", "-at_install")
class TestNews(SpacePaymentsCommon):
    """What is new about invoices and payments, and what is not."""

    def _news(self, invoices):
        return self.env["portal.news"].search(
            [("res_model", "=", "account.move"), ("res_id", "in", invoices.ids)]
        )

    def test_document_when_it_was_sent(self):
        invoice = self._invoice(post=False)
        invoice.is_move_sent = True
        self.assertFalse(self._news(invoice), "A draft is news to nobody.")
        invoice.is_move_sent = False
        invoice.action_post()
        self.assertFalse(self._news(invoice), "It may be sent later.")
        invoice.is_move_sent = True
        news = self._news(invoice)
        self.assertEqual(news.kind, "document")
        self.assertEqual(news.partner_id, self.owner.partner_id)
        self.assertIn(invoice.name, news.title)
        news.sudo().read_date = news.date
        invoice.is_move_sent = True
        self.assertEqual(self._news(invoice), news, "It is not new again.")

    def test_no_news_of_imports(self):
        for context in ({"install_mode": True}, {"import_file": True}):
            invoice = self._invoice(10).with_context(**context)
            invoice.is_move_sent = True
            self._pay(invoice)
            self.assertFalse(self._news(invoice))

    def test_payment_in_part_and_whole(self):
        invoice = self._invoice(100)
        self._pay(invoice, 40)
        news = self._news(invoice)
        self.assertEqual(news.kind, "payment")
        self.assertIn("60", news.title)
        self._pay(invoice)
        self.assertEqual(self._news(invoice), news, "Renewed, as it was not read.")
        self.assertNotIn("60", news.title)

    def test_credit_notes_are_no_payment(self):
        invoice = self._invoice(100)
        credit_note = self._invoice(100, move_type="out_refund")
        (invoice + credit_note).line_ids.filtered(
            lambda line: line.display_type == "payment_term"
        ).reconcile()
        self.assertFalse(self._news(invoice + credit_note))

    def test_failure_then_success(self):
        invoice = self._invoice(100)
        values = {
            "invoice_ids": invoice.ids,
            "amount": 100,
            "currency_id": invoice.currency_id.id,
            "partner_id": self.owner.partner_id.id,
        }
        transaction = self._create_transaction("redirect", reference="A", **values)
        self.assertFalse(self._news(invoice))
        transaction._set_error("No cover")
        news = self._news(invoice)
        self.assertIn("did not go through", news.title)
        self.assertNotIn("cover", news.title)
        transaction = self._create_transaction("redirect", reference="B", **values)
        transaction._set_done()
        transaction._post_process()
        self.assertEqual(invoice.payment_state, "paid")
        self.assertEqual(self._news(invoice), news)
        self.assertIn("is paid", news.title)
        self.assertEqual(
            self.env["portal.news"].with_user(self.owner)._unread_count(), 1
        )
