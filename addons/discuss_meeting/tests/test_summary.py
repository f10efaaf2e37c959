from datetime import timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, new_test_user

from odoo.addons.mail.tools.discuss import Store

from .common import MeetingCase


class SummaryCase(MeetingCase):
    def hold(self, users=None, minutes=25, **kwargs):
        """Hold a meeting of Alice and, by default, Bob; return it (sudo), ended."""
        meeting = self.start(**{"title": "Plan", **kwargs})
        for user in users or (self.alice, self.bob):
            self.enter(meeting, user)
        past = self.now - timedelta(minutes=minutes)
        meeting.attendance_ids.join_date = past
        if meeting.started_date:
            meeting.started_date = past
        self.as_user(meeting, self.alice).end()
        return meeting

    def enter(self, meeting, user):
        stay = (
            self.env["discuss.meeting.attendance"]
            .sudo()
            ._create_for(self.as_user(meeting, user), None, "admitted")
        )
        stay._come_in()

    def messages(self, channel=None):
        channel = channel or self.group
        return self.env["mail.message"].search(
            [("model", "=", channel._name), ("res_id", "=", channel.id)]
        )

    def store(self, meeting, user):
        env = self.env(user=user)
        store = Store(bus_channel=user).add(meeting.with_env(env))
        return store.get_result()["discuss.meeting"][0]


class TestEnd(SummaryCase):
    def test_said_in_the_channel(self):
        with self.mock_mail_gateway():
            meeting = self.hold()
        note = self.messages()[0]
        self.assertEqual(note.message_type, "notification")
        self.assertEqual(note.author_id, self.env.ref("base.partner_root"))
        self.assertEqual(note.meeting_id, meeting)
        self.assertIn("“Plan” has ended: 2 people, 25 min.", note.body)
        self.assertIn("Alice, what came of it?", note.body)
        self.assertFalse(note.notification_ids)
        self.assertNotSentEmail()
        self.assertEqual((meeting.people_count, meeting.minutes), (2, 25))

    def test_in_the_language_of_the_host(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.alice.lang = "fr_FR"
        self.hold()
        self.assertIn("« Plan » est terminée", self.messages()[0].body)

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
        self.assertIn("“Plan” has ended: 2 people. Alice", self.messages()[0].body)

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


class TestSummary(SummaryCase):
    def summarize(self, meeting, user=None, **values):
        return self.as_user(meeting, user or self.alice).write_summary(**values)

    def test_one_message(self):
        meeting = self.hold()
        before = self.messages()
        with self.mock_mail_gateway():
            message_id = self.summarize(
                meeting,
                decisions="We go\n\n We take stand <4> ",
                actions=[
                    {
                        "name": "Book the van",
                        "partner_id": self.bob.partner_id.id,
                        "date": "2030-03-12",
                    },
                    {"name": "Print"},
                ],
                notes="It rains\nin March.",
            )
        message = self.messages() - before
        self.assertEqual(message.id, message_id)
        self.assertEqual(message.author_id, self.alice.partner_id)
        self.assertIn("<li>We go</li><li>We take stand &lt;4&gt;</li>", message.body)
        self.assertIn("@Bob</a> · 03/12/2030", message.body)
        self.assertIn(f'data-oe-id="{self.bob.partner_id.id}"', message.body)
        self.assertIn("<li>Print</li>", message.body)
        self.assertIn("It rains<br>in March.", message.body)
        self.assertFalse(message.partner_ids)
        self.assertFalse(message.notification_ids)
        self.assertNotSentEmail()
        own = self.as_user(meeting, self.bob)
        self.assertEqual(own.decisions, "We go\nWe take stand <4>")
        self.assertEqual(own.action_ids.mapped("name"), ["Book the van", "Print"])
        self.assertEqual(own.action_ids.partner_id, self.bob.partner_id)
        self.assertTrue(own.summary_date)

    def test_sent_twice_acts_once(self):
        meeting = self.hold()
        values = {
            "actions": [{"name": "Print", "date": "2030-03-12"}],
            "decisions": "We go",
        }
        first = self.summarize(meeting, **values)
        before, action = self.messages(), meeting.action_ids
        self.assertEqual(self.summarize(meeting, **values), first)
        self.assertEqual(self.messages(), before)
        self.assertEqual(meeting.action_ids, action)
        self.assertNotIn("o-mail-Message-edited", meeting.summary_message_id.body)

    def test_edited(self):
        meeting = self.hold()
        first = self.summarize(meeting, decisions="We go")
        written = meeting.summary_date
        before = self.messages()
        self.assertEqual(self.summarize(meeting, notes="We stay"), first)
        self.assertEqual(self.messages(), before)
        body = meeting.summary_message_id.body
        self.assertIn("We stay", body)
        self.assertNotIn("We go", body)
        self.assertFalse(meeting.decisions)
        self.assertEqual(meeting.summary_date, written)

    def test_whose_message_was_deleted(self):
        meeting = self.hold()
        self.summarize(meeting, decisions="We go")
        meeting.summary_message_id.unlink()
        self.summarize(meeting, decisions="We stay")
        self.assertIn("We stay", self.messages()[0].body)

    def test_known_to_the_card(self):
        meeting = self.hold()
        self.assertIs(self.store(meeting, self.bob)["has_summary"], False)
        self._reset_bus()
        self.summarize(meeting, decisions="We go")
        self.assertIs(self.store(meeting, self.bob)["has_summary"], True)
        self.env.cr.precommit.run()
        sent = self.env["bus.bus"].search([]).mapped("message")
        self.assertTrue(any('"has_summary":true' in message for message in sent))

    def test_who_may_write(self):
        meeting = self.hold()
        public = self.hold(channel=self.public)
        for user, kept in (
            (self.carol, meeting),
            (self.customer, meeting),
            (self.customer, public),
            (self.env.ref("base.public_user"), public),
        ):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.summarize(kept, user, decisions="We go")
        with self.assertRaises(AccessError):
            self.summarize(meeting.browse(0x7FFFFFF0), decisions="We go")
        with self.assertRaises(AccessError):
            self.summarize(meeting | public, decisions="We go")
        self.assertFalse(meeting.summary_date or public.summary_date)

    def test_who_answers_for_the_channel_stands_in(self):
        group = self.channels.with_user(self.bob)._create_group(
            [self.alice.partner_id.id, self.bob.partner_id.id], name="Of Bob"
        )
        meeting = self.hold(channel=group)
        message_id = self.summarize(meeting, self.bob, decisions="We go")
        message = self.env["mail.message"].browse(message_id)
        self.assertEqual(message.author_id, self.bob.partner_id)

    def test_refused_who_has_left(self):
        meeting = self.hold()
        self.group.with_user(self.alice).action_unfollow()
        with self.assertRaises(AccessError):
            self.summarize(meeting, decisions="We go")

    def test_refused_before_the_end(self):
        meeting = self.start(title="Plan")
        with self.assertRaises(UserError):
            self.summarize(meeting, decisions="We go")
        standing = self.start(is_standing=True)
        self.as_user(standing, self.alice).end()
        with self.assertRaises(UserError):
            self.summarize(standing, decisions="We go")

    def test_refused_values(self):
        meeting = self.hold()
        for values in (
            {},
            {"decisions": " \n ", "notes": "\n", "actions": [{"name": " "}]},
            {"decisions": 5},
            {"decisions": "x" * 501},
            {"decisions": "x\n" * 51},
            {"notes": "x" * 10_001},
            {"notes": ["x"]},
            {"actions": "x"},
            {"actions": ["x"]},
            {"actions": [{"name": "x", "done": True}]},
            {"actions": [{"name": "x"}] * 51},
            {"actions": [{"name": "x" * 501}]},
            {"actions": [{"name": 5}]},
            {"actions": [{"partner_id": self.bob.partner_id.id}]},
            {"actions": [{"name": "x", "partner_id": "1"}]},
            {"actions": [{"name": "x", "partner_id": True}]},
            {"actions": [{"name": "x", "partner_id": 0x7FFFFFF0}]},
            {"actions": [{"name": "x", "partner_id": self.customer.partner_id.id}]},
            {"actions": [{"name": "x", "date": "soon"}]},
            {"actions": [{"name": "x", "date": 5}]},
        ):
            with self.subTest(values=str(values)[:60]):
                with self.assertRaises(ValidationError):
                    self.summarize(meeting, **values)
        self.assertFalse(meeting.summary_date)

    def test_somebody_from_outside_who_was_there(self):
        self.group.sudo()._add_members(users=self.customer)
        meeting = self.hold()
        self.summarize(
            meeting,
            actions=[{"name": "Pay", "partner_id": self.customer.partner_id.id}],
        )
        self.assertEqual(meeting.action_ids.partner_id, self.customer.partner_id)

    def test_actions_are_read_with_the_meeting(self):
        meeting = self.hold()
        self.summarize(meeting, actions=[{"name": "Print"}])
        self.assertTrue(self.as_user(meeting.action_ids, self.bob).read(["name"]))
        for user in (self.carol, self.customer):
            with self.assertRaises(AccessError):
                self.as_user(meeting.action_ids, user).read(["name"])
            with self.assertRaises(AccessError):
                self.as_user(meeting, user).read(["decisions"])
        with self.assertRaises(AccessError):
            self.as_user(meeting.action_ids, self.alice).name = "Play"

    def test_form(self):
        meeting = self.hold()
        action = self.as_user(meeting, self.alice).action_write_summary()
        summaries = self.env["discuss.meeting.summary"].with_user(self.alice)
        with Form(summaries.with_context(**action["context"])) as form:
            form.decisions = "We go"
            with form.action_ids.new() as line:
                line.name = "Print"
                line.partner_id = self.bob.partner_id
            self.assertIn("“Fair”", form.audience)
        form.record.action_post()
        self.assertEqual(meeting.decisions, "We go")
        self.assertEqual(meeting.action_ids.partner_id, self.bob.partner_id)
        # once more, to edit
        with Form(summaries.with_context(**action["context"])) as form:
            self.assertEqual(form.decisions, "We go")
            form.notes = "It rains"
        form.record.action_post()
        self.assertEqual(meeting.action_ids.name, "Print")
        self.assertEqual(meeting.summary_notes, "It rains")

    def test_form_refused(self):
        meeting = self.hold()
        summaries = self.env["discuss.meeting.summary"]
        for user in (self.carol, self.customer):
            with self.assertRaises(AccessError):
                self.as_user(meeting, user).action_write_summary()
            with self.assertRaises(AccessError):
                summaries.with_user(user).create({"meeting_id": meeting.id})
        with self.assertRaises(AccessError):
            summaries.with_user(self.carol).with_context(
                default_meeting_id=meeting.id
            ).default_get(["meeting_id", "decisions"])
        own = summaries.with_user(self.alice).create(
            {
                "meeting_id": meeting.id,
                "action_ids": [Command.create({"name": "Print"})],
            }
        )
        for record in (own, own.action_ids):
            with self.assertRaises(AccessError):
                record.with_user(self.bob).read(["create_uid"])


class TestList(SummaryCase):
    def due(self, user):
        meetings = self.env["discuss.meeting"].with_user(user)
        return meetings.search(
            [("is_summary_due", "=", True), ("channel_id", "=", self.group.id)]
        )

    def test_due_after_a_day(self):
        meeting = self.hold()
        self.assertFalse(self.due(self.alice))
        self.assertFalse(meeting.is_summary_due)
        meeting.ended_date -= timedelta(hours=25)
        meeting.invalidate_recordset()
        self.assertTrue(meeting.is_summary_due)
        self.assertEqual(self.due(self.alice), meeting)
        self.assertEqual(self.due(self.bob), meeting)
        self.assertFalse(self.due(self.carol))
        open_list = self.env["discuss.meeting"].with_user(self.alice).action_open_list
        self.assertIn("search_default_summary_due", open_list()["context"])
        self.as_user(meeting, self.alice).write_summary("We go")
        self.assertFalse(self.due(self.alice))
        self.assertNotIn("search_default_summary_due", open_list()["context"])

    def test_alone_owes_nothing(self):
        meeting = self.hold([self.alice])
        meeting.ended_date -= timedelta(hours=25)
        self.assertFalse(self.due(self.alice))

    def test_open_channel(self):
        meeting = self.hold()
        action = self.as_user(meeting, self.bob).action_open_channel()
        self.assertEqual(
            action["context"], {"active_id": f"discuss.channel_{self.group.id}"}
        )
        with self.assertRaises(AccessError):
            self.as_user(meeting, self.carol).action_open_channel()

    def test_queries_of_the_list_do_not_grow(self):
        names = ["name", "state", "can_summarize", "is_summary_due", "people_count"]
        counts = []
        for _time in range(3):
            for _meeting in range(3):
                self.hold()
            meetings = self.env["discuss.meeting"].with_user(self.alice)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            meetings.search([("host_id", "=", self.alice.id)]).read(names)
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])


class TestReport(SummaryCase):
    def report(self, user=None, domain=()):
        reports = self.env["discuss.meeting.report"]
        if user:
            reports = reports.with_user(user)
        hosts = [("host_id", "=", self.alice.id)]
        return reports.search([*hosts, *domain], order="id")

    def test_a_line_for_each_meeting(self):
        admin = new_test_user(
            self.env, "meeting_admin", "discuss_theme.group_discuss_administrator"
        )
        meeting = self.hold(minutes=30)
        self.hold([self.alice], channel=self.public)
        self.start(channel=self.public)
        private = self.report(admin, [("kind", "=", "private")])
        self.assertEqual(len(private), 1)
        self.assertEqual((private.people_count, private.told_count), (2, 1))
        self.assertEqual(private.outsider_count, 0)
        self.assertAlmostEqual(private.minutes, 60, delta=2)
        self.assertEqual(private.company_id, meeting.company_id)
        self.assertEqual(private.theme_id, self.group.theme_id)
        self.assertEqual(private.date, meeting.attendance_ids[0].join_date)
        public = self.report(admin, [("kind", "=", "public")])
        self.assertEqual(sorted(public.mapped("people_count")), [0, 1])

    def test_a_line_for_each_day_of_a_standing_link(self):
        meeting = self.start(is_standing=True)
        for days in (2, 1, 0):
            self.enter(meeting, self.bob)
            stay = meeting.attendance_ids[-1]
            stay._leave()
            stay.join_date -= timedelta(days=days)
            stay.leave_date = stay.join_date + timedelta(minutes=10)
        lines = self.report()
        self.assertEqual(lines.mapped("people_count"), [1, 1, 1])
        self.assertEqual(sum(lines.mapped("told_count")), meeting.told_count)
        self.assertAlmostEqual(sum(lines.mapped("minutes")), 30)

    def test_time_that_nobody_knows(self):
        meeting = self.start()
        self.enter(meeting, self.bob)
        meeting._end_expired()
        self.assertEqual(self.report().minutes, 0)

    def test_for_administrators_of_discuss(self):
        self.hold()
        for user in (self.alice, self.customer):
            with self.assertRaises(AccessError):
                self.report(user)

    def test_of_their_companies(self):
        admin = new_test_user(
            self.env, "meeting_admin", "discuss_theme.group_discuss_administrator"
        )
        meeting = self.hold()
        self.assertTrue(self.report(admin))
        meeting.company_id = self.company_2
        self.env.flush_all()
        self.assertFalse(self.report(admin))

    def test_says_no_title(self):
        names = self.env["discuss.meeting.report"]._fields
        self.assertFalse({"name", "channel_id", "meeting_id"} & set(names))
