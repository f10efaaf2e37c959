from email import message_from_string

from odoo.tests import tagged

from odoo.addons.base.tests.common import MockSmtplibCase

from .common import NewsCommon


@tagged("post_install", "-at_install")
class TestAnswering(MockSmtplibCase, NewsCommon):
    """Who answers a mail of news by e-mail is heard, as they are when Odoo mails."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        domain = cls.env["mail.alias.domain"].create({"name": "news.example.com"})
        cls.company.alias_domain_id = domain
        cls.shown = cls._post(cls.order, "mail.mt_comment")
        cls.note = cls._post(cls.order, "mail.mt_note")
        cls.news.search([]).send_date = False

    @classmethod
    def _post(cls, order, subtype):
        return order.with_user(cls.seller).message_post(
            body="Which one?", message_type="comment", subtype_xmlid=subtype
        )

    def _reply(self, mail, text):
        """Send a mail, and answer it as programs for mail do; return what was told of
        it on a record."""
        with self.mock_smtplib_connection():
            mail.send()
        (sent,) = self.emails
        sent = message_from_string(sent["message"])
        before = self.env["mail.message"].search([])
        self.env["mail.thread"].message_process(
            None,
            f"From: {self.customer.email}\n"
            f"To: {sent['Reply-To']}\n"
            f"Subject: Re: {sent['Subject']}\n"
            f"Message-Id: <answer-{mail.id}@example.com>\n"
            f"In-Reply-To: {sent['Message-Id']}\n"
            f"References: {sent['References']} {sent['Message-Id']}\n"
            "\n"
            f"{text}\n",
        )
        return self.env["mail.message"].search([]) - before

    def test_answered(self):
        self.order._portal_space_tell("message")
        self.order._portal_space_tell("sign")
        mail = self._send()
        self.assertEqual(mail.references, self.shown.message_id)
        self.assertIn("catchall@news.example.com", mail.reply_to)
        self.assertIn(self.company.name, mail.reply_to)
        message = self._reply(mail, "The red one.")
        self.assertEqual((message.model, message.res_id), ("sale.order", self.order.id))
        self.assertEqual(message.author_id, self.customer.partner_id)
        self.assertEqual(message.subtype_id, self.env.ref("mail.mt_comment"))
        self.assertIn(self.seller.partner_id, message.notified_partner_ids)

    def test_only_notes(self):
        """Colleagues are heard in notes, if nobody else has been heard yet."""
        order = self._make_order()
        order.message_ids.unlink()
        order._portal_space_tell("sign")
        mail = self._send()
        self.assertFalse(mail.references)
        note = self._post(order, "mail.mt_note")
        order._portal_space_tell("sign")
        self._pass(hours=1)
        mail = self._send()
        self.assertEqual(mail.references, note.message_id)
        message = self._reply(mail, "Done.")
        self.assertEqual((message.model, message.res_id), ("sale.order", order.id))
        self.assertEqual(message.subtype_id, self.env.ref("mail.mt_note"))

    def test_several(self):
        """A mail about several orders can't be answered in one of them."""
        self._choose(self.customer, "mail", "day")
        for order in (self.order, self._make_order()):
            order._portal_space_tell("sign")
        self._pass(days=1)
        mail = self._send()
        self.assertEqual(len(mail), 1)
        self.assertFalse(mail.references)

    def test_growth(self):
        """Where answers get to is found at once for all."""
        counts = []
        for number in (1, 1, 20):
            orders = self._make_order().browse()
            for _number in range(number):
                order = self._make_order()
                self._post(order, "mail.mt_comment")
                orders += order
            told = orders._portal_space_tell("sign")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(len(told._answer_values()), number)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
