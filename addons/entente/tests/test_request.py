from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.helpdesk_mgmt_discuss_record.tests.common import RequestCommon


@tagged("post_install", "-at_install")
class TestRequest(RequestCommon):
    """What the other parts of the suite do with a request that has a conversation."""

    def test_meet(self):
        """*Meet*: the people of the request find the link where they talk about it, and
        the request keeps who was there."""
        request = self.ticket.with_user(self.owner)
        with self.mock_mail_gateway():
            found = request.meet_in_team_channel()
            channel = self.env["discuss.channel"].browse(found["channel_id"])
            meeting = self.env["discuss.meeting"].browse(found["meeting_id"])
            self.assertEqual(channel, self.ticket.team_channel_id)
            self.assertEqual(meeting.name, self.ticket.display_name)
            self.assertEqual(meeting.message_id.res_id, channel.id)
            for user in (self.owner, self.team_mate):
                self._open(self.ticket, user)
                own = meeting.with_user(user).sudo(False)
                self.assertTrue(own.join()["url"])
            # as when their browsers have connected
            meeting.attendance_ids._come_in()
            meeting.started_date -= timedelta(minutes=9)
            meeting.with_user(self.owner).end()
            (note,) = self.ticket.message_ids.filtered(
                lambda message: "Meeting" in (message.body or "")
            )
            self.assertIn("owner and mate", note.body)
            self.assertTrue(note.is_internal)
        self.assertNotSentEmail()
        with self.assertRaises(AccessError):
            note.with_user(self.customer).read(["body"])

    def test_meet_refused(self):
        for user in (self.stranger, self.colleague, self.customer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.ticket.with_user(user).meet_in_team_channel()
        self.assertFalse(self.ticket.team_channel_id)

    def test_referred_to_by_its_number(self):
        """`#HT00001` has a card, for those who may read the request."""
        reference = f"#{self.ticket.number}"
        for user, count in ((self.owner, 1), (self.stranger, 0)):
            channels = self.env["discuss.channel"].with_user(user)
            cards = channels.get_record_cards([reference])
            self.assertEqual(len(cards.get(reference, [])), count)
