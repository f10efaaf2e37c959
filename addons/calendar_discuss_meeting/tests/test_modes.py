from datetime import timedelta

from odoo.exceptions import RedirectWarning
from odoo.fields import Command

from .common import CalendarMeetingCase


class TestModes(CalendarMeetingCase):
    def test_off_changes_nothing(self):
        self.company.calendar_meeting_mode = "off"
        self.assertFalse(self.event().can_be_link)

    def test_suggest_says_so(self):
        self.assertTrue(self.event().can_be_link)
        self.assertFalse(self.appointment().can_be_link)
        events = self.env["calendar.event"].with_user(self.alice)
        self.assertTrue(events._draft(self.values(self.all_of_us)).can_be_link)
        # whoever looks on has nothing to say
        event = self.event((self.alice | self.bob).partner_id)
        self.assertFalse(event.with_user(self.carol).can_be_link)

    def test_require_refuses_and_shows_the_way_out(self):
        self.company.calendar_meeting_mode = "require"
        with (
            self.mock_mail_gateway(),
            self.assertRaises(RedirectWarning) as refusal,
        ):
            self.event()
        self.assertFalse(self._new_mails)
        message, action, _button, context = refusal.exception.args
        self.assertIn("Budget", message)
        self.assertEqual(
            action, self.env.ref("discuss_meeting.discuss_meeting_new_action").id
        )
        meeting = self.post(self.wizard({"context": context}))
        self.assertEqual(meeting.name, "Budget")
        self.assertEqual(meeting.start_date, self.tomorrow)
        self.assertEqual(meeting.channel_id.channel_partner_ids, self.all_of_us)
        self.assertFalse(self.env["calendar.event"].search([("name", "=", "Budget")]))

    def test_require_refuses_a_series(self):
        self.company.calendar_meeting_mode = "require"
        with self.assertRaises(RedirectWarning) as refusal:
            self.series()
        self.assertTrue(refusal.exception.args[3]["default_is_standing"])

    def test_require_refuses_new_invitations_alone(self):
        event = self.event((self.alice | self.bob).partner_id)
        own = self.event(self.alice.partner_id)
        self.company.calendar_meeting_mode = "require"
        later = self.tomorrow + timedelta(days=1)
        # dragged and dropped, renamed, saved
        event.write({"start": later, "stop": later + timedelta(hours=1)})
        event.write({"name": "Plan"})
        event.write({"partner_ids": [Command.set(event.partner_ids.ids)]})
        for target in (event, own):
            with self.assertRaises(RedirectWarning) as refusal:
                target.write({"partner_ids": [Command.link(self.carol.partner_id.id)]})
            context = refusal.exception.args[3]
            withdrawn = event.id if target == event else False
            self.assertEqual(context["default_calendar_event_id"], withdrawn)
            self.assertIn(self.carol.partner_id.id, context["default_partner_ids"])
        event.write({"partner_ids": [Command.unlink(self.bob.partner_id.id)]})

    def test_the_way_out_takes_the_older_event_with_it(self):
        event = self.event((self.alice | self.bob).partner_id)
        self.company.calendar_meeting_mode = "require"
        with self.assertRaises(RedirectWarning) as refusal:
            event.write({"partner_ids": [Command.link(self.carol.partner_id.id)]})
        meeting = self.post(self.wizard({"context": refusal.exception.args[3]}))
        self.assertEqual(meeting.channel_id.channel_partner_ids, self.all_of_us)
        self.assertFalse(event.exists())

    def test_own_time_stays_where_a_link_is_posted_for_it(self):
        own = self.event(self.alice.partner_id)
        self.company.calendar_meeting_mode = "require"
        with self.assertRaises(RedirectWarning) as refusal:
            own.write({"partner_ids": [Command.link(self.bob.partner_id.id)]})
        self.post(self.wizard({"context": refusal.exception.args[3]}))
        self.assertTrue(own.exists())

    def test_require_lets_an_outsider_be_invited(self):
        event = self.event((self.alice | self.bob).partner_id)
        self.company.calendar_meeting_mode = "require"
        event.write(
            {
                "partner_ids": [
                    Command.link(id_)
                    for id_ in (self.carol.partner_id.id, self.outsider.id)
                ]
            }
        )
        dan = self.bob.copy({"login": "meeting_dan", "name": "Dan"}).partner_id
        with self.assertRaises(RedirectWarning):
            event.write(
                {
                    "partner_ids": [
                        Command.unlink(self.outsider.id),
                        Command.link(dan.id),
                    ]
                }
            )

    def test_each_company_has_its_mode(self):
        other = self.env["res.company"].create(
            {"calendar_meeting_mode": "require", "name": "Other"}
        )
        self.alice.company_ids |= other
        self.assertTrue(self.event())
        events = self.env["calendar.event"].with_user(self.alice)
        with self.assertRaises(RedirectWarning):
            events.with_company(other).create(self.values(self.all_of_us))

    def test_an_event_costs_the_same_whatever_the_mode(self):
        counts = []
        for mode in ("off", "off", "suggest", "require"):
            self.company.calendar_meeting_mode = mode
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.event(self.alice.partner_id)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(max(counts[1:]) - min(counts[1:]), 2, counts)
