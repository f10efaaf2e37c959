from odoo.tests import tagged

from .common import DiscussClosingCommon

MAIL = """Return-Path: <{sender}>
To: {to}
From: Cora Customer <{sender}>
Subject: Re: The fair
MIME-Version: 1.0
Content-Type: text/plain; charset="UTF-8"
Date: Mon, 4 May 2026 08:00:00 +0000
Message-ID: <{message_id}>
In-Reply-To: {reply_to}
References: {reply_to}
{headers}
We bring the blue tent.
"""


@tagged("post_install", "-at_install")
class TestMailGateway(DiscussClosingCommon):
    """Who answers by e-mail gets their text back."""

    def setUp(self):
        super().setUp()
        self.user_portal.email = "cora@example.com"
        self.group = self.create_owned_group(self.user_portal.partner_id, name="Fair")
        self.message = self.post(self.group)

    def receive(self, message_id="one@example.com", headers="", sender=None):
        """Receive an answer to the message, as the mail server hands it over."""
        return self.env["mail.thread"].message_process(
            None,
            MAIL.format(
                to=f"{self.alias_catchall}@{self.alias_domain}",
                sender=sender or "cora@example.com",
                message_id=message_id,
                reply_to=self.message.message_id,
                headers=headers,
            ),
        )

    def test_open(self):
        self.receive()
        self.assertIn("the blue tent", str(self.group.message_ids[0].body))

    def test_closed(self):
        """Nothing is posted, and the sender has the text, and their whole e-mail."""
        self.group.close("A secret outcome")
        count = len(self.group.message_ids)
        with self.mock_mail_gateway():
            self.receive()
        self.assertEqual(len(self.group.message_ids), count)
        (answer,) = self._mails
        self.assertIn("cora@example.com", str(answer["email_to"]))
        self.assertIn("“Fair” is closed", answer["body"])
        self.assertIn("We bring the blue tent.", answer["body"])
        ((name, content, _mimetype),) = answer["attachments"]
        self.assertEqual(name, "message.eml")
        self.assertIn(b"We bring the blue tent.", content)
        self.assertIn("loop-detection-bounce-email", answer["references"])
        # the address of a sender proves nothing
        self.assertNotIn("secret", answer["body"])
        self.assertNotIn(self.user_employee.name, answer["body"])

    def test_no_answer_to_machines(self):
        self.group.close("Done")
        with self.mock_mail_gateway():
            self.receive(headers="Auto-Submitted: auto-replied\n")
        self.assertFalse(self._mails)
        self.assertNotIn("blue tent", str(self.group.message_ids.mapped("body")))

    def test_the_answer_is_not_answered(self):
        """No loop, should an automatic answer come to ours."""
        self.group.close("Done")
        with self.mock_mail_gateway():
            self.receive()
            (answer,) = self._mails
            self.message.message_id = "<other@example.com>"
            self.env["mail.thread"].message_process(
                None,
                MAIL.format(
                    to=f"{self.alias_catchall}@{self.alias_domain}",
                    sender="cora@example.com",
                    message_id="two@example.com",
                    reply_to=answer["references"].replace("\n", " "),
                    headers="",
                ),
            )
        self.assertEqual(len(self._mails), 1)
