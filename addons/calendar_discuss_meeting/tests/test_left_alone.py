from datetime import timedelta

from .common import CalendarMeetingCase


class TestLeftAlone(CalendarMeetingCase):
    """What stays in the calendar, also where the company requires links."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.calendar_meeting_mode = "require"

    def assertLeftAlone(self, event):
        self.assertTrue(event)
        self.assertFalse(event.with_user(self.alice).can_be_link)

    def test_with_somebody_from_outside(self):
        self.assertLeftAlone(self.appointment())
        self.assertLeftAlone(self.event((self.alice | self.customer).partner_id))

    def test_own_time(self):
        self.assertLeftAlone(self.event(self.alice.partner_id))

    def test_all_day(self):
        day = self.tomorrow.date()
        self.assertLeftAlone(self.event(allday=True, start_date=day, stop_date=day))

    def test_excepted_types(self):
        training = self.env["calendar.event.type"].create(
            {"name": "Training", "may_stay_internal": True}
        )
        self.assertLeftAlone(self.event(categ_ids=training.ids))

    def test_what_other_modules_link_to_records_of_theirs(self):
        model_id = self.env["ir.model"]._get_id("res.users")
        self.assertLeftAlone(self.event(res_model_id=model_id, res_id=self.bob.id))

    def test_synchronisation(self):
        events = self.env["calendar.event"].with_user(self.alice)
        synchronised = events.with_context(dont_notify=True)
        self.assertTrue(synchronised.create(self.values(self.all_of_us)))
        partners = self.alice.partner_id | self.outsider
        self.assertFalse(synchronised.create(self.values(partners)).videocall_location)

    def test_what_nobody_invites_to(self):
        events = self.env["calendar.event"]
        # the superuser, by a module or a scheduled action
        self.assertTrue(events.create(self.values(self.all_of_us)))
        alices = events.with_user(self.alice)
        self.assertTrue(alices.sudo().create(self.values(self.all_of_us)))
        for key in ("import_file", "install_mode", "no_mail_to_attendees"):
            imported = alices.with_context(**{key: True})
            self.assertTrue(imported.create(self.values(self.all_of_us)))

    def test_what_has_been(self):
        start = self.now - timedelta(days=1)
        self.assertLeftAlone(self.event(start=start))
