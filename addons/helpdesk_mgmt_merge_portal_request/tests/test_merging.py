from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.portal_request.tests.common import RequestCase


@tagged("post_install", "-at_install")
class TestMerging(RequestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls.new_ticket("The pump drips", cls.customer, team_id=cls.team.id)
        cls.second.message_post(
            body="It drips", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        cls.secret = cls.new_ticket("Secret", cls.stranger)

    def merge(self, tickets, target=None, user=None, **values):
        wizard = (
            self.env["helpdesk.ticket.merge"]
            .with_user(user or self.agent)
            .with_context(active_ids=tickets.ids)
            .create(
                {
                    "ticket_ids": tickets.ids,
                    "dst_ticket_id": target and target.id,
                    "create_new_ticket": not target,
                    **values,
                }
            )
        )
        wizard.merge_tickets()
        return wizard.dst_ticket_id

    def test_merged(self):
        news = self.env["portal.news"].sudo()
        before = news.search([])
        self.merge(self.ticket + self.second, self.ticket)
        told = news.search([]) - before
        self.assertEqual(set(told.mapped("res_id")), {self.ticket.id})
        for user in (self.customer, self.colleague):
            self.login(user)
            response = self.url_open(f"/my/ticket/{self.second.id}")
            self.assertTrue(response.url.endswith(f"/my/ticket/{self.ticket.id}"))
            self.assertIn(
                f"Your request {self.second.number} goes on in this one", response.text
            )
            self.assertIn("It drips", response.text)
        self.login(self.customer)
        response = self.post(
            f"/my/requests/{self.second.id}/answer", body="Still", once="k" * 24
        )
        self.assertEqual(self.opened(response), self.ticket)
        self.assertIn("Still", self.ticket._portal_messages()[-1].body)
        route = ("helpdesk.ticket", self.second.id, None, self.env.uid, None)
        routed = self.env["helpdesk.ticket"]._portal_mail_route(
            {"email_from": self.customer.email}, route
        )
        self.assertEqual(routed[1], self.ticket.id)
        # merged once more
        third = self.new_ticket("The third", self.customer)
        self.merge(self.ticket + third, third)
        response = self.url_open(f"/my/ticket/{self.second.id}")
        self.assertTrue(response.url.endswith(f"/my/ticket/{third.id}"))

    def test_acts_on_old_page(self):
        """What is done on a page that was opened before the merge is done where the
        request goes on, and no word of it is lost."""
        self.stages["done"].close_from_portal = True
        self.second.stage_id = self.stages["done"]
        self.merge(self.ticket + self.second, self.ticket)
        comments = self.second._portal_messages()

        def act(name, **data):
            response = self.post(f"/my/requests/{self.second.id}/{name}", **data)
            self.env.invalidate_all()
            return response

        self.login(self.customer)
        act("answer", once="r" * 24, body="Not solved", act="reopen")
        self.assertIn("Not solved", self.ticket._portal_messages()[-1].body)
        act("urge", once="u" * 24, reason="It floods")
        self.assertTrue(self.ticket.portal_urged_date)
        self.assertFalse(self.second.portal_urged_date)
        partner = self.colleague.partner_id
        act("colleague", once="c" * 24, partner_id=partner.id)
        self.assertIn(partner, self.ticket.message_partner_ids)
        self.post(
            "/ticket/close", ticket_id=self.second.id, stage_id=self.stages["done"].id
        )
        self.env.invalidate_all()
        self.assertTrue(self.ticket.closed)
        act("answer", once="s" * 24, body="Again", act="reopen")
        self.assertFalse(self.ticket.closed)
        self.assertEqual(self.second._portal_messages(), comments)
        # what is refused is shown where it may be sent again
        response = act(
            "answer",
            once="t" * 24,
            body="Please look",
            files=[("attachment", ("page.html", b"<html>"))],
        )
        self.assertEqual(response.status_code, 422)
        self.assertIn(">Please look</textarea>", response.text)
        self.assertIn(f'action="/my/requests/{self.ticket.id}/answer"', response.text)
        # and what is said of it is said there
        response = self.post("/ticket/close", ticket_id=self.second.id)
        page = self.url_open(response.headers["Location"]).text
        self.assertIn("cannot be closed like that", page)
        self.assertIn("goes on in this one", page)
        # nothing is done for who may not read where it goes on
        self.secret.portal_merged_into_id = self.ticket
        stranger = self.secret.with_user(self.stranger)
        stranger.portal_urge("Here")
        self.assertTrue(self.secret.portal_urged_date)
        with self.assertRaises(AccessError):
            self.second.with_user(self.stranger).portal_urge("There")

    def test_words(self):
        """Customers read once, in their language, what goes on; colleagues find the
        way from each to the other."""
        self.env["res.lang"]._activate_lang("fr_FR")
        self.customer.partner_id.lang = "fr_FR"
        before = self.ticket._portal_messages()
        self.second.name = "It <b>drips</b>"
        self.merge(self.ticket + self.second, self.ticket)
        dripping, told = self.ticket._portal_messages() - before
        self.assertIn("It drips", dripping.body)
        self.assertEqual(told.author_id, self.agent.partner_id)
        self.assertEqual(
            told.body,
            "<p>Fusion dans cette demande : "
            f"{self.second.number} - It &lt;b&gt;drips&lt;/b&gt;</p>",
        )
        self.assertIn("About: The pump leaks", self.ticket.description)
        self.assertIn("It &lt;b&gt;drips&lt;/b&gt;", self.ticket.description)
        for ticket, other in (
            (self.ticket, self.second),
            (self.second, self.ticket),
        ):
            note = ticket.message_ids.filtered(lambda m: "data-oe-id" in m.body)
            self.assertIn(f'data-oe-id="{other.id}"', note.body)
            self.assertTrue(note.is_internal)

    def test_who_may_merge(self):
        """Who may change all of them, and nobody else."""
        company = self.env["res.company"].create({"name": "Elsewhere"})
        elsewhere = self.new_ticket("Elsewhere", self.customer, company_id=company.id)
        own = new_test_user(
            self.env, "request_own", "helpdesk_mgmt.group_helpdesk_user_own"
        )
        for name, user, tickets, target in (
            ("customer", self.customer, self.second, self.ticket),
            ("own requests only", own, self.second, self.ticket),
            ("from another company", self.agent, elsewhere, self.ticket),
            ("into another company", self.agent, self.second, elsewhere),
        ):
            with self.subTest(name), self.assertRaises(AccessError):
                self.merge(tickets, target, user)
        self.assertTrue(elsewhere.active and self.second.active)
        self.merge(self.ticket + self.second, self.ticket)
        self.assertFalse(self.second.active)

    def test_strangers(self):
        """Who may not read a merged request is led nowhere."""
        self.merge(self.ticket + self.second, self.ticket)
        for user in (self.stranger, None):
            self.login(user)
            response = self.url_open(
                f"/my/ticket/{self.second.id}", allow_redirects=False
            )
            self.assertNotIn(str(self.ticket.id), response.headers["Location"])
        # even if that says so, nobody is led to what they may not read
        self.secret.portal_merged_into_id = self.ticket
        self.login(self.stranger)
        response = self.url_open(f"/my/ticket/{self.secret.id}")
        self.assertTrue(response.url.endswith(f"/my/ticket/{self.secret.id}"))
        answered = self.secret.with_user(self.stranger).portal_answer("Here")
        self.assertEqual(answered, self.secret.id)

    def test_several_customers(self):
        by_mail = self.ticket.create(
            {
                "name": "By mail",
                "description": "x",
                "partner_email": "nobody@example.net",
                "user_id": False,
            }
        )
        same = by_mail.copy({"partner_email": "Request_Customer@example.com"})
        for name, tickets, target in (
            ("into one", self.ticket + self.secret, self.ticket),
            ("into another", self.ticket, self.secret),
            ("into a new one", self.ticket + self.secret, None),
            ("no contact", self.ticket + by_mail, self.ticket),
        ):
            with self.subTest(name), self.assertRaises(UserError):
                self.merge(tickets, target, dst_ticket_name="New")
        self.assertTrue(self.secret.active and self.ticket.active)
        self.merge(self.ticket + same, self.ticket)
        self.assertFalse(same.active)
