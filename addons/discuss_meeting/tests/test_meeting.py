from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import users
from odoo.tools import mute_logger

from .common import MeetingCase


class TestMeeting(MeetingCase):
    # ------------------------------------------------------------
    # Starting one
    # ------------------------------------------------------------

    def test_a_card_where_the_people_are(self):
        meeting = self.start(title="Stand-up")
        card = meeting.message_id
        self.assertEqual(card.res_id, self.group.id)
        self.assertEqual(card.author_id, self.alice.partner_id)
        self.assertIn(meeting.url, card.body)
        self.assertEqual(meeting.state, "open")
        self.assertEqual(meeting.told_count, 1)

    def test_nobody_gets_an_email(self):
        (self.alice | self.bob).notification_type = "email"
        with self.mock_mail_gateway():
            meeting = self.start(title="Stand-up")
        self.assertFalse(self._new_mails)
        self.assertFalse(meeting.message_id.notification_ids)

    def test_its_title_is_that_of_the_channel(self):
        self.assertEqual(self.start().name, "Fair")
        chat = self.channels._get_or_create_chat(self.bob.partner_id.ids)
        self.assertEqual(self.start(chat).name, "Meeting with Alice")

    def test_titles_are_text(self):
        meeting = self.start(title="<b>Fair</b>\n\u202e2026 <script>alert(1)</script>")
        self.assertEqual(meeting.name, "<b>Fair</b> 2026 <script>alert(1)</script>")
        self.assertNotIn("<script", meeting.message_id.body)
        with self.assertRaisesRegex(ValidationError, "limited to 250"):
            self.start(title="x" * 251)
        with self.assertRaises(ValidationError):
            self.start(title=["Fair"])

    def test_links_cannot_be_guessed(self):
        meetings = self.start() | self.start()
        self.assertEqual(len(set(meetings.mapped("token"))), 2)
        for meeting in meetings:
            self.assertGreaterEqual(len(meeting.token), 32)
            self.assertNotIn(meeting.room_key, meeting.url)

    def test_customers_and_strangers_start_none(self):
        self.group.sudo()._add_members(partners=self.customer.partner_id)
        for user in (self.customer, self.carol, self.env.ref("base.public_user")):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.start(user=user)
        with self.assertRaises(AccessError):
            self.env["discuss.channel"].with_user(self.customer).meet_people(
                self.alice.partner_id.ids
            )

    def test_what_does_not_exist_is_as_what_is_hidden(self):
        missing = self.group.browse(self.group.id + 10**6).with_user(self.carol)
        with self.assertRaises(AccessError) as error:
            missing.start_meeting()
        with self.assertRaises(AccessError) as other:
            self.group.with_user(self.carol).start_meeting()
        self.assertEqual(str(error.exception), str(other.exception))

    def test_in_a_thread(self):
        thread = self.group.with_user(self.alice)._create_sub_channel(name="Booth")
        meeting = self.start(thread)
        self.assertEqual(meeting.message_id.res_id, thread.id)
        with self.assertRaises(UserError):
            self.as_user(meeting, self.alice).hold_in_channel()

    def test_meet_people(self):
        channels = self.channels
        one = channels.meet_people(self.bob.partner_id.ids)
        self.assertEqual(
            channels.browse(one["channel_id"]).channel_type,
            "chat",
        )
        two = channels.meet_people((self.bob | self.carol).partner_id.ids, "Fair")
        self.assertEqual(channels.browse(two["channel_id"]).channel_type, "group")
        for ids in ([], ["x"], 3, [self.customer.partner_id.id], [10**9]):
            with self.subTest(ids=ids), self.assertRaises(ValidationError):
                channels.meet_people(ids)

    # ------------------------------------------------------------
    # /meet
    # ------------------------------------------------------------

    @freeze_time("2026-11-26 13:00:00")  # 14:00 in Paris
    def test_command(self):
        group = self.group.with_user(self.alice)
        meetings = self.env["discuss.meeting"]
        for body, start, title in (
            ("/meet", False, "Fair"),
            ("/meet Stand-up", False, "Stand-up"),
            ("/meet 15:30 Stand-up", "2026-11-26 14:30:00", "Stand-up"),
            ("/meet 9:00", "2026-11-27 08:00:00", "Fair"),
            ("/meet tomorrow 10:15 Plan", "2026-11-27 09:15:00", "Plan"),
            ("/meet 2026-12-01 Plan", "2026-12-01 08:00:00", "Plan"),
        ):
            with self.subTest(body=body):
                meeting = meetings.browse(group.execute_command_meet(body=body))
                self.assertEqual(meeting.name, title)
                self.assertEqual(
                    fields.Datetime.to_string(meeting.start_date) or False, start
                )
        for body in ("/meet 25:00", "/meet 2026-02-31 Plan"):
            with self.subTest(body=body), self.assertRaises(ValidationError):
                group.execute_command_meet(body=body)

    @freeze_time("2026-11-26 13:00:00")
    def test_moments_that_make_no_sense(self):
        for start in ("2026-11-26 12:00:00", "2028-11-26 12:00:00", "soon", [3]):
            with self.subTest(start=start), self.assertRaises(ValidationError):
                self.start(start=start)

    # ------------------------------------------------------------
    # Its host
    # ------------------------------------------------------------

    def test_only_the_host_ends_and_revokes(self):
        meeting = self.start()
        for method in ("end", "revoke", "hold_in_channel"):
            for user in (self.bob, self.carol, self.customer):
                with (
                    self.subTest(method=method, user=user.login),
                    self.assertRaises(AccessError),
                ):
                    getattr(self.as_user(meeting, user), method)()
        self.as_user(meeting, self.alice).revoke()
        self.assertEqual(meeting.state, "revoked")
        with self.assertRaisesRegex(UserError, "Alice has revoked"):
            self.as_user(meeting, self.bob).join()
        # said twice, it holds as well
        self.assertTrue(self.as_user(meeting, self.alice).revoke())

    def test_who_deletes_the_card_takes_the_link_back(self):
        meeting = self.start()
        # as the route does, once it has checked that the message is one's own
        group = self.group.with_user(self.alice).sudo()
        card = meeting.message_id.with_user(self.alice).sudo()
        group._message_update_content(card, body="Edited")
        self.assertEqual(meeting.state, "open")
        group._message_update_content(card, body="")
        self.assertEqual(meeting.state, "revoked")

    def test_cards_of_others_are_not_the_link(self):
        def delete(message):
            group = self.group.with_user(self.alice).sudo()
            group._message_update_content(message.sudo(), body="")

        room = self.start(is_standing=True)
        card = room.message_id
        self.assertEqual(self.start(user=self.bob, is_standing=True), room)
        copy = self.group.sudo().message_ids[0]
        self.assertEqual((copy.meeting_id, room.message_id), (room, card))
        delete(copy)
        self.assertEqual(room.state, "open")
        # as any card of the host's does
        self.start(is_standing=True)
        delete(card)
        self.assertEqual(room.state, "revoked")

    def test_what_is_said_of_it_is_not_its_card(self):
        meeting = self.start()
        partner = self.alice.partner_id
        told = self.public.sudo().message_post(
            author_id=partner.id, body="x", meeting_id=meeting.id
        )
        self.public.sudo()._message_update_content(told, body="", strict=False)
        said = self.group.sudo().message_post(
            author_id=partner.id, body="x", meeting_id=meeting.id
        )
        meeting.summary_message_id = said
        self.group.sudo()._message_update_content(said, body="", strict=False)
        self.assertEqual(meeting.state, "open")

    def test_nobody_writes_its_fields(self):
        meeting = self.start()
        for user in (
            self.alice,
            self.bob,
            self.customer,
            self.env.ref("base.user_admin"),
        ):
            meeting_as_user = self.as_user(meeting, user)
            for vals in ({"name": "x"}, {"token": "x"}, {"expiry_date": False}):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    meeting_as_user.write(vals)
            with self.assertRaises(AccessError):
                meeting_as_user.create({"name": "x"})
            with self.assertRaises(AccessError):
                meeting_as_user.unlink()

    @mute_logger("odoo.models")
    def test_who_reads_it(self):
        meeting = self.start()
        self.as_user(meeting, self.bob).read(["name", "url", "participants", "waiting"])
        for user in (self.carol, self.customer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.as_user(meeting, user).read(["name"])
        for name in ("token", "room_key", "room_channel_id"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                self.as_user(meeting, self.bob).read([name])
        found = self.env["discuss.meeting"].with_user(self.carol).search([])
        self.assertNotIn(meeting, found)
        with self.assertRaises(AccessError):
            found.search([("token", "=like", "a%")])

    def test_a_customer_in_the_channel_sees_no_lobby(self):
        self.group.sudo()._add_members(partners=self.customer.partner_id)
        meeting = self.start()
        as_customer = self.as_user(meeting, self.customer)
        self.assertTrue(as_customer.read(["name", "url", "participants"]))
        with self.assertRaises(AccessError):
            as_customer.read(["waiting"])
        with self.assertRaises(AccessError):
            as_customer.attendance_ids.search([])

    def test_no_message_pretends_to_be_a_card(self):
        meeting = self.start()
        with self.assertRaises(AccessError):
            self.public.with_user(self.bob).message_post(
                body="x", meeting_id=meeting.id, message_type="comment"
            )
        with self.assertRaises(AccessError):
            self.env["mail.message"].with_user(self.bob).create(
                {
                    "body": "x",
                    "meeting_id": meeting.id,
                    "model": "discuss.channel",
                    "res_id": self.public.id,
                }
            )

    # ------------------------------------------------------------
    # The standing link
    # ------------------------------------------------------------

    def test_standing_link(self):
        room = self.start(is_standing=True)
        self.assertEqual(self.start(is_standing=True, user=self.bob), room)
        self.assertGreater(room.expiry_date, self.now + timedelta(days=89))
        self.as_user(room, self.bob).join()
        self.call(room, self.bob)
        self.assertEqual(room.state, "running")
        self.assertEqual([p["name"] for p in room.participants], ["Bob"])
        self.as_user(room, self.alice).end()
        self.assertEqual(room.state, "open")
        self.assertFalse(room.participants, "those of the next meeting")
        self.as_user(room, self.alice).revoke()
        self.assertNotEqual(self.start(is_standing=True), room)

    def test_standing_link_that_was_not_used_for_long(self):
        room = self.start(is_standing=True)
        with freeze_time(self.now + timedelta(days=91)):
            room.invalidate_recordset()
            self.assertEqual(room.state, "expired")
            self.assertNotEqual(self.start(is_standing=True), room)

    # ------------------------------------------------------------
    # The clock
    # ------------------------------------------------------------

    def test_reminder(self):
        start = self.now + timedelta(hours=1)
        meeting = self.start(title="Stand-up", start=start)
        self.assertEqual(meeting.state, "planned")
        messages = self.group.message_ids
        self.watch()
        self.assertEqual(self.group.message_ids, messages)
        with freeze_time(start + timedelta(seconds=1)):
            self.watch()
            self.watch()
        reminder = self.group.sudo().message_ids - messages
        self.assertEqual(len(reminder), 1)
        self.assertEqual(reminder.meeting_id, meeting)
        self.assertEqual(reminder.author_id, self.alice.partner_id)

    def test_expiry(self):
        meeting = self.start()
        self.as_user(meeting, self.alice).join()
        self.call(meeting, self.alice)
        with freeze_time(self.now + timedelta(hours=25)):
            meeting.invalidate_recordset()
            self.assertEqual(meeting.state, "expired")
            with self.assertRaisesRegex(UserError, "expired"):
                self.as_user(meeting, self.bob).join()
            self.watch()
        self.assertEqual(meeting.state, "ended")
        self.assertFalse(meeting.room_channel_id.rtc_session_ids)

    @users("meeting_alice")
    def test_posting_a_card_is_light(self):
        group = self.group.with_user(self.env.user)
        group.message_post(body="x", message_type="comment")
        self.env.flush_all()
        with self.assertQueryCount(meeting_alice=60):
            group.start_meeting("Stand-up")
