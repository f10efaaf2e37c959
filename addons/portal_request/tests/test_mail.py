from datetime import timedelta
from email.message import EmailMessage

from odoo import fields
from odoo.tests import tagged

from .mail_common import RequestMailCase
from .test_files import PNG


@tagged("post_install", "-at_install")
class TestMail(RequestMailCase):
    """Real e-mails, as the gateway gets them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.reader = cls.env["res.partner"].create(
            {"name": "Rita", "email": "rita@acme.example.com", "parent_id": cls.acme.id}
        )
        cls.question = cls.ticket.message_post(
            body="Which pump?", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        cls.note = cls.ticket.message_post(
            body="They never pay", message_type="comment"
        )

    def answer(self, sender=None, to=None, **kwargs):
        return self.mail(
            sender or self.customer.email,
            In_Reply_To=(to or self.question).message_id,
            **kwargs,
        )

    def comments(self, ticket=None):
        return (ticket or self.ticket)._portal_messages() - self.question

    def close(self, days=0):
        self.ticket.stage_id = self.stages["done"]
        self.ticket.closed_date = fields.Datetime.now() - timedelta(days=days)

    def mails_of(self, message):
        return self.env["mail.mail"].search([("mail_message_id", "=", message.id)])

    def test_answer(self):
        """Whatever it replies to, what a customer writes is an answer."""
        for to in (self.question, self.note):
            with self.subTest(to=to.body):
                self.ticket.stage_id = self.stages["awaiting"]
                before = self.comments()
                self.assertEqual(self.answer(to=to), self.ticket)
                message = self.comments() - before
                self.assertIn("the blue one", message.body)
                self.assertEqual(message.author_id, self.customer.partner_id)
                self.assertFalse(message.is_internal)
                self.assertEqual(self.ticket.stage_id, self.stages["in_progress"])
        self.login(self.colleague)
        page = self.url_open(f"/my/ticket/{self.ticket.id}").text
        self.assertIn("the blue one", page)
        self.assertNotIn("They never pay", page)

    def test_who_answers(self):
        """Only the request's customers take it out of its state."""
        for sender, moves in (
            (self.customer.email, True),
            (self.colleague.email, True),
            (self.reader.email, True),
            (self.stranger.email, False),
            ("nobody@example.net", False),
            (self.agent.email, False),
        ):
            with self.subTest(sender=sender):
                self.ticket.stage_id = self.stages["awaiting"]
                self.assertEqual(self.answer(sender), self.ticket)
                moved = self.ticket.stage_id == self.stages["in_progress"]
                self.assertEqual(moved, moves)

    def test_closed(self):
        """Within some days a mail reopens; later, it is a new request."""
        for sender, days, outcome in (
            (self.customer.email, 3, "reopened"),
            (self.customer.email, 15, "linked"),
            (self.reader.email, 15, "linked"),
            (self.agent.email, 15, "same"),
            (self.stranger.email, 3, "same"),
            (self.stranger.email, 15, "apart"),
            ("nobody@example.net", 15, "apart"),
        ):
            with self.subTest(sender=sender, days=days):
                self.close(days)
                ticket = self.answer(sender)
                if outcome in ("reopened", "same"):
                    self.assertEqual(ticket, self.ticket)
                    self.assertEqual(ticket.closed, outcome == "same")
                    continue
                self.assertNotEqual(ticket, self.ticket)
                self.assertEqual(ticket.team_id, self.team)
                self.assertTrue(self.ticket.closed)
                self.assertFalse(ticket.closed)
                self.assertFalse(ticket.user_id)
                origin = self.ticket if outcome == "linked" else self.ticket.browse()
                self.assertEqual(ticket.portal_origin_id, origin)
                self.assertIn("the blue one", ticket.description)

    def test_new(self):
        picture = ("pump.png", PNG, "image", "png")
        for sender, partner, name in (
            ("Ned <ned@example.net>", False, "Ned"),
            ("ned@example.net", False, "ned@example.net"),
            (f'"C" <{self.customer.email}>', self.customer.partner_id, "Carla"),
            (self.reader.email, self.reader, "Rita"),
        ):
            with self.subTest(sender=sender):
                ticket = self.mail(sender, Subject="x" * 500, files=[picture])
                self.assertRecordValues(
                    ticket,
                    [
                        {
                            "name": "x" * 200,
                            "team_id": self.team.id,
                            "partner_id": partner and partner.id,
                            "partner_name": name,
                            "user_id": False,
                        }
                    ],
                )
                self.assertIn(ticket.partner_email, sender)
                self.assertEqual(ticket.channel_id.name, "Email")
                self.assertEqual(ticket._portal_files().mapped("name"), ["pump.png"])
                self.assertFalse(self.comments(ticket))
                if partner:
                    self.assertIn(partner, ticket.message_partner_ids)
        self.assertTrue(self.mail("ned@example.net", text="", Subject=""))

    def test_who_follows(self):
        """Who a mail goes to as well follows if they are of the same company: who
        follows may read all."""
        cc = ", ".join((self.stranger.email, self.reader.email, "new@example.net"))
        self.answer("nobody@example.net", Cc=cc)
        self.answer(self.stranger.email, Cc=self.stranger.email)
        self.answer(Cc=cc)
        followers = self.mail(self.customer.email, Cc=cc).message_partner_ids
        for partners in (self.ticket.message_partner_ids, followers):
            self.assertIn(self.reader, partners)
            self.assertNotIn(self.stranger.partner_id, partners)
        self.assertFalse(self.ticket.with_user(self.stranger).has_access("read"))
        # a colleague may let somebody in
        self.answer(self.agent.email, Cc=self.stranger.email)
        self.assertIn(self.stranger.partner_id, self.ticket.message_partner_ids)

    def test_once(self):
        first = self.mail("ned@example.net", Message_Id="<twice@example.net>")
        self.assertTrue(first)
        self.assertFalse(self.mail("ned@example.net", Message_Id="<twice@example.net>"))
        self.assertEqual(
            self.env["helpdesk.ticket"].search_count(
                [("partner_email", "=", "ned@example.net")]
            ),
            1,
        )

    def test_machines(self):
        """Automatic answers and bounces open and reopen nothing, and tell nobody."""
        self.close(3)
        before = self.env["helpdesk.ticket"].search_count([])
        for headers in (
            {"Auto_Submitted": "auto-replied"},
            {"Auto_Submitted": "auto-replied (vacation)"},
            {"Precedence": "auto_reply"},
            {"X_Autoreply": "yes"},
            {"From": "MAILER-DAEMON@example.net"},
        ):
            with self.subTest(headers=headers):
                comments = self.comments()
                self.mail(self.customer.email, **headers)
                self.answer(**headers)
                self.assertEqual(self.comments(), comments)
                self.assertTrue(self.ticket.closed)
        self.assertEqual(self.env["helpdesk.ticket"].search_count([]), before)
        log = self.ticket.message_ids.filtered(lambda m: "Automatic answer" in m.body)
        self.assertTrue(log[0].is_internal)
        self.assertFalse(log.notification_ids)
        # what a machine reports by itself may be a request
        self.assertTrue(self.mail("ups@example.net", Auto_Submitted="auto-generated"))

    def test_absences(self):
        """Exchange tells of an absence as of what a machine writes by itself: it is no
        answer; what a machine reports of a new matter may be a request."""
        rules = {
            "X_Auto_Response_Suppress": "All",
            "X_MS_Exchange_Inbox_Rules_Loop": "carla@example.com",
        }
        for stage in ("done", "awaiting"):
            self.ticket.stage_id = self.stages[stage]
            for headers in (
                {"Auto_Submitted": "auto-generated"},
                {"Auto_Submitted": "auto-notified; owner-email=x"},
                {"Auto_Submitted": "auto-generated", **rules},
                rules,
            ):
                with self.subTest(stage=stage, headers=headers):
                    comments = self.comments()
                    self.answer(**headers)
                    self.assertEqual(self.comments(), comments)
                    self.assertEqual(self.ticket.stage_id, self.stages[stage])
        before = self.env["helpdesk.ticket"].search([])
        self.assertFalse(self.mail("ned@example.net", **rules))
        self.assertEqual(self.env["helpdesk.ticket"].search([]), before)
        for headers in (
            {"Auto_Submitted": "no"},
            {"Auto_Submitted": "No (a person wrote)"},
            {"X_Auto_Response_Suppress": "All"},
        ):
            with self.subTest(headers=headers):
                comments = self.comments()
                self.answer(**headers)
                self.assertTrue(self.comments() - comments)
                self.assertTrue(self.mail("ned@example.net", **headers))

    def test_flood(self):
        """Odoo's own limit of mails in two hours holds for requests."""
        self.env["ir.config_parameter"].set_param("mail.gateway.loop.threshold", "2")
        opened = [bool(self.mail("Ned <ned@example.net>")) for _i in range(4)]
        self.assertEqual(opened, [True, True, False, False])

    def test_files(self):
        """Files are checked as those of forms; what is refused is said, to all."""
        self.company.portal_request_max_files = 3
        files = [
            ("pump.png", PNG, "image", "png"),
            ("page.html", b"<html><script>1</script>", "application", "octet-stream"),
            ("x.svg", b"<svg onload='1'/>", "image", "svg+xml"),
            ("empty.pdf", b"", "application", "pdf"),
            (f"{'n' * 500}.txt", b"text", "application", "octet-stream"),
            ("../../etc.txt", b"text", "application", "octet-stream"),
            ("more.txt", b"text", "application", "octet-stream"),
        ]
        # who has no log-in, as those who have one are told otherwise
        self.answer(self.reader.email, files=files)
        told, message = self.comments().sorted("id", reverse=True)
        names = message.attachment_ids.sorted("id").mapped("name")
        self.assertEqual(names[::2], ["pump.png", "etc.txt"])
        self.assertLessEqual(len(names[1]), 120)
        for name in ("page.html", "x.svg", "empty.pdf", "more.txt"):
            self.assertIn(name, told.body)
        self.assertEqual(told.author_id, self.company.partner_id)
        self.assertIn(self.reader, told.notified_partner_ids)
        self.assertIn("auto-replied", self.mails_of(told)[0].headers)
        # to who is nobody's contact, by their address
        ticket = self.mail("ned@example.net", files=files[:2])
        self.assertEqual(ticket._portal_files().mapped("name"), ["pump.png"])
        self.assertEqual(self.comments(ticket).outgoing_email_to, "ned@example.net")

    def test_mails_in_mails(self):
        """A mail that is attached to another is a file, with or without a name."""
        inner = EmailMessage()
        inner["Subject"] = "Old"
        inner["From"] = "ned@example.net"
        inner.set_content("What we wrote then: été")
        for name, kept in (
            ("old.eml", "old.eml"),
            ("Re: pump v1.2", "Re: pump v1.2.eml"),
            (None, "attachment.eml"),
        ):
            with self.subTest(name=name):
                before = self.comments()
                self.answer(files=[(name, inner, None, None)])
                message = self.comments() - before
                self.assertEqual(message.attachment_ids.mapped("name"), [kept])
                self.assertIn(b"Subject: Old", message.attachment_ids.raw)
        self.company.portal_request_file_types = "pdf"
        before = self.comments()
        self.answer(files=[("old.eml", inner, None, None)])
        told, message = (self.comments() - before).sorted("id", reverse=True)
        self.assertFalse(message.attachment_ids)
        self.assertIn("old.eml", told.body)

    def test_answered_by_mail(self):
        """Customers without a log-in, and strangers, get answers by mail."""
        for sender, expected in (
            ("Ned <ned@example.net>", "ned@example.net"),
            (self.reader.email, self.reader.email),
        ):
            with self.subTest(sender=sender):
                ticket = self.mail(sender)
                answer = ticket.with_user(self.agent).message_post(
                    body="On our way",
                    message_type="comment",
                    subtype_xmlid="mail.mt_comment",
                )
                mail = self.mails_of(answer)
                to = f"{mail.mapped('email_to')}{mail.recipient_ids.mapped('email')}"
                self.assertIn(expected, to)
                self.assertIn(self.address, mail[0].reply_to)
                note = ticket.with_user(self.agent).message_post(body="Rude")
                self.assertFalse(self.mails_of(note))
                # and what they reply comes back
                self.assertEqual(self.answer(sender, to=answer), ticket)
        # who becomes a contact when answered is who asked
        ticket = self.mail("Ned <ned@example.net>")
        ned = self.env["res.partner"].create({"name": "N", "email": "ned@example.net"})
        ticket.message_post(
            body="Hello",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=ned.ids,
        )
        self.assertEqual(ticket.partner_id, ned)

    def test_no_news_of_ones_own(self):
        news = self.env["portal.news"].sudo()
        before = news.search([])
        self.answer()
        self.assertFalse(
            (news.search([]) - before).filtered(lambda n: n.kind == "message")
        )
