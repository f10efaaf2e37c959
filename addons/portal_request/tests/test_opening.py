from lxml import html

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import RequestCase


@tagged("post_install", "-at_install")
class TestOpening(RequestCase):
    def test_open(self):
        self.login(self.customer)
        response = self.submit(
            team=self.team.id, category=self.category.id, priority="2"
        )
        ticket = self.opened(response)
        self.assertEqual(ticket, self.sent())
        self.assertRecordValues(
            ticket,
            [
                {
                    "name": "The valve is stuck",
                    "partner_id": self.customer.partner_id.id,
                    "team_id": self.team.id,
                    "category_id": self.category.id,
                    "priority": "2",
                    "stage_id": self.stages["new"].id,
                    "user_id": False,
                }
            ],
        )
        self.assertIn("It does not turn.<br>Since Monday.", ticket.description)
        self.assertIn(self.customer.partner_id, ticket.message_partner_ids)
        page = self.url_open(response.headers["Location"])
        self.assertIn(ticket.number, page.text)

    def test_sent_twice_is_one(self):
        self.login(self.customer)
        first = self.opened(self.submit(once="k" * 24))
        self.assertEqual(self.opened(self.submit(once="k" * 24)), first)
        self.assertEqual(self.sent(), first)
        # what is written after going back is another one
        for data in (
            {"description": "Another valve"},
            {"priority": "3"},
            {"files": [("attachment", ("valve.txt", b"stuck"))]},
        ):
            other = self.opened(self.submit(once="k" * 24, **data))
            self.assertEqual(self.opened(self.submit(once="k" * 24, **data)), other)
            self.assertEqual(self.sent()[-1:], other)
        self.assertEqual(len(self.sent()), 4)
        # what another person's form is called is theirs
        self.login(self.colleague)
        self.assertNotEqual(self.opened(self.submit(once="k" * 24)), first)

    def test_sent_twice_without_key_is_one(self):
        self.login(self.customer)
        first = self.opened(self.submit(once=""))
        self.assertEqual(self.opened(self.submit(once="short")), first)
        other = self.opened(self.submit(once="", description="Another valve"))
        self.assertEqual(self.sent(), first | other)

    def test_what_is_wrong_is_said_and_the_rest_kept(self):
        self.login(self.customer)
        for field, value in (
            ("subject", ""),
            ("subject", "s" * 201),
            ("description", "  "),
            ("description", "d" * 20001),
            ("team", "x"),
            ("team", self.back_office.id),
            ("team", "9" * 30),
            ("category", "-1"),
            ("category", "1.5"),
            ("category", self.hidden_category.id),
            ("category", 10**9),
            ("priority", "4"),
            ("priority", "high"),
        ):
            with self.subTest(field=field, value=str(value)[:20]):
                data = {
                    "subject": "Odd <b>subject</b>",
                    "description": "Kept & shown",
                    "category": self.category.id,
                    "once": "k" * 24,
                    field: value,
                }
                response = self.submit(**data)
                self.assertEqual(response.status_code, 422)
                self.assertEqual(list(self.errors(response)), [field])
                [form] = html.fromstring(response.text).xpath(
                    "//form[@action='/submitted/ticket']"
                )
                self.assertEqual(form.fields["once"], "k" * 24)
                for name in ("subject", "description", "category"):
                    if name != field:
                        self.assertEqual(form.fields[name], str(data[name]))
        self.assertFalse(self.sent())

    def test_fields_that_are_required(self):
        self.company.helpdesk_mgmt_portal_category_id_required = True
        self.login(self.customer)
        self.assertEqual(list(self.errors(self.submit())), ["category"])
        self.assertEqual(self.submit(category=self.category.id).status_code, 302)

    def test_rate(self):
        self.company.portal_request_hourly = 2
        self.login(self.customer)
        for _count in range(2):
            self.opened(self.submit())
        response = self.submit(subject="The third")
        self.assertEqual(response.status_code, 422)
        self.assertIn("You may open 2 requests per hour", response.text)
        self.assertIn('value="The third"', response.text)
        self.assertEqual(len(self.sent()), 2)
        # another person's limit is theirs
        self.login(self.colleague)
        self.opened(self.submit())

    def test_about(self):
        strange = self.new_ticket("Secret plans", self.stranger)
        self.login(self.customer)
        page = self.url_open(f"/my/requests/new?record=helpdesk.ticket,{strange.id}")
        self.assertNotIn("Secret plans", page.text)
        page = self.url_open(
            f"/my/requests/new?record=helpdesk.ticket,{self.ticket.id}"
        )
        self.assertIn("The pump leaks", page.text)
        for record in (
            f"helpdesk.ticket,{strange.id}",
            "helpdesk.ticket,x",
            f"res.partner,{self.acme.id}",
            "no.model,1",
        ):
            with self.subTest(record=record):
                response = self.submit(record=record)
                self.assertEqual(response.status_code, 422)
                self.assertIn("not open to you", response.text)
        self.assertFalse(self.sent())
        ticket = self.opened(self.submit(record=f"helpdesk.ticket,{self.ticket.id}"))
        self.assertEqual(ticket.portal_origin_id, self.ticket)

    def test_open_by_method(self):
        Ticket = self.env["helpdesk.ticket"].with_user(self.customer)
        ticket_id = Ticket.portal_open(
            " The valve is stuck ",
            "It does not <b>turn</b>.\nSince Monday.",
            category_id=self.category.id,
            team_id=self.team.id,
            priority="3",
            record=f"helpdesk.ticket,{self.ticket.id}",
        )
        self.assertRecordValues(
            self.sent(),
            [
                {
                    "id": ticket_id,
                    "name": "The valve is stuck",
                    "partner_id": self.customer.partner_id.id,
                    "partner_email": self.customer.email,
                    "team_id": self.team.id,
                    "category_id": self.category.id,
                    "priority": "3",
                    "portal_origin_id": self.ticket.id,
                    "stage_id": self.stages["new"].id,
                    "channel_id": self.env.ref(
                        "helpdesk_mgmt.helpdesk_ticket_channel_web"
                    ).id,
                    "user_id": False,
                }
            ],
        )
        self.assertIn(
            "It does not &lt;b&gt;turn&lt;/b&gt;.<br>Since Monday.",
            self.sent().description,
        )

    def test_open_by_method_is_refused(self):
        strange = self.new_ticket("Secret plans", self.stranger)
        Ticket = self.env["helpdesk.ticket"].with_user(self.customer)
        for values in (
            {"subject": ""},
            {"subject": None},
            {"subject": ["a"]},
            {"subject": "s" * 201},
            {"description": "  "},
            {"description": "d" * 20001},
            {"category_id": self.hidden_category.id},
            {"category_id": [self.category.id]},
            {"category_id": 10**12},
            {"team_id": self.back_office.id},
            {"team_id": "1 OR 1=1"},
            {"team_id": -1},
            {"priority": "4"},
            {"priority": 1},
            {"record": f"helpdesk.ticket,{strange.id}"},
            {"record": f"res.partner,{self.acme.id}"},
        ):
            with self.subTest(values=str(values)[:60]), self.assertRaises(UserError):
                Ticket.portal_open(**{"subject": "a", "description": "b", **values})
        self.category.active = self.team.active = False
        for values in ({"category_id": self.category.id}, {"team_id": self.team.id}):
            with self.subTest(archived=str(values)), self.assertRaises(UserError):
                Ticket.with_context(active_test=False).portal_open("a", "b", **values)
        with self.assertRaises(TypeError):
            Ticket.portal_open("a", "b", stage_id=self.stages["done"].id)
        with self.assertRaises(AccessError):
            Ticket.with_user(self.env.ref("base.public_user")).portal_open("a", "b")
        self.assertFalse(self.sent())
        self.company.portal_request_hourly = 1
        Ticket.portal_open("a", "b")
        with self.assertRaises(UserError):
            Ticket.portal_open("c", "d")
        self.assertEqual(len(self.sent()), 1)
