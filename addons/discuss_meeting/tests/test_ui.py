from unittest.mock import patch

from odoo.tests import HttpCase

from ..models.discuss_meeting_attendance import DiscussMeetingAttendance
from .common import MeetingCase


class TestUi(HttpCase, MeetingCase):
    """What people do in the browser."""

    def url(self, channel):
        return f"/odoo/discuss?active_id=discuss.channel_{channel.id}"

    def enter(self, meeting, user):
        """Have a colleague come into the call of a meeting."""
        self.as_user(meeting, user).join()
        member = meeting.room_channel_id.channel_member_ids.filtered(
            lambda m: m.partner_id == user.partner_id
        )
        member.with_user(user).sudo()._rtc_join_call()

    def test_command(self):
        self.start_tour(
            self.url(self.group), "discuss_meeting_command", login="meeting_alice"
        )
        self.env.invalidate_all()
        budget, stand_up = self.env["discuss.meeting"].search(
            [("channel_id", "=", self.group.id)]
        )
        self.assertEqual((budget.name, budget.state), ("Budget", "revoked"))
        self.assertEqual((stand_up.name, stand_up.state), ("Stand-up", "open"))

    def test_dialog(self):
        self.start_tour(
            self.url(self.group), "discuss_meeting_dialog", login="meeting_alice"
        )
        meeting = self.env["discuss.meeting"].search(
            [("channel_id", "=", self.group.id)]
        )
        self.assertTrue(meeting.is_standing)

    def test_host_admits_and_ends(self):
        meeting = self.start(title="Stand-up")
        self.enter(meeting, self.bob)
        stay = meeting.with_user(self.customer).sudo()._knock("")
        self.start_tour(
            self.url(self.group), "discuss_meeting_host", login="meeting_alice"
        )
        self.env.invalidate_all()
        self.assertFalse(stay.exists(), "let in, and never came")
        self.assertEqual(meeting.state, "ended")

    def test_room_of_host(self):
        meeting = self.start(title="Stand-up")
        self.enter(meeting, self.alice)
        stay = meeting.with_user(self.customer).sudo()._knock("")
        self.start_tour(
            f"/discuss/channel/{meeting.room_channel_id.id}",
            "discuss_meeting_room_of_host",
            login="meeting_alice",
        )
        self.env.invalidate_all()
        self.assertEqual(stay.state, "admitted")

    def test_room_of_customer(self):
        meeting = self.start(title="Stand-up")
        self.enter(meeting, self.alice)
        stay = meeting.with_user(self.customer).sudo()._knock("")
        self.as_user(meeting, self.alice).admit(stay.id)
        meeting.with_user(self.carol).sudo()._knock("")
        url = meeting.with_user(self.customer).sudo(False)._enter()
        self.start_tour(
            url, "discuss_meeting_room_of_customer", login="meeting_customer"
        )

    def test_page_of_who_waits(self):
        meeting = self.start(title="Stand-up")
        meeting.with_user(self.customer).sudo()._knock("")

        def see(stay):
            # somebody lets them in once they have asked a first time
            stay.state = "admitted"

        with patch.object(DiscussMeetingAttendance, "_see", see):
            self.browser_js(
                f"/meeting/{meeting.token}",
                "console.log('test successful')",
                # the page finds out by itself, and presses the button
                ready="location.pathname.startsWith('/discuss/channel/')",
                login="meeting_customer",
            )
        self.assertIn(
            self.customer.partner_id, meeting.room_channel_id.channel_partner_ids
        )

    def test_customer(self):
        shared = self.channels._create_group(self.customer.partner_id.ids, name="Deal")
        meeting = self.start(shared, title="The offer")
        stay = meeting.with_user(self.carol).sudo()._knock("")
        stay.name = "Dan"
        self.start_tour(
            f"/discuss/channel/{shared.id}",
            "discuss_meeting_customer",
            login="meeting_customer",
        )


class TestUiOnPhone(HttpCase, MeetingCase):
    """On a phone, a conversation fills the screen."""

    browser_size = "375x740"
    touch_enabled = True

    def test_room_of_customer(self):
        """Who joins from a conversation sees the call, not the conversation again."""
        shared = self.channels._create_group(self.customer.partner_id.ids, name="Deal")
        meeting = self.start(shared, title="The offer")
        url = self.as_user(meeting, self.customer).join()["url"]
        self.start_tour(
            f"{url}?conversation={shared.id}",
            "discuss_meeting_room_on_phone",
            login="meeting_customer",
        )
