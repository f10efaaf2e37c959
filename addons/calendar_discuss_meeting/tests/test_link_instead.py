from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError

from .common import LINK, CalendarMeetingCase


class TestLinkInstead(CalendarMeetingCase):
    def test_an_event_that_is_not_saved_becomes_a_card(self):
        events = self.env["calendar.event"].with_user(self.alice)
        with self.mock_mail_gateway():
            action = events.get_post_link_action(self.values(self.all_of_us))
            meeting = self.post(self.wizard(action))
        self.assertFalse(events.search([("name", "=", "Budget")]))
        self.assertEqual(meeting.name, "Budget")
        self.assertEqual(meeting.start_date, self.tomorrow)
        self.assertEqual(meeting.told_count, 2)
        self.assertEqual(meeting.channel_id.channel_type, "group")
        self.assertEqual(meeting.channel_id.channel_partner_ids, self.all_of_us)
        self.assertFalse(self._new_mails)

    def test_an_event_is_withdrawn_without_a_mail(self):
        event = self.event()
        with self.mock_mail_gateway():
            meeting = self.post(self.wizard(event.action_post_link()))
        self.assertFalse(event.exists())
        self.assertEqual(meeting.told_count, 2)
        self.assertFalse(self._new_mails)

    def test_an_event_is_withdrawn_as_it_is_in_the_form(self):
        event = self.event((self.alice | self.bob).partner_id)
        action = event.get_post_link_action(
            {"name": "Plan", "partner_ids": self.all_of_us.ids}, event.id
        )
        meeting = self.post(self.wizard(action))
        self.assertEqual(meeting.name, "Plan")
        self.assertEqual(meeting.channel_id.channel_partner_ids, self.all_of_us)
        self.assertFalse(event.exists())

    def test_in_a_channel_who_is_not_there_gets_the_link(self):
        event = self.event()
        form = self.wizard(event.action_post_link())
        others = (self.bob | self.carol).partner_id
        self.assertEqual(form.partner_ids.ids, others.ids)
        form.channel_id = self.group.with_user(self.alice)
        self.assertFalse(form.partner_ids.ids)
        self.assertEqual(form.absent_names, "Carol")
        meeting = self.post(form)
        self.assertEqual(meeting.channel_id, self.group)
        self.assertEqual(meeting.told_count, 2)
        chat = self.channels._get_or_create_chat(self.carol.partner_id.ids)
        self.assertIn(meeting.url, chat.message_ids[0].body)
        self.assertEqual(chat.message_ids[0].author_id, self.alice.partner_id)
        self.assertFalse(event.exists())

    def invite_carol(self, **values):
        """Post a link in a channel of which Carol is not, though she was invited.

        :return: the meeting (sudo) and the direct message to her
        """
        form = self.wizard(self.event(**values).action_post_link())
        form.channel_id = self.group.with_user(self.alice)
        meeting = self.post(form)
        return meeting, self.channels._get_or_create_chat(self.carol.partner_id.ids)

    def test_who_gets_the_link_goes_in(self):
        meeting, chat = self.invite_carol()
        dan = self.bob.copy({"login": "meeting_dan", "name": "Dan"})
        self.assertTrue(self.as_user(meeting, self.carol)._goes_in())
        self.assertFalse(self.group.with_user(self.carol).has_access("read"))
        for user in (dan, self.customer, self.env.ref("base.public_user")):
            with self.subTest(user=user.name):
                self.assertFalse(self.as_user(meeting, user)._goes_in())
                with self.assertRaises(AccessError):
                    self.as_user(meeting, user).join()
        with freeze_time(meeting.start_date):
            self.assertTrue(self.as_user(meeting, self.carol).join()["url"])
            # as a call in the channel it is for those who are in that
            self.as_user(meeting, self.alice).hold_in_channel()
            with self.assertRaises(AccessError):
                self.as_user(meeting, self.carol).join()

    def test_who_is_no_colleague_goes_in_by_no_message(self):
        wizards = self.env[LINK].with_user(self.alice)
        partners = (self.carol | self.customer).partner_id
        wizard = wizards.create(
            {
                "calendar_partner_ids": partners.ids,
                "channel_id": self.group.id,
                "name": "Budget",
            }
        )
        wizard.action_post()
        meeting = self.env["discuss.meeting"].search([], limit=1)
        self.assertTrue(self.as_user(meeting, self.carol)._goes_in())
        self.assertFalse(self.as_user(meeting, self.customer)._goes_in())

    def test_who_gets_the_link_sees_the_card(self):
        meeting, chat = self.invite_carol()
        card = chat.sudo().message_ids[0]
        self.assertEqual(card.meeting_id, meeting)
        # that in the channel is the one by which the link is taken back
        self.assertEqual(meeting.message_id.res_id, self.group.id)
        with freeze_time(meeting.start_date):
            self.watch()
            self.watch()
            self.assertEqual(len(chat.sudo().message_ids.filtered("meeting_id")), 2)
            cards = self.group.sudo().message_ids.filtered("meeting_id")
            self.assertEqual(len(cards), 2)
        self.assertEqual(meeting.message_id.res_id, self.group.id)
        chat._message_update_content(card, body="")
        self.assertFalse(meeting._is_over())
        self._reset_bus()
        self.as_user(meeting, self.alice).revoke()
        self.assertEqual(self.told(chat)["state"], "revoked")

    def test_people_come_back_with_an_empty_channel(self):
        form = self.wizard(self.event().action_post_link())
        form.channel_id = self.group.with_user(self.alice)
        form.channel_id = self.env["discuss.channel"]
        self.assertEqual(len(form.partner_ids.ids), 2)

    def test_a_series_becomes_a_standing_link(self):
        first = self.series()
        events = first.recurrence_id.calendar_event_ids.sorted("start")
        self.assertEqual(len(events), 4)
        with self.mock_mail_gateway():
            meeting = self.post(self.wizard(events[1].action_post_link()))
        self.assertTrue(meeting.is_standing)
        self.assertFalse(meeting.start_date)
        self.assertEqual(meeting.channel_id.channel_partner_ids, self.all_of_us)
        self.assertEqual(events.exists(), events[0], "what was before stays")
        self.assertFalse(self._new_mails)
        # and does not come back by a change of those before
        events[0].write({"name": "Plan", "recurrence_update": "all_events"})
        self.assertEqual(events[0].recurrence_id.calendar_event_ids, events[0])

    def test_a_whole_series_goes(self):
        first = self.series()
        recurrence = first.recurrence_id
        events = recurrence.calendar_event_ids
        form = self.wizard(first.action_post_link())
        form.channel_id = self.public.with_user(self.alice)
        meeting = self.post(form)
        self.assertTrue(meeting.is_standing)
        self.assertFalse(events.exists())
        self.assertFalse(recurrence.exists())

    def test_a_series_that_is_not_saved_becomes_a_standing_link(self):
        events = self.env["calendar.event"].with_user(self.alice)
        values = self.values(self.all_of_us, recurrency=True)
        meeting = self.post(self.wizard(events.get_post_link_action(values)))
        self.assertTrue(meeting.is_standing)

    def test_one_of_a_series_becomes_a_card_of_its_own(self):
        first = self.series()
        events = first.recurrence_id.calendar_event_ids.sorted("start")
        start = events[2].start
        form = self.wizard(events[2].action_post_link())
        form.calendar_scope = "one"
        self.assertFalse(form.is_standing)
        meeting = self.post(form)
        self.assertFalse(meeting.is_standing)
        self.assertEqual(meeting.start_date, start)
        self.assertEqual(events.exists(), events - events[2])

    def test_a_meeting_that_has_begun_becomes_a_link_for_now(self):
        event = self.event(start=self.now - timedelta(minutes=5))
        meeting = self.post(self.wizard(event.action_post_link()))
        self.assertFalse(meeting.start_date)

    def test_what_somebody_has_to_do_stays_to_be_done(self):
        self.alice.group_ids |= self.env.ref("base.group_partner_manager")
        event = self.event(
            res_id=self.outsider.id,
            res_model_id=self.env["ir.model"]._get_id("res.partner"),
        )
        activity = event.sudo().activity_ids
        self.assertTrue(activity)
        self.post(self.wizard(event.action_post_link()))
        self.assertTrue(activity.exists())
        self.assertFalse(activity.calendar_event_id)

    def test_who_is_not_invited_turns_nothing_into_a_link(self):
        event = self.event((self.alice | self.bob).partner_id)
        with self.assertRaises(AccessError):
            event.with_user(self.carol).action_post_link()
        action = event.action_post_link()
        with self.assertRaises(AccessError):
            self.post(self.wizard(action, self.carol))
        self.assertTrue(event.exists())

    def test_customers_turn_nothing_into_a_link(self):
        event = self.event()
        public = self.env.ref("base.public_user")
        for user in (self.customer, public):
            with self.assertRaises(AccessError):
                event.with_user(user).action_post_link()
            events = self.env["calendar.event"].with_user(user)
            with self.assertRaises(AccessError):
                events.get_post_link_action(self.values(self.all_of_us))
            with self.assertRaises(AccessError):
                self.env[LINK].with_user(user).create({})
            offer = self.env[LINK].with_user(user)._offer_link
            self.assertIsNone(offer(self.bob.partner_id, self.bob.partner_id))

    def test_an_appointment_stays(self):
        event = self.appointment()
        with self.assertRaises(UserError):
            event.action_post_link()
        wizard = (
            self.env[LINK]
            .with_user(self.alice)
            .create(
                {
                    "calendar_event_id": event.id,
                    "name": "Offer",
                    "partner_ids": self.bob.partner_id.ids,
                }
            )
        )
        before = self.env["discuss.meeting"].search_count([])
        with self.assertRaises(UserError):
            wizard.action_post()
        self.assertTrue(event.exists())
        self.assertEqual(self.env["discuss.meeting"].search_count([]), before)
