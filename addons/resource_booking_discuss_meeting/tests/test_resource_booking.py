from datetime import datetime, timedelta

from odoo.exceptions import UserError
from odoo.fields import Command

from odoo.addons.calendar_discuss_meeting.tests.common import CalendarMeetingCase


class TestResourceBooking(CalendarMeetingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hours = cls.env["resource.calendar"].create(
            {
                "attendance_ids": [
                    Command.create(
                        {
                            "dayofweek": str(day),
                            "hour_from": 0,
                            "hour_to": 24,
                            "name": f"Day {day}",
                        }
                    )
                    for day in range(7)
                ],
                "name": "Always",
                "tz": "UTC",
            }
        )
        person = cls.env["resource.resource"].create(
            {
                "calendar_id": cls.hours.id,
                "name": "Bob",
                "resource_type": "user",
                "tz": "UTC",
                "user_id": cls.bob.id,
            }
        )
        combination = cls.env["resource.booking.combination"].create(
            {"resource_ids": [Command.set(person.ids)]}
        )
        cls.kind = cls.env["resource.booking.type"].create(
            {
                "combination_rel_ids": [
                    Command.create({"combination_id": combination.id})
                ],
                "name": "Advice",
                "resource_calendar_id": cls.hours.id,
            }
        )
        day = (cls.tomorrow + timedelta(days=7)).date()
        cls.at = datetime(day.year, day.month, day.day, 10)

    def book(self, partner=None, **values):
        return self.env["resource.booking"].create(
            {
                "partner_ids": [Command.set((partner or self.outsider).ids)],
                "start": self.at,
                "type_id": self.kind.id,
                "user_id": self.alice.id,
                **values,
            }
        )

    def test_a_booking_gets_a_link(self):
        booking = self.book()
        event = booking.meeting_id
        meeting = self.link_of(event)
        self.assertEqual(len(meeting), 1)
        self.assertEqual(event.videocall_location, meeting.url)
        self.assertEqual(booking.videocall_location, meeting.url)
        self.assertEqual(meeting.host_id, self.alice)
        self.assertTrue(self.as_user(meeting, self.bob)._goes_in())
        self.assertFalse(self.as_user(meeting, self.carol)._goes_in())

    def test_the_link_moves_with_the_booking(self):
        booking = self.book()
        meeting = self.link_of(booking.meeting_id)
        booking.start = self.at + timedelta(hours=2)
        self.assertEqual(meeting.start_date, self.at + timedelta(hours=2))
        self.assertEqual(booking.meeting_id.videocall_location, meeting.url)
        self.assertEqual(meeting.state, "planned")

    def test_a_booking_that_is_scheduled_again_has_a_new_link(self):
        booking = self.book()
        meeting = self.link_of(booking.meeting_id)
        booking.start = False
        self.assertEqual(meeting.state, "revoked")
        booking.start = self.at
        again = self.link_of(booking.meeting_id)
        self.assertEqual(again.state, "planned")
        self.assertNotEqual(again, meeting)
        self.assertEqual(booking.videocall_location, again.url)

    def test_the_address_of_the_type_stays(self):
        self.kind.videocall_location = "https://video.example.com/room"
        booking = self.book()
        self.assertEqual(
            booking.meeting_id.videocall_location, "https://video.example.com/room"
        )
        self.assertFalse(self.link_of(booking.meeting_id))

    def test_what_a_colleague_books_is_a_booking(self):
        self.company.calendar_meeting_mode = "require"
        booking = self.book(self.carol.partner_id)
        event = booking.meeting_id
        self.assertFalse(event.with_user(self.alice).can_be_link)
        self.assertTrue(self.link_of(event))
        events = self.env["calendar.event"].with_user(self.alice)
        draft = events._draft(
            self.values(self.all_of_us, resource_booking_ids=[(6, 0, booking.ids)])
        )
        self.assertFalse(draft._is_among_colleagues())

    def test_who_reads_no_booking_learns_nothing_of_it(self):
        """Of an event they are told that it stays in the calendar, and no more."""
        self.company.calendar_meeting_mode = "suggest"
        booking = self.book(self.carol.partner_id)
        event = booking.meeting_id.with_user(self.carol)
        self.assertFalse(event.can_be_link)
        for refused in (
            lambda: booking.with_user(self.carol).read(["name"]),
            lambda: event.action_post_link(),
        ):
            with self.assertRaises(UserError):
                refused()
