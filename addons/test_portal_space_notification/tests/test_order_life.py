from unittest.mock import patch

from odoo.tests import Form, tagged

from .common import CANARY, NewsCommon

# What the company and the customer do, and how many mails the customer gets of it:
# from stock; from us, who send what is new in one go, with at once / a daily digest.
LIFE = (
    # what happens, stock's mails, ours at once, ours waiting for the digest
    ("quotation sent", 1, 1, 0),
    ("message of the company", 1, 1, 0),
    ("order confirmed", 1, 0, 1),
    ("invoice sent", 1, 0, 1),
    ("payment received", 1, 1, 0),
)


@tagged("post_install", "-at_install")
class TestOrderLife(NewsCommon):
    """What a customer is mailed from a quotation to its payment, beside stock."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls.order.with_user(cls.seller)

    def _quotation_sent(self, order):
        action = order.action_quotation_send()
        composer = Form(
            self.env["mail.compose.message"]
            .with_user(self.seller)
            .with_context(**action["context"])
        ).save()
        composer._action_send_mail()

    def _message(self, order, **values):
        return order.message_post(
            body=CANARY,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=order.partner_id.ids,
            attachments=[("canary.txt", b"canary")],
            **values,
        )

    def _live(self, order):
        """Have an order live, and return the new mails to its customer, by what
        happened."""
        mails = {}
        seen = self._mails()

        def note(what):
            nonlocal seen
            self.news._send_some()
            found = self._mails()
            mails[what] = (found - seen).filtered(
                lambda mail: order.partner_id in mail.recipient_ids
            )
            seen = found

        self._quotation_sent(order)
        note("quotation sent")
        self._message(order)
        note("message of the company")
        order.with_context(send_email=True).action_confirm()
        note("order confirmed")
        invoice = order._create_invoices()
        invoice.action_post()
        self.env["account.move.send"]._generate_and_send_invoices(
            invoice, sending_methods=["email"]
        )
        note("invoice sent")
        order._send_payment_succeeded_for_order_mail()
        note("payment received")
        return mails

    def test_beside_stock(self):
        """A table of one life: never more mails than stock, and none has content."""
        self.company.portal_space_instead_of_mail = False
        self.news.search([]).unlink()
        self._choose(self.customer, "space")
        stock = self._live(self.order)
        for what, number, _now, _digest in LIFE:
            with self.subTest(what=what):
                self.assertEqual(len(stock[what]), number)
        self.assertIn(CANARY, stock["message of the company"].body_html)
        self.assertTrue(stock["quotation sent"].attachment_ids)
        self.company.portal_space_instead_of_mail = True
        self._choose(self.customer, "mail", "now", "sign", "message", "payment")
        self._choose(self.customer, "mail", "day", "document", "progress")
        order = self._make_order().with_user(self.seller)
        ours = self._live(order)
        waiting = self.news.search(
            [("send_date", "!=", False), ("partner_id", "=", order.partner_id.id)]
        )
        for what, _stock, now, _digest in LIFE:
            with self.subTest(what=what):
                self.assertEqual(len(ours[what]), now)
        self.assertEqual(len(waiting), sum(digest for *_others, digest in LIFE))
        self._pass(days=1)
        digest = self._send()
        self.assertEqual(len(digest), 1)
        for mail in self.env["mail.mail"].union(digest, *ours.values()):
            self.assertNotIn(CANARY, mail.body_html)
            self.assertNotIn(CANARY, mail.subject)
            self.assertFalse(mail.attachment_ids)
            self.assertLess(len(mail.body_html), 4000)
        self.assertLess(
            sum(map(len, ours.values())) + len(digest), sum(map(len, stock.values()))
        )

    def test_sent_by_the_cron(self):
        """What stock mails later, by its cron, is told as what it is told as at once,
        and once."""
        self.env["ir.config_parameter"].set_param("sale.async_emails", "True")
        cron = self.env.ref("sale.send_pending_emails_cron")
        cron.active = True
        self._choose(self.customer, "mail")
        for kind, happen in (
            ("payment", self.order._send_payment_succeeded_for_order_mail),
            ("progress", self.order.with_context(send_email=True).action_confirm),
        ):
            with self.subTest(kind=kind):
                self.news.search([]).unlink()
                happen()
                # before the cron, what is told already leaves at once
                self._send()
                self.assertTrue(self.order.pending_email_template_id)
                with self.enter_registry_test_mode():
                    cron.method_direct_trigger()
                self.assertFalse(self.order.pending_email_template_id)
                news = self.news.search([("res_id", "=", self.order.id)])
                self.assertEqual(news.mapped("kind"), [kind])
                self.assertEqual(news.partner_id, self.customer.partner_id)
                self._pass(hours=2)
                self._send()
                told = self._mails().filtered(
                    lambda mail: self.customer.partner_id in mail.recipient_ids
                )
                self.assertEqual(len(told), 1)
                self.last_mail = told

    def test_signed_by_the_customer(self):
        """Who signs is told by what stock mails later, and nobody before."""
        self.env["ir.config_parameter"].set_param("sale.async_emails", "True")
        cron = self.env.ref("sale.send_pending_emails_cron")
        cron.active = True
        # sudo: sale.order - as the route that takes the signature
        self.order.with_user(self.customer).sudo()._validate_order()
        self.assertFalse(self.news.search([("res_id", "=", self.order.id)]))
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        news = self.news.search([("res_id", "=", self.order.id)])
        self.assertEqual(news.mapped("kind"), ["progress"])
        self.assertEqual(news.partner_id, self.customer.partner_id)

    def test_who_gets_which(self):
        """People with a log-in who may read the record are told in their space; others
        get their mail as ever, and so do addresses that were typed in."""
        order = self.order
        order.message_subscribe(self.colleague.partner_id.ids)
        recipients = self.customer.partner_id + self.stranger.partner_id + self.without
        message = order.message_post(
            body=CANARY,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=recipients.ids,
            outgoing_email_to="typed@example.com",
        )
        inside = self.customer.partner_id + self.colleague.partner_id
        told = message.notification_ids.filtered(
            lambda one: one.notification_type == "space"
        )
        self.assertEqual(told.res_partner_id, inside)
        self.assertEqual(set(told.mapped("notification_status")), {"sent"})
        mails = self._mails()
        self.assertEqual(mails.recipient_ids, self.stranger.partner_id + self.without)
        self.assertIn("typed@example.com", mails.mapped("email_to"))
        news = self.news.search([("res_id", "=", order.id), ("kind", "=", "message")])
        self.assertEqual(news.partner_id, inside)
        self.assertNotIn(CANARY, "".join(news.mapped("title")))

    def test_untouched(self):
        """What the space does not show, and what is not in it."""
        partner = self.customer.partner_id
        cases = {
            "note": (self.order, {"subtype_xmlid": "mail.mt_note"}),
            "internal": (
                self.order,
                {"subtype_xmlid": "mail.mt_comment", "is_internal": True},
            ),
            "another model": (partner, {"subtype_xmlid": "mail.mt_comment"}),
        }
        for what, (record, values) in cases.items():
            before = self._mails()
            with self.subTest(what=what):
                record.message_post(
                    body=CANARY,
                    message_type="comment",
                    partner_ids=partner.ids,
                    **values,
                )
                self.assertEqual((self._mails() - before).recipient_ids, partner)
        before = self._mails()
        self.order.message_notify(body=CANARY, partner_ids=partner.ids)
        self.assertEqual((self._mails() - before).recipient_ids, partner)
        self.assertFalse(self.news.search([("partner_id", "=", partner.id)]))
        sent = []
        with patch.object(
            type(self.env["mail.mail"]),
            "send",
            lambda mails, **kwargs: sent.append(mails.body_html),
        ):
            self.customer.action_reset_password()
        self.assertIn("/web/reset_password", "".join(sent))

    def test_own_message(self):
        """Authors are not told of what they wrote; their colleagues are."""
        self.order.message_subscribe(self.colleague.partner_id.ids)
        # sudo: sale.order - as the route posts of who writes on the page
        self._message(self.order.with_user(self.customer).sudo())
        news = self.news.search([("res_id", "=", self.order.id)])
        self.assertEqual(news.partner_id, self.colleague.partner_id)

    def test_growth(self):
        """A message to many people of a customer: each one's right to read it is
        looked up, and no more."""
        counts = {}
        for number in (1, 1, 11):  # the first one fills the caches
            order = self._make_order(self.acme)
            people = self.env["res.partner"].union(
                *(
                    self._make_customer(
                        f"person{order.id}_{index}", parent_id=self.acme.id
                    ).partner_id
                    for index in range(number)
                )
            )
            order.message_subscribe(people.ids)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._message(order)
            self.env.flush_all()
            counts[number] = self.env.cr.sql_log_count - before
            news = self.news.search([("res_id", "=", order.id)])
            self.assertEqual(news.partner_id, people)
        self.assertLessEqual(counts[11] - counts[1], 10 * 8)
