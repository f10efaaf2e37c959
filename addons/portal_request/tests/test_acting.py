from datetime import timedelta
from unittest.mock import patch

from lxml import html

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.portal_request.models import portal_request_act_mixin

from .common import RequestCase
from .test_files import PNG


@tagged("post_install", "-at_install")
class TestActing(RequestCase):
    def act(self, name, ticket=None, key="k" * 24, files=None, **data):
        ticket = ticket or self.ticket
        response = self.post(
            f"/my/requests/{ticket.id}/{name}", files=files, once=key, **data
        )
        self.env.invalidate_all()
        return response

    def said(self, response):
        """Return the page that a response goes to."""
        self.assertEqual(response.status_code, 302)
        return self.url_open(response.headers["Location"]).text

    def written(self, response):
        """Return what the fields of the page have, as ``{name: text}``."""
        areas = html.fromstring(response.text).xpath("//textarea")
        return {area.name: area.text or "" for area in areas}

    def close(self, days=0):
        self.ticket.stage_id = self.stages["done"]
        self.ticket.closed_date = fields.Datetime.now() - timedelta(days=days)

    def comments(self, ticket=None):
        ticket = ticket or self.ticket
        return ticket.message_ids.filtered(lambda m: m.message_type == "comment")

    def test_strangers_do_nothing(self):
        for user in (self.stranger, None):
            self.login(user)
            for name, data in (
                ("answer", {"body": "Let me in"}),
                ("answer", {"body": "Let me in", "act": "reopen"}),
                ("urge", {"reason": "Quick"}),
                ("colleague", {"partner_id": self.stranger.partner_id.id}),
            ):
                with self.subTest(user=user and user.name, name=name):
                    response = self.act(name, **data)
                    self.assertIn(
                        response.headers["Location"].rsplit("/", 1)[1].split("?")[0],
                        ("my", "login"),
                    )
        self.assertFalse(self.comments())
        self.assertFalse(self.ticket.portal_urged_date)
        self.assertNotIn(self.stranger.partner_id, self.ticket.message_partner_ids)
        as_stranger = self.ticket.with_user(self.stranger)
        for method, *args in (
            ("portal_answer", "Let me in"),
            ("portal_reopen", "Again"),
            ("portal_urge", "Quick"),
            ("portal_close", self.stages["done"].id),
            ("portal_add_colleague", self.stranger.partner_id.id),
        ):
            with self.subTest(method=method), self.assertRaises(AccessError):
                getattr(as_stranger, method)(*args)

    @mute_logger("odoo.http")
    def test_forms_want_csrf_and_post(self):
        self.login(self.customer)
        for name in ("answer", "urge", "colleague"):
            with self.subTest(name=name):
                self.assertEqual(self.act(name, csrf=False).status_code, 400)
                url = f"/my/requests/{self.ticket.id}/{name}"
                self.assertIn(self.url_open(url).status_code, (404, 405))

    def test_answer(self):
        self.ticket.stage_id = self.stages["awaiting"]
        self.login(self.customer)
        file = ("attachment", ("pump.png", PNG))
        page = self.said(self.act("answer", files=[file], body="Here <b>it</b> is"))
        self.assertIn("Here &lt;b&gt;it&lt;/b&gt; is", page)
        self.assertIn("pump.png", page)
        message = self.comments()
        self.assertEqual(message.author_id, self.customer.partner_id)
        self.assertEqual(message.attachment_ids.name, "pump.png")
        self.assertEqual(message.subtype_id, self.env.ref("mail.mt_comment"))
        self.assertEqual(self.ticket.stage_id, self.stages["in_progress"])
        # the same form once more
        self.said(self.act("answer", files=[file], body="Here <b>it</b> is"))
        self.assertEqual(self.comments(), message)
        # colleagues of the customer read it
        self.login(self.colleague)
        self.assertIn("pump.png", self.url_open(f"/my/ticket/{self.ticket.id}").text)

    def test_going_back(self):
        """What is sent by a page that one went back to is sent, if it is not what was
        sent before."""
        self.login(self.customer)
        file = ("attachment", ("pump.png", PNG))
        large = ("attachment", ("pump.png", PNG + bytes(1)))
        for files, body in (
            ([], "The first"),
            ([], "The second"),
            ([file], "The second"),
            ([large], "The second"),
            ([large, large], "The second"),
        ):
            before = self.comments()
            with self.subTest(body=body, files=len(files)):
                for _twice in range(2):
                    self.said(self.act("answer", files=files, body=body))
                [message] = self.comments() - before
                self.assertIn(body, message.body)
                self.assertEqual(len(message.attachment_ids), len(files))
        # another button is another act
        self.close()
        before = self.comments()
        self.said(self.act("answer", body="The second", act="answer"))
        self.assertEqual(len(self.comments() - before), 1)
        self.said(self.act("answer", body="The second", act="reopen"))
        self.assertEqual(len(self.comments() - before), 2)
        self.assertFalse(self.ticket.closed)

    def test_answer_is_kept_when_refused(self):
        self.login(self.customer)
        files = [
            ("attachment", ("pump.png", PNG)),
            ("attachment", ("page.html", b"<html>")),
        ]
        response = self.act("answer", files=files, body="Please look")
        self.assertEqual(response.status_code, 422)
        self.assertIn(">Please look</textarea>", response.text)
        self.assertIn('name="kept_file"', response.text)
        self.assertIn("type that is not taken", self.errors(response)["attachment"])
        response = self.act("answer", body=" ")
        self.assertEqual(list(self.errors(response)), ["body"])
        self.company.portal_request_hourly_answers = 1
        self.said(self.act("answer", body="The first"))
        response = self.act("answer", key="l" * 24, body="The second")
        self.assertIn("You may send 1 answers per hour", response.text)
        self.assertIn(">The second</textarea>", response.text)
        self.assertEqual(len(self.comments()), 1)
        # what was refused may be sent with the same form
        self.company.portal_request_hourly_answers = 9
        self.said(self.act("answer", key="l" * 24, body="The second"))
        self.assertEqual(len(self.comments()), 2)

    def test_reopen(self):
        self.login(self.customer)
        self.close(days=3)
        page = self.said(self.act("answer", act="reopen", body="Still leaks"))
        self.assertIn("This request is open again", page)
        self.assertEqual(self.ticket.stage_id, self.stages["in_progress"])
        self.assertFalse(self.ticket.closed_date)
        self.assertIn("Still leaks", self.comments().body)

    def test_answer_to_closed(self):
        self.login(self.customer)
        self.close(days=3)
        self.said(self.act("answer", act="answer", body="Thank you"))
        self.assertEqual(self.ticket.stage_id, self.stages["done"])
        self.close(days=15)
        with self.assertRaises(UserError):
            self.ticket.with_user(self.customer).portal_reopen("Leaks again")
        response = self.act("answer", key="l" * 24, body="Leaks again")
        new = self.opened(response)
        self.assertRecordValues(
            new,
            [
                {
                    "name": "The pump leaks",
                    "portal_origin_id": self.ticket.id,
                    "team_id": self.team.id,
                    "partner_id": self.customer.partner_id.id,
                    "closed": False,
                }
            ],
        )
        self.assertIn("Leaks again", new.description)
        self.assertEqual(self.ticket.stage_id, self.stages["done"])
        self.assertEqual(
            self.opened(self.act("answer", key="l" * 24, body="Leaks again")), new
        )
        self.assertIn(self.ticket.number, self.url_open(f"/my/ticket/{new.id}").text)

    def test_urge_once_a_day(self):
        self.ticket.user_id = self.agent
        self.login(self.customer)
        self.said(self.act("urge", reason="The hall is under water"))
        self.assertIn("The hall is under water", self.comments().body)
        self.assertEqual(self.ticket.activity_ids.user_id, self.agent)
        # what is refused can be sent as an answer
        response = self.act("urge", key="l" * 24, reason="Now")
        self.assertEqual(response.status_code, 422)
        self.assertIn("once a day", response.text)
        self.assertEqual(self.written(response)["body"], "Now")
        self.assertEqual(len(self.comments()), 1)
        self.ticket.portal_urged_date -= timedelta(days=1)
        self.said(self.act("urge", key="m" * 24, reason="Still"))
        self.assertEqual(len(self.comments()), 2)
        self.close()
        self.ticket.portal_urged_date = False
        response = self.act("urge", key="n" * 24, reason="Closed")
        self.assertEqual(self.written(response)["body"], "Closed")
        self.assertEqual(len(self.comments()), 2)

    def test_reason_is_kept_when_refused(self):
        self.login(self.customer)
        self.company.portal_request_hourly_answers = 0
        for reason, said in (
            ("The hall & the cellar", "answers per hour"),
            ("f" * 20001, "it may have 20000"),
        ):
            with self.subTest(said):
                response = self.act("urge", reason=reason)
                self.assertEqual(response.status_code, 422)
                self.assertIn(said, response.text)
                self.assertEqual(self.written(response), {"reason": reason, "body": ""})
                self.assertRegex(response.text, '<details class="mb-2" open="')
        self.assertFalse(self.ticket.portal_urged_date)
        page = self.url_open(f"/my/ticket/{self.ticket.id}")
        self.assertNotIn("answers per hour", page.text)
        self.assertEqual(self.written(page), {"reason": "", "body": ""})
        self.assertNotRegex(page.text, "<details[^>]* open")
        # there is nothing to keep
        self.assertIn("Write something first", self.said(self.act("urge", reason=" ")))

    def test_add_colleague(self):
        self.login(self.customer)
        page = self.url_open(f"/my/ticket/{self.ticket.id}").text
        self.assertIn("Colin", page)
        self.assertNotIn(">Sam<", page)
        for partner_id in (self.stranger.partner_id.id, self.acme.id, "x", "9" * 30):
            with self.subTest(partner_id=partner_id):
                page = self.said(self.act("colleague", key=None, partner_id=partner_id))
                self.assertIn("Choose somebody of your company", page)
        self.said(self.act("colleague", partner_id=self.colleague.partner_id.id))
        self.assertIn(self.colleague.partner_id, self.ticket.message_partner_ids)
        self.assertNotIn(self.stranger.partner_id, self.ticket.message_partner_ids)

    def test_add_one_of_many_colleagues(self):
        """Who is not among those that the page offers can be added all the same."""
        zoe = self.new_user("request_zoe", "Zoe", self.acme).partner_id
        ticket = self.ticket.with_user(self.customer)
        with patch.object(portal_request_act_mixin, "COLLEAGUES_LIMIT", 1):
            self.assertEqual(ticket._portal_colleagues(), self.colleague.partner_id)
            ticket.portal_add_colleague(zoe.id)
            with self.assertRaises(UserError):
                ticket.portal_add_colleague(self.stranger.partner_id.id)
        self.assertIn(zoe, self.ticket.message_partner_ids)
        self.assertNotIn(self.stranger.partner_id, self.ticket.message_partner_ids)
