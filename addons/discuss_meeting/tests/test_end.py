from odoo.exceptions import AccessError

from .summary_common import SummaryCase


class TestEnd(SummaryCase):
    def test_said_in_the_channel(self):
        with self.mock_mail_gateway():
            meeting = self.hold()
        note = self.messages()[0]
        self.assertEqual(note.message_type, "notification")
        self.assertEqual(note.author_id, self.env.ref("base.partner_root"))
        self.assertEqual(note.meeting_id, meeting)
        # its card, above, says who was there, and since when
        self.assertEqual(
            note.body, "<p>“Plan” took 25 min. Alice, what came of it?</p>"
        )
        self.assertFalse(note.notification_ids)
        self.assertNotSentEmail()
        self.assertEqual((meeting.people_count, meeting.minutes), (2, 25))

    def test_in_the_language_of_the_host(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.alice.lang = "fr_FR"
        self.hold()
        self.assertIn("Alice, qu’en est-il sorti", self.messages()[0].body)

    def test_not_where_nobody_or_one_was(self):
        for users in ((), (self.alice,)):
            meeting = self.start(title="Plan")
            for user in users:
                self.enter(meeting, user)
            before = self.messages()
            self.as_user(meeting, self.alice).end()
            self.assertEqual(self.messages(), before)
            self.assertEqual(meeting.people_count, len(users))

    def test_who_came_twice_is_one(self):
        meeting = self.start(title="Plan")
        for _time in range(2):
            self.enter(meeting, self.alice)
            meeting.attendance_ids._leave()
        self.as_user(meeting, self.alice).end()
        self.assertEqual(meeting.people_count, 1)

    def test_no_minutes_where_the_provider_does_not_say(self):
        meeting = self.start(title="Plan")
        self.enter(meeting, self.alice)
        self.enter(meeting, self.bob)
        meeting._end_expired()
        self.assertEqual((meeting.people_count, meeting.minutes), (2, 0))
        self.assertEqual(
            self.messages()[0].body, "<p>“Plan” has ended. Alice, what came of it?</p>"
        )

    def test_a_standing_link_asks_for_nothing(self):
        meeting = self.start(is_standing=True)
        self.enter(meeting, self.alice)
        self.enter(meeting, self.bob)
        before = self.messages()
        self.as_user(meeting, self.alice).end()
        self.assertEqual(self.messages(), before)

    def test_attendance_is_read_with_the_meeting(self):
        meeting = self.hold()
        stays = self.as_user(meeting, self.bob).stay_ids
        self.assertEqual(stays.mapped("name"), ["Alice", "Bob"])
        self.assertTrue(all(stays.mapped("leave_date")))
        self.assertAlmostEqual(stays[0].minutes, 25, delta=1)
        for user in (self.carol, self.customer):
            with self.assertRaises(AccessError):
                self.as_user(stays, user).read(["name"])
