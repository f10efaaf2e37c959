from odoo.tests import HttpCase

from odoo.addons.discuss_meeting.tests.test_provider_setup import ProviderCase

from .common import CalendarMeetingCase


class TestAppointmentProvider(HttpCase, ProviderCase, CalendarMeetingCase):
    """An appointment that is not held in Odoo: there is no channel, and no room, in
    which those inside would see who waits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.meeting_provider_id = cls.bigbluebutton(cls)

    def lobby_of(self, user):
        """Return the meetings that the page of a user is told of when it opens."""
        self.authenticate(user.login, user.login)
        data = self.make_jsonrpc_request(
            "/mail/data", {"fetch_params": ["discuss_meeting.lobby"]}
        )
        return data.get("discuss.meeting", [])

    def test_who_is_inside_is_told_who_waits(self):
        event = self.event(
            (self.alice | self.bob | self.carol | self.customer).partner_id,
            start=self.now,
        )
        meeting = self.link_of(event)
        self.assertFalse(meeting._is_odoo_call())
        self.as_user(meeting, self.bob).join()
        self.assertFalse(meeting.room_channel_id)
        self._reset_bus()
        stay = self.as_user(meeting, self.customer)._knock("")
        for user in (self.alice, self.bob):
            for known in (self.told(user), *self.lobby_of(user)):
                self.assertEqual(known["waiting"], [{"id": stay.id, "name": "Chloe"}])
                self.assertEqual(known["inside_partner_ids"], self.bob.partner_id.ids)
            self.assertTrue(self.lobby_of(user))
        # Carol is invited and has not come; those from outside let nobody in
        for user in (self.carol, self.customer):
            self.assertFalse(self.told(user))
            self.assertFalse(self.lobby_of(user))
        self._reset_bus()
        self.as_user(meeting, self.bob).admit(stay.id)
        self.assertFalse(self.told(self.bob)["waiting"])
        # what is over is no longer shown to who was in it
        self._reset_bus()
        self.as_user(meeting, self.alice).end()
        self.assertEqual(self.told(self.bob)["state"], "ended")
        self.assertFalse(self.lobby_of(self.bob))

    def test_who_lets_nobody_in_is_not_told_who_waits(self):
        event = self.event(
            (self.alice | self.bob | self.customer).partner_id, start=self.now
        )
        meeting = self.link_of(event)
        # Carol was let in, Bob is no longer invited
        own = self.as_user(meeting, self.carol)
        self.as_user(meeting, self.alice).admit(own._knock("").id)
        own._enter()
        self.as_user(meeting, self.bob).join()
        event.partner_ids -= self.bob.partner_id
        self._reset_bus()
        self.as_user(meeting, self.customer)._knock("")
        for user in (self.bob, self.carol):
            self.assertFalse(self.told(user))
            self.assertFalse(self.lobby_of(user))
        self.assertTrue(self.told(self.alice)["waiting"])
        self.assertTrue(self.lobby_of(self.alice))
