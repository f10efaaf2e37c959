from odoo.exceptions import AccessError

from .common import MeetingCase


class TestMeeting(MeetingCase):
    def test_a_card_where_the_people_are(self):
        meeting = self.start(title="Stand-up")
        card = meeting.message_id
        self.assertEqual(card.res_id, self.group.id)
        self.assertEqual(card.author_id, self.alice.partner_id)
        self.assertIn(meeting.url, card.body)
        self.assertEqual(meeting.state, "open")
        self.assertFalse(card.notification_ids)

    def test_colleagues_of_the_channel_go_in(self):
        meeting = self.start(title="Stand-up")
        url = self.as_user(meeting, self.bob).join()["url"]
        room = meeting.room_channel_id
        self.assertEqual(url, f"/discuss/channel/{room.id}")
        self.assertIn(self.bob.partner_id, room.channel_partner_ids)
        with self.assertRaises(AccessError):
            self.as_user(meeting, self.carol).join()
        with self.assertRaises(AccessError):
            self.as_user(meeting, self.customer).join()
