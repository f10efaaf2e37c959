from email import message_from_string, policy

from lxml import html

from odoo.tests import tagged

from odoo.addons.base.tests.common import MockSmtplibCase
from odoo.addons.portal_request.tests.mail_common import RequestMailCase

TICKETS = "/odoo/action-helpdesk_mgmt.helpdesk_ticket_action?view_type=list"
LONG_LINE = "As programs for mail send what is written in one paragraph. " * 5
NEWS = "portal_space_notification.ir_cron_send_news"


@tagged("post_install", "-at_install")
class TestEmailJourney(MockSmtplibCase, RequestMailCase):
    """A customer asks by e-mail, is answered, replies to that e-mail and goes on in
    their space: whatever the road, it is one request and one conversation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the only request of the customer is the one that they are going to make
        cls.ticket.unlink()

    def sent_to(self, user):
        """Return the mails to a user that have left the server."""
        return [
            message_from_string(mail["message"], policy=policy.default)
            for mail in self.emails
            if user.email in mail["smtp_to_list"]
        ]

    def send_news(self):
        """Do what the server does by itself: send news, and the mails of them."""
        mails = self.env["mail.mail"].search([])
        self.env.ref(NEWS).method_direct_trigger()
        (self.env["mail.mail"].search([]) - mails).send()

    def by_mail(self, text, **kwargs):
        sender = f"Carla <{self.customer.email}>"
        with self.mock_smtplib_connection():
            ticket = self.mail(sender, text, **kwargs)
            self.send_news()
        self.assertFalse(self.sent_to(self.customer))
        return ticket

    def check_conversation(self, *expected):
        """Check who wrote the messages of the only request, and how."""
        self.env.invalidate_all()
        ticket = self.env["helpdesk.ticket"].search(
            [("partner_id", "=", self.customer.partner_id.id)]
        )
        self.assertEqual(ticket, self.ticket)
        self.assertEqual(
            [
                (message.author_id.user_ids, message.message_type)
                for message in ticket._portal_messages()
            ],
            list(expected),
        )
        self.assertEqual(ticket._portal_files().mapped("raw"), [b"12 bar\n"])

    def check_mail(self, mail):
        """Check that a mail says what is new, and leads there."""
        self.assertEqual(mail["To"], f"Carla <{self.customer.email}>")
        self.assertFalse(list(mail.iter_attachments()))
        page = html.fromstring(mail.get_body(("html",)).get_content())
        plain = mail.get_body(("plain",)).get_content()
        for text in (page.text_content(), plain):
            self.assertIn(self.ticket.display_name, " ".join(text.split()))
            self.assertLess(len(text.split()), 60)
            for content in ("Which pump", "in the cellar leaks", "pump.txt"):
                self.assertNotIn(content, text)
        link = f"{self.base_url()}/my/ticket/{self.ticket.id}"
        self.assertIn(link, page.xpath("//a/@href"))

    def test_email_and_space(self):
        question = (self.agent, "comment")
        reply, answer = (self.customer, "email"), (self.customer, "comment")
        self.ticket = self.by_mail(
            f"The pump in the cellar leaks.\n\n{LONG_LINE}",
            Subject="Water in the cellar",
            files=[("pump.txt", b"12 bar\n", "text", "plain")],
        )
        self.check_conversation()

        with self.mock_smtplib_connection():
            self.start_tour(
                TICKETS, "entente_team_answers_a_mail", login=self.agent.login
            )
            self.send_news()
        self.check_conversation(question)
        self.assertEqual(self.ticket.stage_id, self.stages["awaiting"])
        (mail,) = self.sent_to(self.customer)
        self.check_mail(mail)

        replied = self.by_mail(
            f"It is the blue one. {LONG_LINE}\n\n> {mail['Subject']}",
            To=mail["Reply-To"],
            Subject=f"Re: {mail['Subject']}",
            In_Reply_To=mail["Message-Id"],
            References=f"{mail['References']} {mail['Message-Id']}",
        )
        self.assertEqual(replied, self.ticket)
        self.check_conversation(question, reply)
        self.assertEqual(len(self.sent_to(self.agent)), 1)
        self.assertEqual(self.ticket.stage_id, self.stages["in_progress"])

        expected = [question, reply]
        for size in ("375x667", "1366x768"):
            with self.subTest(size), self.mock_smtplib_connection():
                self.browser_size = size
                self.touch_enabled = size.startswith("375")
                self.start_tour(
                    "/my/tickets",
                    "entente_customer_goes_on_in_the_space",
                    login=self.customer.login,
                )
                expected.append(answer)
                self.check_conversation(*expected)
                (told,) = self.sent_to(self.agent)
                self.assertIn("And it hums.", told.get_body(("plain",)).get_content())
                self.send_news()
                self.assertFalse(self.sent_to(self.customer))
