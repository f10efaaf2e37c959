from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import RequestCase
from .test_files import PNG, SVG


@tagged("post_install", "-at_install")
class TestLink(RequestCase):
    """Who answers by the link of an e-mail, as Odoo has it, answers as on the page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.unknown = cls.env["helpdesk.ticket"].create(
            {
                "name": "By mail",
                "description": "x",
                "partner_email": "nobody@example.net",
                "user_id": False,
            }
        )

    def access(self, ticket, partner=None):
        access = {"token": ticket._portal_ensure_token()}
        if partner:
            access.update(pid=partner.id, hash=ticket._sign_token(partner.id))
        return access

    def answer(self, ticket=None, access=None, body="Here it is", **data):
        """Answer by the link; return the message, or why it was refused."""
        ticket = ticket or self.ticket
        if access is None:
            access = self.access(ticket, ticket.partner_id)
        params = {
            "thread_model": ticket._name,
            "thread_id": ticket.id,
            "post_data": {"body": body, **data},
            **access,
        }
        found = self.call("/mail/message/post", params)
        if "error" in found:
            return found["error"]["data"]["message"]
        return self.env["mail.message"].browse(found["result"]["message_id"])

    def call(self, route, params):
        with mute_logger("odoo.http"):
            response = self.url_open(route, json={"params": params})
        self.env.invalidate_all()
        return response.json()

    def comments(self):
        return self.ticket.message_ids.filtered(lambda m: m.message_type == "comment")

    def test_waiting(self):
        """Colleagues look again at what waited for its customer, and nobody else."""
        self.ticket.message_subscribe(self.stranger.partner_id.ids)
        for name, user, ticket, partner, author, stage in (
            ("who asked", None, self.ticket, "customer", "customer", "in_progress"),
            ("by the token", None, self.ticket, None, "customer", "in_progress"),
            ("a colleague", None, self.ticket, "colleague", "colleague", "in_progress"),
            ("a follower", None, self.ticket, "stranger", "stranger", "in_progress"),
            ("our colleague", None, self.ticket, "agent", "agent", "awaiting"),
            ("logged in", "customer", self.ticket, None, "customer", "in_progress"),
            ("no contact", None, self.unknown, None, None, "in_progress"),
            ("a stranger", "stranger", self.unknown, None, "stranger", "awaiting"),
        ):
            with self.subTest(name):
                ticket.message_ids.tracking_value_ids.unlink()
                ticket.with_context(tracking_disable=True).stage_id = self.stages[
                    "awaiting"
                ]
                self.login(user and getattr(self, user))
                partner = partner and getattr(self, partner).partner_id
                access = self.access(ticket, partner)
                # what a caller says does not keep it from being noted
                access["context"] = {"tracking_disable": True}
                message = self.answer(ticket, access)
                self.assertIn("Here it is", message.body)
                self.assertEqual(ticket.stage_id, self.stages[stage])
                changes = ticket.message_ids.tracking_value_ids
                self.assertEqual(
                    bool(changes.filtered(lambda v: v.field_id.name == "stage_id")),
                    stage == "in_progress",
                )
                if author:
                    self.assertEqual(
                        message.author_id, getattr(self, author).partner_id
                    )

    def test_closed(self):
        for days in (3, 15):
            self.ticket.stage_id = self.stages["done"]
            self.ticket.closed_date = fields.Datetime.now() - timedelta(days=days)
            before = self.comments()
            access = self.access(self.ticket, self.customer.partner_id)
            with self.subTest(days=days):
                page = self.url_open(
                    f"/my/ticket/{self.ticket.id}?access_token={access['token']}"
                ).text
                answer = self.answer(access=access)
                if days < 14:
                    self.assertTrue('data-allow_composer="1"' in page)
                    self.assertEqual(answer, self.comments() - before)
                    self.assertEqual(self.ticket.stage_id, self.stages["in_progress"])
                    self.assertFalse(self.ticket.closed_date)
                    continue
                sentence = "This request was closed more than 14 days ago"
                self.assertTrue('data-allow_composer="0"' in page)
                self.assertTrue(sentence in page)
                self.assertIn(sentence, answer)
                self.assertEqual(self.comments(), before)
                self.assertEqual(self.ticket.stage_id, self.stages["done"])

    def test_colleagues_are_not_limited(self):
        self.company.portal_request_hourly_answers = 0
        self.ticket.stage_id = self.stages["done"]
        self.ticket.closed_date = fields.Datetime.now() - timedelta(days=15)
        self.authenticate(self.agent.login, self.agent.login)
        self.assertEqual(self.answer(access={}).author_id, self.agent.partner_id)
        self.assertEqual(self.ticket.stage_id, self.stages["done"])

    def test_rate(self):
        self.company.portal_request_hourly_answers = 1
        other = self.new_ticket("The valve is stuck", self.customer)
        known = self.unknown.copy()
        for ticket, is_taken in (
            (self.ticket, True),
            (self.ticket, False),
            (other, False),
            # who is known by the address alone has their own request
            (self.unknown, True),
            (self.unknown, False),
            (known, True),
        ):
            with self.subTest(ticket=ticket.name, is_taken=is_taken):
                answer = self.answer(ticket)
                if is_taken:
                    self.assertEqual(answer.res_id, ticket.id)
                else:
                    self.assertIn("You may send 1 answers per hour", answer)

    def test_files(self):
        self.company.portal_request_max_files = 1
        channel = self.env["discuss.channel"].create(
            {"name": "Pumps", "channel_type": "group"}
        )
        channel.add_members(partner_ids=self.customer.partner_id.ids)
        self.login(self.customer)

        def upload(name, content, thread, **access):
            response = self.post(
                "/mail/attachment/upload",
                files=[("ufile", (name, content))],
                thread_model=thread._name,
                thread_id=thread.id,
                is_pending="true",
                **access,
            )
            data = response.json()["data"]
            [values] = data["store_data"]["ir.attachment"]
            return data["attachment_id"], values["ownership_token"]

        access = self.access(self.ticket, self.customer.partner_id)
        good = [upload("pump.png", PNG, self.ticket, **access) for _twice in range(2)]
        bad = upload("drawing.svg", SVG, channel)
        for files, said in (
            (good, "A request may have 1 files at once"),
            ([bad], "of a type that is not taken"),
            (good[:1], None),
        ):
            ids, tokens = zip(*files, strict=True)
            with self.subTest(said):
                answer = self.answer(attachment_ids=ids, attachment_tokens=tokens)
                if said:
                    self.assertIn(said, answer)
                else:
                    self.assertEqual(answer.attachment_ids.ids, list(ids))
        # nor do they come in when a message is changed
        [message] = self.comments()
        update = {
            "body": "Look at this",
            "attachment_ids": [bad[0]],
            "attachment_tokens": [bad[1]],
        }
        found = self.call(
            "/mail/message/update_content",
            {"message_id": message.id, "update_data": update, **access},
        )
        self.assertIn("of a type that is not", found["error"]["data"]["message"])
        self.assertEqual(message.attachment_ids.name, "pump.png")
