from unittest.mock import patch

from odoo.tests import HttpCase

from odoo.addons.mail.tools.discuss import Store

from .common import MeetingCase


class TestClient(HttpCase, MeetingCase):
    """What browsers are told, and who is told what."""

    def wait(self, meeting, user=None):
        """Have somebody wait for a meeting; return their stay (sudo)."""
        return meeting.with_user(user or self.customer).sudo()._knock("")

    def seen_in_store(self, records, user):
        return Store().add(records.with_user(user)).get_result()

    def lobby_of(self, user):
        """Return the meetings that the page of a user is told of when it opens."""
        self.authenticate(user.login, user.login)
        data = self.make_jsonrpc_request(
            "/mail/data", {"fetch_params": ["discuss_meeting.lobby"]}
        )
        return data.get("discuss.meeting", [])

    def test_a_page_that_opens_knows_whom_to_let_in(self):
        meeting = self.start(title="Stand-up")
        self.as_user(meeting, self.bob).join()
        self.assertFalse(self.lobby_of(self.alice))
        stay = self.wait(meeting)
        [known] = self.lobby_of(self.alice)
        self.assertEqual(known["waiting"], [{"id": stay.id, "name": "Chloe"}])
        # Bob is of the channel, and not in the meeting yet
        self.assertFalse(self.lobby_of(self.bob))
        room = meeting.room_channel_id
        bob = room.channel_member_ids.filtered(
            lambda m: m.partner_id == self.bob.partner_id
        )
        bob.with_user(self.bob).sudo()._rtc_join_call()
        [known] = self.lobby_of(self.bob)
        self.assertEqual(known["inside_partner_ids"], self.bob.partner_id.ids)
        self.assertFalse(self.lobby_of(self.carol))
        self.assertFalse(self.lobby_of(self.customer))
        self.as_user(meeting, self.alice).end()
        self.assertFalse(self.lobby_of(self.alice))

    def test_who_was_let_in_lets_nobody_in(self):
        meeting = self.start(title="Stand-up")
        stay = self.wait(meeting, self.carol)
        self.as_user(meeting, self.alice).admit(stay.id)
        stay._come_in()
        self.assertFalse(meeting._inside_partner_ids())

    def test_a_room_tells_its_meeting(self):
        meeting = self.start(title="Stand-up")
        self.as_user(meeting, self.alice).join()
        self.wait(meeting)
        room = meeting.room_channel_id
        told = self.seen_in_store(room, self.alice)
        [channel] = told["discuss.channel"]
        self.assertTrue(channel["is_meeting_room"])
        self.assertEqual(channel["held_meeting_id"], meeting.id)
        self.assertTrue(told["discuss.meeting"][0]["waiting"])
        # who is in it, and no colleague, is not told who waits
        room._add_members(partners=self.customer.partner_id)
        told = self.seen_in_store(room, self.customer)
        self.assertNotIn("waiting", told["discuss.meeting"][0])
        self.assertNotIn("inside_partner_ids", told["discuss.meeting"][0])
        # other channels are not looked for
        [channel] = self.seen_in_store(self.group, self.alice)["discuss.channel"]
        self.assertNotIn("is_meeting_room", channel)
        self.assertNotIn("held_meeting_id", channel)

    def test_rooms_are_told_together(self):
        rooms = self.env["discuss.channel"]
        for _number in range(5):
            meeting = self.start()
            self.as_user(meeting, self.alice).join()
            rooms |= meeting.room_channel_id
        rooms = rooms.with_user(self.alice)
        counts = []
        for some in (rooms[:2], rooms):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some.sudo().mapped("held_meeting_id")
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])

    def test_no_link_is_followed_for_a_card(self):
        meeting = self.start(title="Stand-up")
        with patch(
            "odoo.addons.mail.models.mail_link_preview.get_link_preview_from_url"
        ) as follow:
            self.env["mail.link.preview"]._create_from_message_and_notify(
                meeting.message_id
            )
        follow.assert_not_called()
