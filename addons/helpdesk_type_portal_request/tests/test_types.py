from lxml import html

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.portal_request.tests.common import RequestCase

NOT_OFFERED = "This choice is not offered. Choose another one."


@tagged("post_install", "-at_install")
class TestTypes(RequestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write(
            {
                "helpdesk_mgmt_portal_type": True,
                "helpdesk_mgmt_portal_type_id_required": False,
            }
        )
        elsewhere = cls.env["helpdesk.ticket.team"].create(
            {
                "name": "Elsewhere",
                "company_id": cls.env["res.company"].create({"name": "Other Ltd"}).id,
            }
        )
        Type = cls.env["helpdesk.ticket.type"]
        Type.search([]).active = False
        cls.question, cls.incident, cls.billing, cls.shared = Type.create(
            [
                {"name": "Question"},
                {"name": "Incident", "team_ids": cls.team.ids},
                # of a team that customers do not choose; they may choose the type
                {"name": "Billing", "team_ids": cls.back_office.ids},
                {"name": "Shared", "team_ids": (elsewhere | cls.team).ids},
            ]
        )
        cls.offered = cls.question | cls.incident | cls.billing | cls.shared
        cls.closed = Type.create(
            [
                {"name": "Fraud", "show_in_portal": False},
                {"name": "Of before", "active": False},
                {"name": "Of others", "team_ids": elsewhere.ids},
            ]
        )
        cls.hostile = [
            *map(str, cls.closed.ids),
            *("x", "-1", "0", "1.5", "9" * 30, str(2**31 - 1), "[1]"),
            f"{cls.question.id},{cls.incident.id}",
            "1 OR 1=1",
        ]

    def form(self, response):
        """Return the form that a page has."""
        [form] = html.fromstring(response.text).xpath(
            "//form[@action='/submitted/ticket']"
        )
        return form

    def test_form_offers_types(self):
        self.login(self.customer)
        ids = sorted(map(str, self.offered.ids))
        for url, chosen in (
            ("/new/ticket", ""),
            (f"/my/requests/new?type={self.incident.id}", str(self.incident.id)),
            *((f"/my/requests/new?type={value}", "") for value in self.hostile),
        ):
            with self.subTest(url=url):
                response = self.url_open(url)
                self.assertEqual(response.status_code, 200)
                select = self.form(response).inputs["type"]
                self.assertEqual(sorted(filter(None, select.value_options)), ids)
                self.assertEqual(select.value or "", chosen)
                self.assertFalse(select.get("required"))

    def test_open(self):
        self.login(self.customer)
        # a team without types handles all of them
        free = self.env["helpdesk.ticket.team"].create({"name": "Free"})
        for team, ticket_type in (
            (self.team, self.incident),
            (self.team, self.shared),
            (self.env["helpdesk.ticket.team"], self.question),
            (self.team, self.env["helpdesk.ticket.type"]),
            (free, self.billing),
        ):
            with self.subTest(team=team.name, type=ticket_type.name):
                ticket = self.opened(
                    self.submit(team=team.id or "", type=ticket_type.id or "")
                )
                self.assertEqual(ticket.team_id, team)
                self.assertEqual(ticket.type_id, ticket_type)

    def test_what_is_not_offered_is_refused(self):
        self.login(self.customer)
        Ticket = self.env["helpdesk.ticket"].with_user(self.customer)
        for value in self.hostile:
            with self.subTest(value=value):
                response = self.submit(type=value, subject="Odd <b>subject</b>")
                self.assertEqual(response.status_code, 422)
                self.assertEqual(self.errors(response), {"type": NOT_OFFERED})
                form = self.form(response)
                self.assertEqual(form.fields["subject"], "Odd <b>subject</b>")
                self.assertIn("Since Monday.", form.fields["description"])
                select = form.inputs["type"]
                self.assertEqual(select.get("aria-describedby"), "request_error_type")
                self.assertIn(str(self.question.id), select.value_options)
        for value in (*self.hostile, *self.closed.ids, [self.question.id], 10**12, -1):
            with self.subTest(call=str(value)), self.assertRaises(UserError):
                # not even with what a caller says of archived records
                Ticket.with_context(active_test=False).portal_open(
                    "a", "b", type_id=value
                )
        self.assertFalse(self.sent())

    def test_team_that_does_not_handle_it(self):
        self.login(self.customer)
        for ticket_type in (self.question, self.billing):
            with self.subTest(type=ticket_type.name):
                response = self.submit(team=self.team.id, type=ticket_type.id)
                self.assertEqual(response.status_code, 422)
                self.assertEqual(list(self.errors(response)), ["type"])
                self.assertIn(
                    "Support does not handle requests of this type.", response.text
                )
                fields = self.form(response).fields
                self.assertEqual(fields["type"], str(ticket_type.id))
                self.assertEqual(fields["team"], str(self.team.id))
        # nothing is said of a team that is not offered
        response = self.submit(team=self.back_office.id, type=self.question.id)
        self.assertEqual(self.errors(response), {"team": NOT_OFFERED})
        with self.assertRaisesRegex(UserError, "Support does not handle"):
            self.env["helpdesk.ticket"].with_user(self.customer).portal_open(
                "a", "b", team_id=self.team.id, type_id=self.question.id
            )
        self.assertFalse(self.sent())

    def test_required(self):
        self.company.helpdesk_mgmt_portal_type_id_required = True
        self.login(self.customer)
        select = self.form(self.url_open("/my/requests/new")).inputs["type"]
        self.assertTrue(select.get("required"))
        response = self.submit()
        self.assertEqual(self.errors(response), {"type": "Choose one."})
        self.assertTrue(self.form(response).inputs["type"].get("required"))
        Ticket = self.env["helpdesk.ticket"].with_user(self.customer)
        with self.assertRaises(UserError):
            Ticket.portal_open("a", "b")
        self.assertEqual(
            self.opened(self.submit(type=self.question.id)).type_id, self.question
        )
        # nobody can choose where there is nothing
        self.offered.show_in_portal = False
        self.assertFalse(self.opened(self.submit()).type_id)

    def test_setting_is_off(self):
        self.company.write(
            {
                "helpdesk_mgmt_portal_type": False,
                "helpdesk_mgmt_portal_type_id_required": True,
            }
        )
        self.login(self.customer)
        form = self.form(self.url_open(f"/my/requests/new?type={self.question.id}"))
        self.assertNotIn("type", form.fields)
        self.assertNotIn("type", self.form(self.submit(subject="")).fields)
        # from a page of before, or from a script
        for value in (self.question.id, *self.hostile):
            with self.subTest(value=str(value)):
                self.assertFalse(self.opened(self.submit(type=value)).type_id)
        Ticket = self.env["helpdesk.ticket"].with_user(self.customer)
        with self.assertRaises(UserError):
            Ticket.portal_open("a", "b", type_id=self.question.id)
        self.ticket.type_id = self.question
        for url in ("/my/tickets", "/my/tickets?groupby=type&search_in=type&search=Q"):
            self.assertNotIn("Question", self.url_open(url).text)

    def test_only_type(self):
        (self.offered - self.question).active = False
        self.login(self.customer)
        form = self.form(self.url_open("/my/requests/new"))
        self.assertEqual(form.fields["type"], str(self.question.id))
        # who left it out is not made to choose it again
        form = self.form(self.submit(subject="", type=""))
        self.assertFalse(form.fields["type"])

    def test_open_by_method(self):
        Ticket = self.env["helpdesk.ticket"].with_user(self.customer)
        for type_id, expected in (
            (self.incident.id, self.incident),
            (None, self.env["helpdesk.ticket.type"]),
        ):
            ticket_id = Ticket.portal_open(
                "a", "b", team_id=self.team.id, type_id=type_id
            )
            self.assertEqual(Ticket.browse(ticket_id).type_id, expected)

    def test_without_key_another_type_is_another_request(self):
        self.login(self.customer)
        first = self.opened(self.submit(once="", type=self.question.id))
        self.assertEqual(
            self.opened(self.submit(once="", type=self.question.id)), first
        )
        other = self.opened(self.submit(once="", type=self.billing.id))
        self.assertEqual(self.sent(), first | other)

    def test_what_follows_on_has_the_type(self):
        self.company.portal_request_reopen_days = 0
        self.ticket.type_id = self.incident
        self.ticket.stage_id = self.stages["done"]
        self.ticket.closed_date = "2020-01-01"
        new = self.ticket.with_user(self.customer)._portal_answer("Again")
        self.assertEqual(new.portal_origin_id, self.ticket)
        self.assertEqual(new.type_id, self.incident)
        message = {"email_from": self.customer.email}
        route = ("helpdesk.ticket", self.ticket.id, None, self.env.uid, None)
        routed = self.env["helpdesk.ticket"]._portal_mail_route(message, route)
        self.assertEqual(routed[2]["type_id"], self.incident.id)
        self.ticket.stage_id = self.stages["new"]
        routed = self.env["helpdesk.ticket"]._portal_mail_route(message, route)
        self.assertEqual(routed, route)

    def test_pages_show_it(self):
        plain = self.new_ticket("The tap drips", self.customer)
        self.ticket.type_id = self.incident
        self.login(self.customer)
        page = html.fromstring(self.url_open(f"/my/ticket/{self.ticket.id}").text)
        [shown] = page.xpath("//div[@name='ticket_type_id']")
        self.assertEqual(shown.text_content().split(), ["Type:", "Incident"])
        page = html.fromstring(self.url_open(f"/my/ticket/{plain.id}").text)
        self.assertFalse(page.xpath("//div[@name='ticket_type_id']"))
        for query, found in (
            ("", {"The pump leaks": "Incident", "The tap drips": ""}),
            ("?search=incid", {"The pump leaks": "Incident"}),
            ("?search_in=type&search=incid", {"The pump leaks": "Incident"}),
            ("?search_in=type&search=pump", {}),
            ("?search_in=name&search=incid", {}),
        ):
            with self.subTest(query=query):
                self.assertEqual(self.listed(query), found)
        page = self.list_page("?groupby=type")
        self.assertFalse(page.xpath("//td[@name='td_ticket_type_value']"))
        groups = [
            (head.text_content().strip(), [name.text for name in names])
            for head, names in zip(
                page.xpath("//th[@name='th_groupby_type']"),
                [body.xpath(".//td/a/span") for body in page.xpath("//table/tbody")],
                strict=True,
            )
        ]
        self.assertCountEqual(
            groups,
            [("Incident", ["The pump leaks"]), ("No type", ["The tap drips"])],
        )

    def list_page(self, query):
        return html.fromstring(self.url_open(f"/my/tickets{query}").text)

    def listed(self, query):
        """Return the types of the requests that the list has, by title."""
        rows = self.list_page(query).xpath("//table/tbody/tr")
        return {
            row.xpath(".//td/a/span")[0].text: row.xpath(
                ".//td[@name='td_ticket_type_value']"
            )[0]
            .text_content()
            .strip()
            for row in rows
        }

    def test_list_queries_do_not_grow(self):
        self.login(self.customer)
        queries = []
        for number in (5, 60):
            for index in range(number):
                self.new_ticket(
                    f"{number} {index}",
                    self.customer,
                    type_id=self.offered[index % 4].id,
                )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.list_page("?groupby=type")
            queries.append(self.cr.sql_log_count - before)
        self.assertLessEqual(queries[1], queries[0] + 2)
