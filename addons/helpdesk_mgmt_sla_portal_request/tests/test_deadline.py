from datetime import date

from odoo.tests import tagged

from odoo.addons.portal_request.tests.common import RequestCase


@tagged("post_install", "-at_install")
class TestDeadline(RequestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        calendar = cls.env["resource.calendar"].create(
            {"name": "Always at nine", "tz": "Pacific/Auckland"}
        )
        cls.team.write({"use_sla": True, "resource_calendar_id": calendar.id})
        cls.stages["in_progress"].sequence = 50
        cls.stages["done"].sequence = 90
        cls.env["helpdesk.sla"].search([]).active = False
        cls.env["helpdesk.sla"].create(
            [
                {
                    "name": name,
                    "team_ids": cls.team.ids,
                    "hours": hours,
                    "stage_id": cls.stages[stage].id,
                }
                for name, hours, stage in (
                    ("answer", 2, "in_progress"),
                    ("solution", 16, "done"),
                )
            ]
        )

    def deadline(self, ticket, name, deadline):
        """Have a deadline end at a time (UTC), as its working hours would."""
        slas = ticket.ticket_sla_ids.filtered(lambda sla: sla.name == name)
        self.assertTrue(slas)
        slas.deadline = deadline
        self.env.flush_all()

    def test_date(self):
        ticket = self.new_ticket("Late", self.customer, team_id=self.team.id)
        # the last one counts, on the team's day: evening in Europe is morning there
        self.deadline(ticket, "answer", "2099-03-02 10:00:00")
        self.deadline(ticket, "solution", "2099-03-04 19:00:00")
        expected = date(2099, 3, 5)
        self.assertEqual(ticket.portal_expected_date, expected)
        step = ticket.with_user(self.customer)._portal_space_steps()[ticket.id][-1]
        self.assertEqual(step.date, expected)
        # a colleague knows better, whatever becomes of deadlines
        chosen = date(2099, 5, 1)
        ticket.with_user(self.agent).portal_expected_date = chosen
        self.deadline(ticket, "solution", "2099-04-04 19:00:00")
        self.assertEqual(ticket.portal_expected_date, chosen)
        # until they take it back
        ticket.with_user(self.agent).portal_expected_date = False
        self.assertEqual(ticket.portal_expected_date, date(2099, 4, 5))
        # what is over keeps its last date
        ticket.stage_id = self.stages["done"]
        self.assertEqual(ticket.portal_expected_date, date(2099, 4, 5))

    def test_without_deadlines(self):
        """A date from the start stays; a team without deadlines has none."""
        chosen = date(2099, 5, 1)
        for values, expected in (
            ({"portal_expected_date": chosen, "team_id": self.team.id}, chosen),
            ({"team_id": self.back_office.id}, False),
        ):
            with self.subTest(expected=expected):
                ticket = self.new_ticket("Other", self.customer, **values)
                self.env.flush_all()
                self.assertEqual(ticket.portal_expected_date, expected)

    def test_customers_set_no_date(self):
        ticket = self.ticket.with_user(self.customer)
        self.assertFalse(ticket.has_access("write"))
