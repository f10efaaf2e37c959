from odoo.tests import HttpCase

from .common import CalendarMeetingCase


class TestUi(HttpCase, CalendarMeetingCase):
    def setUp(self):
        super().setUp()
        self.bob.name = "Bob of the tour"

    def _posted(self):
        """Return the meetings that were posted instead of events."""
        name = "Budget of the fair"
        self.assertFalse(self.env["calendar.event"].search([("name", "=", name)]))
        return self.env["discuss.meeting"].search([("name", "=", name)])

    def test_suggest(self):
        self.start_tour(
            "/odoo/calendar.event/new",
            "calendar_discuss_meeting_suggest",
            login="meeting_alice",
        )
        self.assertEqual(self._posted().told_count, 1)

    def test_require(self):
        self.company.calendar_meeting_mode = "require"
        self.start_tour(
            "/odoo/calendar.event/new",
            "calendar_discuss_meeting_require",
            login="meeting_alice",
        )
        self.assertEqual(self._posted().told_count, 1)

    def test_quick_create(self):
        self.start_tour(
            "/odoo/action-calendar.action_calendar_event",
            "calendar_discuss_meeting_quick_create",
            login="meeting_alice",
        )
        self.assertEqual(self._posted().told_count, 1)
