from odoo.exceptions import AccessError, UserError

from .common import LINK, CalendarMeetingCase

CALENDAR = "calendar.event"


class TestDoors(CalendarMeetingCase):
    """What led to the calendar offers the link first, among colleagues."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alice.group_ids |= cls.env.ref("base.group_partner_manager")

    def modes(self):
        for mode in ("suggest", "require"):
            with self.subTest(mode):
                self.company.calendar_meeting_mode = mode
                yield mode

    def test_from_a_contact(self):
        bob, outsider, own = (
            partner.with_user(self.alice)
            for partner in (self.bob.partner_id, self.outsider, self.alice.partner_id)
        )
        for _mode in self.modes():
            action = bob.schedule_meeting()
            self.assertEqual(action["res_model"], LINK)
            self.assertEqual(self.wizard(action).partner_ids.ids, bob.ids)
            self.assertEqual(outsider.schedule_meeting()["res_model"], CALENDAR)
            self.assertEqual(own.schedule_meeting()["res_model"], CALENDAR)
        self.company.calendar_meeting_mode = "off"
        self.assertEqual(bob.schedule_meeting()["res_model"], CALENDAR)

    def test_the_calendar_is_one_click_away(self):
        bob = self.bob.partner_id.with_user(self.alice)
        wizard = self.wizard(bob.schedule_meeting()).save()
        action = wizard.action_open_calendar()
        self.assertEqual(action["res_model"], CALENDAR)
        self.assertIn(bob.id, action["context"]["default_partner_ids"])

    def test_the_calendar_opens_from_doors_alone(self):
        wizards = self.env[LINK].with_user(self.alice)
        for model in (False, "res.users"):
            wizard = wizards.create(
                {"calendar_door_id": self.bob.id, "calendar_door_model": model}
            )
            with self.assertRaises(UserError):
                wizard.action_open_calendar()
        with self.assertRaises(AccessError):
            wizard.with_user(self.bob).action_open_calendar()

    def _activity(self, record, user):
        activities = self.env["mail.activity"].with_user(self.alice)
        return activities.create(
            {
                "activity_type_id": self.env.ref("mail.mail_activity_data_meeting").id,
                "res_id": record.id,
                "res_model_id": self.env["ir.model"]._get_id(record._name),
                "summary": "Prices",
                "user_id": user.id,
            }
        )

    def test_from_an_activity(self):
        for _mode in self.modes():
            with_bob = self._activity(self.bob.partner_id, self.alice)
            action = with_bob.action_create_calendar_event()
            self.assertEqual(action["res_model"], LINK)
            form = self.wizard(action)
            self.assertEqual(form.name, "Prices")
            self.assertEqual(form.partner_ids.ids, self.bob.partner_id.ids)
            back = form.save().action_open_calendar()
            self.assertEqual(back["res_model"], CALENDAR)
            self.assertEqual(back["context"]["default_res_id"], self.bob.partner_id.id)
            with_outsider = self._activity(self.outsider, self.bob)
            alone = self._activity(self.alice.partner_id, self.alice)
            for activity in (with_outsider, alone):
                action = activity.action_create_calendar_event()
                self.assertEqual(action["res_model"], CALENDAR)

    def test_rescheduling_stays_in_the_calendar(self):
        activity = self._activity(self.bob.partner_id, self.alice)
        activity.calendar_event_id = self.event().id
        action = activity.action_create_calendar_event()
        self.assertEqual(action["res_model"], CALENDAR)
