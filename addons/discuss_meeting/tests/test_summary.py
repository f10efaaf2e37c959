from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form

from .summary_common import SummaryCase


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
