from datetime import timedelta

from odoo.fields import Command

from .common import CalendarMeetingCase


class TestAppointment(CalendarMeetingCase):
    def test_an_appointment_gets_a_link(self):
        event = self.appointment()
        meeting = self.link_of(event)
        self.assertEqual(event.videocall_location, meeting.url)
        self.assertEqual(event.videocall_source, "meeting")
        self.assertFalse(event.gets_meeting_link)
        self.assertEqual(meeting.name, "Offer")
        self.assertEqual(meeting.host_id, self.alice)
        self.assertEqual(meeting.start_date, event.start)
        self.assertEqual(meeting.expiry_date, event.stop + timedelta(hours=24))
        self.assertFalse(meeting.channel_id)
        self.assertFalse(meeting.told_count)

    def test_the_form_says_that_it_will(self):
        events = self.env["calendar.event"].with_user(self.alice)
        partners = self.alice.partner_id | self.outsider
        self.assertTrue(events._draft(self.values(partners)).gets_meeting_link)
        self.assertFalse(events._draft(self.values(self.all_of_us)).gets_meeting_link)

    def test_other_events_get_none(self):
        day = self.tomorrow.date()
        partners = self.alice.partner_id | self.outsider
        yesterday = self.tomorrow - timedelta(days=2)
        for event in (
            self.event(),
            self.event(self.alice.partner_id),
            self.event(partners, allday=True, start_date=day, stop_date=day),
            self.event(partners, start=yesterday),
        ):
            self.assertFalse(event.videocall_location)
        own = "https://video.example.com/room"
        event = self.appointment(videocall_location=own)
        self.assertEqual(event.videocall_location, own)
        self.assertFalse(self.link_of(event))
        self.company.has_appointment_links = False
        self.assertFalse(self.appointment().videocall_location)

    def test_it_may_be_far_ahead_and_have_a_long_name(self):
        start = self.tomorrow + timedelta(days=800)
        event = self.appointment(name="x" * 400, start=start)
        self.assertEqual(self.link_of(event).start_date, start)
        self.assertEqual(len(self.link_of(event).name), 250)

    def test_the_link_moves_with_the_appointment(self):
        event = self.appointment()
        meeting = self.link_of(event)
        later = self.tomorrow + timedelta(days=3)
        event.write(
            {
                "name": "New offer",
                "start": later,
                "stop": later + timedelta(hours=2),
                "user_id": self.bob.id,
            }
        )
        self.assertEqual(meeting.start_date, later)
        self.assertEqual(meeting.expiry_date, later + timedelta(hours=26))
        self.assertEqual(meeting.name, "New offer")
        self.assertEqual(meeting.host_id, self.bob)
        self.assertEqual(event.videocall_location, meeting.url)

    def test_the_link_goes_with_the_appointment(self):
        event = self.appointment()
        meeting = self.link_of(event)
        event.active = False
        self.assertEqual(meeting.state, "revoked")
        event.active = True
        self.assertEqual(meeting.state, "planned")
        event.unlink()
        self.assertEqual(meeting.state, "revoked")

    def test_the_link_goes_when_there_is_another(self):
        event = self.appointment()
        meeting = self.link_of(event)
        event.videocall_location = "https://video.example.com/room"
        self.assertEqual(meeting.state, "revoked")
        event = self.appointment()
        meeting = self.link_of(event)
        event.videocall_location = False
        self.assertEqual(meeting.state, "revoked")
        event.name = "No link"
        self.assertFalse(event.videocall_location)

    def test_another_domain_revokes_nothing(self):
        event = self.appointment()
        self.env["ir.config_parameter"].set_param("web.base.url", "https://new.test")
        event.name = "Another"
        self.assertEqual(self.link_of(event).state, "planned")

    def test_an_event_becomes_an_appointment(self):
        event = self.event((self.alice | self.bob).partner_id)
        with self.mock_mail_gateway():
            event.write({"partner_ids": [Command.link(self.outsider.id)]})
        meeting = self.link_of(event)
        self.assertEqual(event.videocall_location, meeting.url)
        mail = self._new_mails.filtered(lambda m: self.outsider in m.recipient_ids)
        self.assertIn(meeting.url, mail.body_html)

    def test_several_become_appointments_at_once(self):
        events = self.event(self.alice.partner_id) | self.event(self.alice.partner_id)
        events.write({"partner_ids": [Command.link(self.outsider.id)]})
        self.assertEqual(len(set(events.mapped("videocall_location"))), 2)
        for event in events:
            self.assertEqual(self.link_of(event).url, event.videocall_location)

    def test_a_copy_has_a_link_of_its_own(self):
        event = self.appointment()
        copy = event.copy()
        self.assertTrue(copy.videocall_location)
        self.assertNotEqual(copy.videocall_location, event.videocall_location)
        copy.unlink()
        self.assertEqual(self.link_of(event).state, "planned")

    def test_a_series_has_one_link_to_its_end(self):
        first = self.series((self.alice | self.bob).partner_id | self.outsider)
        events = first.recurrence_id.calendar_event_ids.sorted("start")
        meeting = self.link_of(first)
        self.assertEqual(set(events.mapped("videocall_location")), {meeting.url})
        self.assertEqual(meeting.calendar_event_ids, events)
        self.assertEqual(meeting.expiry_date, events[-1].stop + timedelta(hours=24))
        self.assertTrue(meeting.is_standing)
        self.assertFalse(meeting.start_date)
        # it splits
        later = events[2].start + timedelta(hours=2)
        events[2].write(
            {
                "recurrence_update": "future_events",
                "start": later,
                "stop": later + timedelta(hours=1),
            }
        )
        self.assertEqual(meeting.state, "open")
        moved = events[2].recurrence_id.calendar_event_ids.sorted("start")
        self.assertEqual(len(moved), 2)
        self.assertLessEqual(events[:2] | moved, meeting.calendar_event_ids)
        self.assertEqual(meeting.expiry_date, moved[-1].stop + timedelta(hours=24))
        # it shrinks
        moved.unlink()
        self.assertEqual(meeting.expiry_date, events[1].stop + timedelta(hours=24))
        events[:2].unlink()
        self.assertEqual(meeting.state, "revoked")

    def test_a_whole_series_moves(self):
        first = self.series((self.alice | self.bob).partner_id | self.outsider)
        meeting = self.link_of(first)
        later = first.start + timedelta(hours=2)
        first.write(
            {
                "recurrence_update": "all_events",
                "start": later,
                "stop": later + timedelta(hours=1),
            }
        )
        events = first.recurrence_id.calendar_event_ids
        self.assertEqual(len(events), 4)
        self.assertEqual(set(events.mapped("videocall_location")), {meeting.url})
        self.assertEqual(meeting.state, "open")
        self.assertLessEqual(events, meeting.calendar_event_ids)

    def test_one_of_a_series_goes(self):
        first = self.series((self.alice | self.bob).partner_id | self.outsider)
        meeting = self.link_of(first)
        first.unlink()
        self.assertEqual(meeting.state, "open")
        self.assertEqual(len(meeting.calendar_event_ids), 3)

    def test_a_link_costs_the_same_in_a_long_calendar(self):
        counts = []
        for _more in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            event = self.appointment()
            event.write({"name": "Other"})
            counts.append(self.env.cr.sql_log_count - before)
            for _event in range(5):
                self.appointment()
        self.assertLessEqual(counts[1], counts[0])
