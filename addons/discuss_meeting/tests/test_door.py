from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError

from .common import MeetingCase


class TestDoor(MeetingCase):
    # ------------------------------------------------------------
    # Who comes in
    # ------------------------------------------------------------

    def test_who_comes_in(self):
        self.group.sudo()._add_members(partners=self.customer.partner_id)
        stranger = self.env["res.users"].create(
            {
                "group_ids": self.env.ref("base.group_portal").ids,
                "login": "meeting_stranger",
                "name": "Sam",
            }
        )
        in_group, in_public = self.start(), self.start(self.public)
        for meeting, user, goes_in in (
            (in_group, self.alice, True),
            (in_group, self.bob, True),
            (in_group, self.customer, True),
            (in_group, self.carol, False),
            (in_group, stranger, False),
            (in_group, self.env.ref("base.public_user"), False),
            (in_public, self.carol, True),
            (in_public, self.customer, False),
            (in_public, self.env.ref("base.public_user"), False),
        ):
            with self.subTest(channel=meeting.channel_id.name, user=user.login):
                meeting = self.as_user(meeting, user)
                self.assertEqual(meeting._goes_in(), goes_in)
                if goes_in:
                    self.assertIn("url", meeting.join())
                else:
                    with self.assertRaises(AccessError):
                        meeting.join()

    def test_a_room_of_its_own(self):
        meeting = self.start(title="Stand-up")
        url = self.as_user(meeting, self.bob).join()["url"]
        room = meeting.room_channel_id
        self.assertEqual(url, f"/discuss/channel/{room.id}")
        self.assertNotEqual(room, self.group)
        self.assertIn(self.bob.partner_id, room.channel_partner_ids)
        self.assertEqual(room.theme_id, self.group.theme_id)
        self.assertEqual(self.as_user(meeting, self.alice).join()["url"], url)
        listed = room.with_user(self.bob)._get_channels_as_member()
        self.assertNotIn(room, listed)

    def test_who_has_left_the_channel_waits(self):
        meeting = self.start()
        self.group.with_user(self.bob).action_unfollow()
        with self.assertRaises(AccessError):
            self.as_user(meeting, self.bob).join()

    # ------------------------------------------------------------
    # The lobby
    # ------------------------------------------------------------

    def test_lobby(self):
        meeting = self.start()
        stay = self.as_user(meeting, self.carol)._knock("ignored")
        self.assertEqual(meeting.waiting, [{"id": stay.id, "name": "Carol"}])
        self.assertEqual(self.as_user(meeting, self.carol)._knock("x"), stay)
        for user in (self.carol, self.customer):
            with self.assertRaises(AccessError):
                self.as_user(meeting, user).admit(stay.id)
        self.as_user(meeting, self.bob).admit(stay.id)
        self.assertEqual(stay.state, "admitted")
        self.assertEqual(stay.admitted_uid, self.bob)
        # a second answer comes too late
        self.as_user(meeting, self.alice).refuse(stay.id)
        self.assertEqual(stay.state, "admitted")
        self.assertFalse(meeting.waiting)

    def test_who_was_inside_comes_back(self):
        meeting = self.start()
        as_carol = self.as_user(meeting, self.carol)
        stay = as_carol._knock("")
        self.assertFalse(as_carol._lets_in())
        self.as_user(meeting, self.bob).admit(stay.id)
        self.assertTrue(as_carol._lets_in())
        as_carol._enter()
        self.call(meeting, self.carol).unlink()
        self.assertEqual(stay.state, "left")
        self.assertTrue(as_carol._lets_in())
        self.assertFalse(as_carol._goes_in())

    def test_who_was_inside_a_standing_room_knocks_the_next_day(self):
        room = self.start(is_standing=True)
        as_carol = self.as_user(room, self.carol)
        self.as_user(room, self.bob).admit(as_carol._knock("").id)
        as_carol._enter()
        self.as_user(room, self.bob).join()
        self.call(room, self.bob)
        self.call(room, self.carol).unlink()
        # who has lost the connection is not one of those who let people in since
        self.call(room, self.carol)
        self.assertEqual(room._inside_partner_ids(), self.bob.partner_id.ids)
        self.as_user(room, self.alice).end()
        self.assertFalse(as_carol._lets_in())
        members = room.room_channel_id.channel_partner_ids
        self.assertEqual(members, (self.alice | self.bob).partner_id)
        self.assertFalse(room.room_channel_id.with_user(self.carol).has_access("read"))
        with freeze_time(self.now + timedelta(days=1)):
            self.as_user(room, self.alice).join()
            self.call(room, self.alice)
            self.assertFalse(as_carol._lets_in())

    def test_what_was_answered_holds_for_the_day(self):
        room = self.start(is_standing=True)
        self.as_user(room, self.alice).join()
        self.call(room, self.alice)
        for user, answer in ((self.carol, "admit"), (self.customer, "refuse")):
            stay = self.as_user(room, user)._knock("")
            getattr(self.as_user(room, self.alice), answer)(stay.id)
        self.as_user(room, self.alice).end()
        for user in (self.carol, self.customer):
            with self.subTest(user=user.login):
                self.assertFalse(self.as_user(room, user)._lets_in())
                self.assertEqual(self.as_user(room, user)._knock("").state, "waiting")

    def test_customers_let_nobody_in(self):
        self.group.sudo()._add_members(partners=self.customer.partner_id)
        meeting = self.start()
        stay = self.as_user(meeting, self.carol)._knock("")
        with self.assertRaises(AccessError):
            self.as_user(meeting, self.customer).admit(stay.id)
        self.assertEqual(stay.state, "waiting")

    def test_admit_what_is_of_another_meeting(self):
        meeting, other = self.start(), self.start(self.public, self.carol)
        stay = self.as_user(meeting, self.customer)._knock("")
        self.as_user(other, self.carol).admit(stay.id)
        self.assertEqual(stay.state, "waiting")
        for nonsense in (0, "x", None, [stay.id]):
            self.as_user(meeting, self.alice).admit(nonsense)
        self.assertEqual(stay.state, "waiting")

    def test_who_does_not_wait_any_more_is_forgotten(self):
        meeting = self.start()
        stay = self.as_user(meeting, self.carol)._knock("")
        self.watch()
        self.assertTrue(stay.exists())
        with freeze_time(self.now + timedelta(minutes=2)):
            self.watch()
        self.assertFalse(stay.exists())

    # ------------------------------------------------------------
    # Calls
    # ------------------------------------------------------------

    def test_attendance(self):
        meeting = self.start()
        for user in (self.alice, self.bob):
            self.as_user(meeting, user).join()
        self.assertEqual(meeting.state, "open", "nobody is in the call yet")
        calls = self.call(meeting, self.alice) | self.call(meeting, self.bob)
        self.assertEqual(meeting.state, "running")
        self.assertEqual(
            {(p["name"], p["is_inside"]) for p in meeting.participants},
            {("Alice", True), ("Bob", True)},
        )
        calls[1].unlink()
        self.assertEqual(
            {(p["name"], p["is_inside"]) for p in meeting.participants},
            {("Alice", True), ("Bob", False)},
        )
        calls[0].unlink()
        self.assertTrue(meeting.empty_date)
        # who has lost the connection comes back
        self.call(meeting, self.alice)
        self.assertFalse(meeting.empty_date)

    def test_ends_when_all_have_left(self):
        meeting = self.start()
        self.as_user(meeting, self.alice).join()
        self.call(meeting, self.alice).unlink()
        self.watch()
        self.assertEqual(meeting.state, "running")
        left = self.now
        with freeze_time(left + timedelta(minutes=3)):
            self.watch()
            self.assertEqual(meeting.state, "ended")
        self.assertLess(meeting.ended_date, left + timedelta(minutes=1))

    def test_who_comes_early_does_not_end_it(self):
        with self.assertRaisesRegex(UserError, "begins on"):
            self.as_user(
                self.start(start=self.now + timedelta(days=1)), self.bob
            ).join()
        start = self.now + timedelta(minutes=10)
        meeting = self.start(start=start)
        as_carol = self.as_user(meeting, self.carol)
        self.as_user(meeting, self.bob).admit(as_carol._knock("").id)
        as_carol._enter()
        self.as_user(meeting, self.bob).join()
        (self.call(meeting, self.carol) | self.call(meeting, self.bob)).unlink()
        messages = self.group.message_ids
        with freeze_time(self.now + timedelta(minutes=3)):
            self.watch()
            self.assertEqual(meeting.state, "planned")
            self.assertTrue(as_carol._lets_in(), "they come back")
        with freeze_time(start + timedelta(seconds=1)):
            self.watch()
            self.assertEqual(len(self.group.sudo().message_ids - messages), 1)
            # nobody else is there yet: this does not end it, either
            self.call(meeting, self.bob).unlink()
        with freeze_time(start + timedelta(minutes=4)):
            self.watch()
            self.assertEqual(meeting.state, "open")
            (self.call(meeting, self.carol) | self.call(meeting, self.bob)).unlink()
        with freeze_time(start + timedelta(minutes=7)):
            self.watch()
            self.assertEqual(meeting.state, "ended", "a short one was held")

    def test_who_leaves_when_it_is_to_begin_is_reminded(self):
        start = self.now + timedelta(minutes=1)
        meeting = self.start(start=start)
        self.as_user(meeting, self.bob).join()
        self.call(meeting, self.bob).unlink()
        messages = self.group.message_ids
        with freeze_time(start):
            self.watch()
        self.assertEqual(len(self.group.sudo().message_ids - messages), 1)

    def test_a_call_today_is_not_the_meeting_of_tomorrow(self):
        planned = self.start(start=self.now + timedelta(days=1))
        self.as_user(planned, self.alice).hold_in_channel()
        call = self.call(planned, self.bob)
        meeting = call._meeting_stays().meeting_id
        self.assertNotEqual(meeting, planned)
        self.assertEqual((planned.state, meeting.state), ("planned", "running"))
        call.unlink()
        self.assertTrue(meeting.empty_date)
        self.assertFalse(planned.empty_date)

    def test_call_in_the_channel(self):
        meeting = self.start()
        self.as_user(meeting, self.alice).hold_in_channel()
        self.assertEqual(
            self.as_user(meeting, self.bob).join(), {"channel_id": self.group.id}
        )
        self.call(meeting, self.bob)
        self.assertEqual(meeting.state, "running")

    def test_who_was_let_in_is_not_in_the_channel(self):
        meeting = self.start()
        for user, is_inside in ((self.carol, True), (self.customer, False)):
            own = self.as_user(meeting, user)
            self.as_user(meeting, self.bob).admit(own._knock("").id)
            if is_inside:
                own._enter()
                self.call(meeting, user)
        self.as_user(meeting, self.alice).hold_in_channel()
        for user in (self.carol, self.customer):
            self.assertFalse(self.as_user(meeting, user)._lets_in())
        self.assertTrue(self.as_user(meeting, self.bob)._lets_in())

    def test_call_by_the_camera_of_discuss(self):
        member = self.group.channel_member_ids.filtered(
            lambda m: m.partner_id == self.bob.partner_id
        )
        member.with_user(self.bob).sudo()._rtc_join_call()
        meeting = self.env["discuss.meeting"].search([], limit=1)
        self.assertEqual(meeting.channel_id, self.group)
        self.assertEqual(meeting.host_id, self.bob)
        self.assertEqual(meeting.state, "running")
        self.assertEqual(meeting.message_id.meeting_id, meeting)
        member.sudo()._rtc_leave_call()
        self.assertTrue(meeting.empty_date)

    def test_a_call_of_a_guest_is_no_meeting(self):
        guest = self.env["mail.guest"].create({"name": "Gus"})
        member = self.group.sudo()._add_members(guests=guest)
        before = self.env["discuss.meeting"].search_count([])
        member.with_context(guest=guest).sudo()._rtc_join_call()
        self.assertEqual(len(self.group.sudo().rtc_session_ids), 1)
        self.assertEqual(self.env["discuss.meeting"].search_count([]), before)

    def test_a_direct_call_is_like_one_on_the_phone(self):
        chat = self.channels._get_or_create_chat(self.bob.partner_id.ids)
        before = self.env["discuss.meeting"].search_count([])
        chat.channel_member_ids[0].with_user(self.alice).sudo()._rtc_join_call()
        self.assertEqual(self.env["discuss.meeting"].search_count([]), before)

    def test_the_room_is_emptied(self):
        meeting = self.start()
        stay = self.as_user(meeting, self.customer)._knock("")
        self.as_user(meeting, self.bob).admit(stay.id)
        self.as_user(meeting, self.customer)._enter()
        room = meeting.room_channel_id
        self.assertIn(self.customer.partner_id, room.channel_partner_ids)
        self.call(meeting, self.customer)
        self.as_user(meeting, self.alice).end()
        self.assertFalse(room.rtc_session_ids)
        self.assertNotIn(self.customer.partner_id, room.channel_partner_ids)
        self.assertEqual(stay.state, "left")

    def test_the_room_opens_by_the_meeting_alone(self):
        meeting = self.start()
        self.as_user(meeting, self.alice).join()
        room = meeting.room_channel_id
        for user in (self.carol, self.customer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                room.with_user(user)._find_or_create_persona_for_channel(
                    guest_name="x", timezone=None, country_code=None
                )
        self.assertFalse(room._allow_invite_by_email())

    def test_rooms_do_not_pile_up(self):
        kept, silent, live = self.start(), self.start(), self.start(is_standing=True)
        for meeting in (kept, silent, live):
            self.as_user(meeting, self.alice).join()
        kept.room_channel_id.message_post(body="See you", message_type="comment")
        rooms = [meeting.room_channel_id for meeting in (kept, silent, live)]
        for meeting in (kept, silent):
            self.as_user(meeting, self.alice).end()
        channels = self.env["discuss.channel"]
        channels._gc_meeting_rooms()
        self.assertTrue(all(room.exists() for room in rooms), "not at once")
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE discuss_channel SET create_date = create_date - INTERVAL '2 days'"
            " WHERE id IN %s",
            [tuple(room.id for room in rooms)],
        )
        self.env.invalidate_all()
        channels._gc_meeting_rooms()
        self.assertEqual([bool(room.exists()) for room in rooms], [True, False, True])
