from odoo.exceptions import RedirectWarning

from odoo.addons.calendar_discuss_meeting.tests.common import (
    LINK,
    CalendarMeetingCase,
)

CALENDAR = "calendar.event"


class TestCalendar(CalendarMeetingCase):
    """What is planned from a record that has a channel is planned by a person."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = cls.env["test.discuss.record"].create(
            {"name": "Order", "partner_id": cls.outsider.id, "user_id": cls.alice.id}
        )
        cls.about = {
            "res_id": cls.document.id,
            "res_model_id": cls.env["ir.model"]._get_id(cls.document._name),
        }

    def test_a_meeting_about_a_record_is_one_among_colleagues(self):
        event = self.event(**self.about)
        self.assertTrue(event.can_be_link)
        self.assertFalse(self.appointment(**self.about).can_be_link)
        self.company.calendar_meeting_mode = "require"
        with self.assertRaises(RedirectWarning):
            self.event(**self.about)
        self.assertTrue(self.appointment(**self.about))
        self.assertTrue(self.event(self.alice.partner_id, **self.about))

    def test_where_the_calendar_opens_from_a_record(self):
        self.company.calendar_meeting_mode = "require"
        events = self.env[CALENDAR].with_user(self.alice)
        opened = events.with_context(
            active_id=self.document.id, active_model=self.document._name
        )
        with self.assertRaises(RedirectWarning):
            opened.create(self.values(self.all_of_us))

    def _opened(self, user):
        """Return the action by which Alice plans what a user has to do."""
        activity = (
            self.env["mail.activity"]
            .with_user(self.alice)
            .create(
                {
                    **self.about,
                    "activity_type_id": self.env.ref(
                        "mail.mail_activity_data_meeting"
                    ).id,
                    "summary": "Prices",
                    "user_id": user.id,
                }
            )
        )
        return activity.action_create_calendar_event()

    def test_an_activity_invites_who_has_to_do_it(self):
        for mode in ("suggest", "require"):
            self.company.calendar_meeting_mode = mode
            # not the customer of the record
            action = self._opened(self.bob)
            self.assertEqual(action["res_model"], LINK)
            self.assertEqual(
                self.wizard(action).partner_ids.ids, self.bob.partner_id.ids
            )
            # with whom, is not known yet
            self.assertEqual(self._opened(self.alice)["res_model"], CALENDAR)
        self.document.partner_id = self.carol.partner_id
        partners = (self.bob | self.carol).partner_id
        action = self._opened(self.bob)
        self.assertEqual(set(self.wizard(action).partner_ids.ids), set(partners.ids))
        action = self._opened(self.alice)
        self.assertEqual(self.wizard(action).partner_ids.ids, self.carol.partner_id.ids)
