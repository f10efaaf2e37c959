from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Command

from .common import CalendarMeetingCase


class TestAppointmentDoor(CalendarMeetingCase):
    """Who comes into the meeting of an appointment."""

    def test_who_goes_in(self):
        meeting = self.link_of(self.appointment())
        for user in (self.alice, self.bob):
            self.assertTrue(self.as_user(meeting, user)._goes_in())
        for user in (self.carol, self.customer, self.env.ref("base.public_user")):
            self.assertFalse(self.as_user(meeting, user)._goes_in())
            with self.assertRaises(AccessError):
                self.as_user(meeting, user).join()

    def test_invited_customers_wait(self):
        event = self.event((self.alice | self.bob | self.customer).partner_id)
        meeting = self.link_of(event)
        self.assertFalse(self.as_user(meeting, self.customer)._goes_in())
        self._reset_bus()
        meeting.with_user(self.customer).sudo()._knock("")
        stay = meeting.attendance_ids
        self.assertEqual(stay.state, "waiting")
        # the organiser is told, for there is no channel in which to see it
        self.env.cr.precommit.run()
        messages = self.env["bus.bus"].search([]).mapped("message")
        self.assertEqual(sum("Chloe waits for you" in text for text in messages), 1)
        meeting.with_user(self.customer).sudo()._knock("")
        self.assertEqual(len(meeting.attendance_ids), 1)
        with self.assertRaises(AccessError):
            self.as_user(meeting, self.carol).admit(stay.id)
        self.as_user(meeting, self.bob).admit(stay.id)
        self.assertEqual(stay.state, "admitted")

    def test_who_comes_early_and_leaves_does_not_end_it(self):
        event = self.appointment(
            start=self.now + timedelta(minutes=5), stop=self.now + timedelta(hours=1)
        )
        meeting = self.link_of(event)
        self.as_user(meeting, self.bob).join()
        meeting.attendance_ids._come_in()
        meeting.attendance_ids._leave()
        meeting._on_left()
        meeting.empty_date = self.now - timedelta(minutes=5)
        meeting._end_empty()
        self.assertFalse(meeting._is_over())
        event.write(
            {
                "start": self.now - timedelta(hours=1),
                "stop": self.now - timedelta(minutes=3),
            }
        )
        meeting._end_empty()
        self.assertEqual(meeting.state, "ended")

    def test_an_appointment_that_takes_place_again_opens_anew(self):
        event = self.appointment()
        meeting = self.link_of(event)
        self.as_user(meeting, self.alice).end()
        self.assertEqual(meeting.state, "ended")
        later = self.tomorrow + timedelta(days=1)
        event.write({"start": later, "stop": later + timedelta(hours=1)})
        self.assertEqual(meeting.state, "planned")

    def test_a_series_is_open_to_its_end_however_seldom(self):
        partners = (self.alice | self.bob).partner_id | self.outsider
        first = self.series(partners, interval=12)
        last = max(first.recurrence_id.calendar_event_ids.mapped("stop"))
        self.assertGreater(last, self.now + timedelta(days=200))
        meeting = self.link_of(first)
        self.as_user(meeting, self.bob).join()
        meeting.attendance_ids._come_in()
        self.assertGreaterEqual(meeting.expiry_date, last)

    def test_a_series_is_over_after_each_date(self):
        partners = (self.alice | self.bob | self.customer).partner_id
        first = self.series(partners)
        second = first.recurrence_id.calendar_event_ids.sorted("start")[1]
        meeting = self.link_of(first)
        own = self.as_user(meeting, self.customer)

        def watch(moment):
            with freeze_time(moment):
                meeting.empty_date = self.now - timedelta(minutes=5)
                meeting._end_empty()
                self.assertFalse(meeting._is_over())

        with freeze_time(first.start - timedelta(minutes=10)):
            self.as_user(meeting, self.bob).admit(own._knock("").id)
            meeting.attendance_ids._come_in()
            meeting.attendance_ids._leave()
        # who comes early and leaves again finds it as it was
        watch(first.start - timedelta(minutes=5))
        watch(first.stop - timedelta(minutes=5))
        self.assertEqual(meeting.state, "running")
        self.assertTrue(own._lets_in())
        # and does not go straight in the week after
        watch(first.stop + timedelta(minutes=5))
        self.assertEqual(meeting.state, "open")
        self.assertFalse(own._lets_in())
        with freeze_time(second.start):
            stay = own._knock("")
            self.assertEqual(stay.state, "waiting")
            self.as_user(meeting, self.bob).admit(stay.id)
            stay._come_in()
        # one that was called off keeps nothing open
        second.active = False
        watch(second.start + timedelta(minutes=5))
        self.assertEqual(meeting.state, "open")

    def test_customers_change_nothing(self):
        event = self.appointment()
        meeting = self.link_of(event)
        own = self.as_user(meeting, self.customer)
        with self.assertRaises(AccessError):
            event.with_user(self.customer).write({"name": "Mine"})
        with self.assertRaises(AccessError):
            own.read(["url"])
        with self.assertRaises(AccessError):
            own.write({"calendar_event_ids": [Command.link(event.id)]})

    def test_colleagues_change_no_link_by_hand(self):
        meeting = self.link_of(self.appointment())
        event = self.event(self.carol.partner_id, user=self.carol)
        with self.assertRaises(AccessError):
            self.as_user(meeting, self.carol).write(
                {"calendar_event_ids": [Command.link(event.id)]}
            )
        # the address alone opens nothing, and closes nothing
        event.videocall_location = meeting.url
        self.assertFalse(self.as_user(meeting, self.carol)._goes_in())
        event.unlink()
        self.assertEqual(meeting.state, "planned")
