from unittest.mock import patch

from lxml import html

from odoo.fields import Domain
from odoo.tests import tagged

from odoo.addons.portal_request.models import (
    portal_request_search_mixin,
    portal_request_state_mixin,
)

from .common import RequestCase


@tagged("post_install", "-at_install")
class TestFollowing(RequestCase):
    def titles(self, query=""):
        page = html.fromstring(self.url_open(f"/my/tickets?{query}").text)
        return [
            title.text_content().strip()
            for title in page.xpath("//tbody//a[starts-with(@href, '/my/ticket/')]")
        ]

    def test_list(self):
        self.new_ticket("Waits", self.colleague, stage_id=self.stages["awaiting"].id)
        self.new_ticket("Done", self.customer, stage_id=self.stages["done"].id)
        self.new_ticket("Not theirs", self.stranger)
        self.login(self.customer)
        for query, titles in (
            ("sortby=name", ["Done", "The pump leaks", "Waits"]),
            ("sortby=name&filterby=open", ["The pump leaks", "Waits"]),
            ("filterby=waiting", ["Waits"]),
            ("filterby=closed", ["Done"]),
            (f"filterby={self.stages['awaiting'].id}", ["Waits"]),
            ("search=pump", ["The pump leaks"]),
            ("search=pump&filterby=closed", []),
            (f"search={self.ticket.number}&search_in=number", ["The pump leaks"]),
        ):
            with self.subTest(query=query):
                self.assertEqual(self.titles(query), titles)
        page = self.url_open("/my/tickets").text
        for label in ("All (3)", "Open (2)", "Waiting for you (1)", "Closed (1)"):
            self.assertIn(label, page)

    def test_near_is_all_that_rules_give(self):
        """By their ids or not, customers find the same: what is of their company, of
        whomever of it, archived people too, and what they follow."""
        left = self.env["res.partner"].create(
            {"name": "Left", "parent_id": self.acme.id, "active": False}
        )
        self.new_ticket("Of who left", self.customer, partner_id=left.id)
        followed = self.new_ticket("Followed", self.stranger)
        followed.message_subscribe(self.colleague.partner_id.ids)
        self.new_ticket("Not theirs", self.stranger)
        tickets = self.env["helpdesk.ticket"].with_user(self.customer)
        with patch.object(portal_request_search_mixin, "NEAR_LIMIT", 1):
            self.assertEqual(tickets._portal_near_domain(), Domain.TRUE)
        near = tickets._portal_near_domain()
        self.assertNotEqual(near, Domain.TRUE)
        found = tickets.search(near)
        self.assertEqual(found, tickets.search([]))
        self.assertEqual(
            set(found.mapped("name")), {"The pump leaks", "Of who left", "Followed"}
        )
        # colleagues of ours see what their rights give them
        agent = self.env["helpdesk.ticket"].with_user(self.agent)
        self.assertEqual(agent._portal_near_domain(), Domain.TRUE)

    def test_list_queries_do_not_grow(self):
        self.login(self.customer)
        self.titles()

        queries = []
        for number in (5, 60):
            self.env["helpdesk.ticket"].create(
                [
                    {
                        "name": f"Request {number} {i}",
                        "description": "x",
                        "partner_id": self.customer.partner_id.id,
                        "category_id": self.category.id,
                        "user_id": False,
                    }
                    for i in range(number)
                ]
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.titles()
            queries.append(self.cr.sql_log_count - before)
        self.assertLessEqual(queries[1], queries[0] + 2)

    def test_page_tells_the_story(self):
        ticket = self.ticket
        self.env.cr.precommit.run()
        for vals in (
            {"user_id": self.agent.id},
            {"stage_id": self.stages["in_progress"].id},
            {"portal_expected_date": "2031-05-17"},
            {"stage_id": self.stages["awaiting"].id},
            {"stage_id": self.stages["done"].id},
        ):
            ticket.with_user(self.agent).sudo().write(vals)
            self.env.flush_all()
            self.env.cr.precommit.run()
        ticket.message_post(body="Only for us", subtype_xmlid="mail.mt_note")
        ticket.with_user(self.agent).message_post(
            body="A word to you",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        events = [text for _date, text in ticket._portal_timeline()]
        self.assertEqual(
            events,
            [
                "We received your request",
                "Taken by Alice Agent",
                "We are handling it",
                "Planned for 05/17/2031",
                "We are waiting for your answer",
                "Solved",
            ],
        )
        # a day is the same everywhere
        for tz in ("America/New_York", "Asia/Tokyo"):
            told = ticket.with_context(tz=tz)._portal_timeline()
            self.assertIn("Planned for 05/17/2031", [text for _date, text in told])
        self.login(self.customer)
        page = self.url_open(f"/my/ticket/{ticket.id}").text
        for text in (*events, "A word to you", "About: The pump leaks"):
            self.assertIn(text, page)
        self.assertNotIn("Only for us", page)
        self.assertNotIn("alice@example.com", page)

    def test_earlier_messages(self):
        """All of a long conversation can be read, and no file is out of sight."""

        def post(text, subtype="mail.mt_comment"):
            return self.ticket.with_user(self.agent).message_post(
                body=text,
                message_type="comment",
                subtype_xmlid=subtype,
                attachments=[(f"{text}.txt", b"text")],
            )

        first, _note, second = (
            post("first"),
            post("secret", "mail.mt_note"),
            post("second"),
        )
        url = f"/my/ticket/{self.ticket.id}"
        earlier = f'href="{url}?before={second.id}#request_messages"'
        self.login(self.customer)
        page = self.url_open(url).text
        self.assertNotIn("Earlier messages", page)
        self.assertNotIn("Latest messages", page)
        with patch.object(portal_request_state_mixin, "MESSAGES_LIMIT", 1):
            page = self.url_open(url).text
            self.assertIn(earlier, page)
            self.assertIn(f'id="message-{second.id}"', page)
            self.assertNotIn(f'id="message-{first.id}"', page)
            for message in (first, second):
                [file] = message.attachment_ids
                self.assertEqual(page.count(f'href="/web/content/{file.id}?'), 1)
            self.assertNotIn("secret", page)
            page = self.url_open(f"{url}?before={second.id}").text
            self.assertIn(f'id="message-{first.id}"', page)
            self.assertNotIn(f'id="message-{second.id}"', page)
            self.assertNotIn("Earlier messages", page)
            self.assertIn("Latest messages", page)
            self.assertNotIn("secret", page)
            # what is no id shows the latest
            self.assertIn(earlier, self.url_open(f"{url}?before=x").text)

    def test_link_looks_and_does_nothing(self):
        token = self.ticket._portal_ensure_token()
        for user in (None, self.stranger):
            self.login(user)
            page = self.url_open(f"/my/ticket/{self.ticket.id}/{token}").text
            self.assertIn("The pump leaks", page)
            self.assertNotIn("/ticket/close", page)
            self.assertNotIn(f"/my/requests/{self.ticket.id}", page)
            self.assertNotIn("Colin", page)

    def test_home(self):
        self.new_ticket("Waits", self.customer, stage_id=self.stages["awaiting"].id)
        self.login(self.customer)
        page = html.fromstring(self.url_open("/my").text)
        [waiting] = page.xpath("//div[@data-code='request_waiting']")
        self.assertIn("Waits", waiting.text_content())
        [under_way] = page.xpath("//div[@data-code='request']")
        self.assertIn("The pump leaks", under_way.text_content())

    def test_news(self):
        news = self.env["portal.news"]
        domain = [
            ("res_model", "=", "helpdesk.ticket"),
            ("res_id", "=", self.ticket.id),
        ]
        self.ticket.with_user(self.customer).portal_answer("One more thing")
        self.assertFalse(news.search(domain))
        self.ticket.with_user(self.agent).sudo().stage_id = self.stages["awaiting"]
        self.ticket.with_user(self.agent).message_post(
            body="What do you mean?",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        found = news.search(domain)
        self.assertEqual(found.partner_id, self.customer.partner_id)
        self.assertEqual(set(found.mapped("kind")), {"request", "message"})

    def test_similar(self):
        self.new_ticket("The pump of others leaks", self.stranger)
        self.new_ticket("Old pump", self.customer, stage_id=self.stages["done"].id)
        self.login(self.colleague)

        def similar(text):
            found = self.make_jsonrpc_request("/my/requests/similar", {"text": text})
            return [request["name"] for request in found["requests"]]

        self.assertEqual(similar("My pump is broken"), ["The pump leaks"])
        # "_" is any letter to PostgreSQL
        self.assertFalse(similar("____"))
        for text in ("", "abc", "%%%%", None, 7, ["pump"], "\x00pump" * 500):
            with self.subTest(text=str(text)[:10]):
                self.assertLessEqual(len(similar(text)), 1)
