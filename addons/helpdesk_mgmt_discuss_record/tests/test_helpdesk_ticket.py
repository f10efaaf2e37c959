from odoo.tests import tagged

from .common import RequestCommon


@tagged("post_install", "-at_install")
class TestHelpdeskTicket(RequestCommon):
    def test_people_and_place(self):
        channel = self._open(self.ticket, self.manager)
        self.assertEqual(self._members(channel), (self.owner | self.manager).partner_id)
        self.assertEqual(channel.name, f"{self.ticket.number} - Broken lamp")
        self.assertEqual(
            channel.theme_id,
            self.env.ref("helpdesk_mgmt_discuss_record.theme_requests"),
        )
        self.assertEqual(channel.helpdesk_ticket_ids, self.ticket)

    def test_name_follows_the_title(self):
        channel = self._open(self.ticket, self.owner)
        self.ticket.name = "Two broken lamps"
        self.assertEqual(channel.name, f"{self.ticket.number} - Two broken lamps")

    def test_who_takes_it_joins(self):
        ticket = self._new_ticket()
        channel = self._open(ticket, self.manager)
        self.assertEqual(self._members(channel), self.manager.partner_id)
        ticket.with_user(self.owner).assign_to_me()
        self._end_transaction()
        self.assertIn(self.owner.partner_id, self._members(channel))

    def test_header(self):
        channel = self._open(self.ticket, self.owner)
        (header,) = channel.with_user(self.owner).get_record_headers()
        self.assertEqual(header["kind"], "Request")
        self.assertEqual(header["state"], "New")
        values = {field["name"]: field["value"] for field in header["fields"]}
        self.assertEqual(
            values, {"partner_id": "customer", "team_id": "Support", "user_id": "owner"}
        )

    def test_header_of_who_is_no_contact(self):
        """An e-mail, or a call, is from somebody."""
        for values, shown in (
            ({"partner_name": "Ada", "partner_email": "ada@example.com"}, "Ada"),
            ({"partner_email": "ada@example.com"}, "ada@example.com"),
            ({}, None),
        ):
            with self.subTest(shown=shown):
                ticket = self._new_ticket(partner_id=False, **values)
                channel = self._open(ticket, self.manager)
                (header,) = channel.with_user(self.manager).get_record_headers()
                found = {field["name"]: field["value"] for field in header["fields"]}
                self.assertEqual(found.get("partner_id"), shown)

    def test_end(self):
        """The conversation ends in a stage that closes the request, with its name."""
        channel = self._open(self.ticket, self.owner)
        self._end_transaction()
        for values, outcome in (
            ({"stage_id": self.progress.id}, False),
            ({"stage_id": self.done.id}, "Done"),
            ({"stage_id": self.progress.id}, False),
            ({"stage_id": self.rejected.id}, "Rejected"),
            ({"stage_id": self.progress.id}, False),
            ({"active": False}, "Archived"),
            ({"active": True}, False),
        ):
            with self.subTest(**values):
                self.ticket.write(values)
                self._end_transaction()
                self.assertEqual(channel.outcome, outcome)
                self.assertEqual(channel.is_closed, bool(outcome))

    def test_views_have_the_button_the_column_and_the_filter(self):
        model = self.env["helpdesk.ticket"].with_user(self.owner)
        for view_type, xmlid, name in (
            ("form", "ticket_view_form", "discuss_record_button"),
            ("list", "ticket_view_tree", "has_discussion"),
            ("kanban", "view_helpdesk_ticket_kanban", "has_discussion"),
            ("search", "helpdesk_ticket_view_search", "has_unread_discussion"),
        ):
            with self.subTest(view=xmlid):
                view_id = self.env.ref(f"helpdesk_mgmt.{xmlid}").id
                arch = model.get_view(view_id, view_type)["arch"]
                self.assertIn(f'name="{name}"', arch)
