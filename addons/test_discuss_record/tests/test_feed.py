from datetime import timedelta
from unittest.mock import patch

from markupsafe import Markup

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import html2plaintext, mute_logger

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestFeed(TestDiscussRecordCommon):
    """What happens to a record appears in its channel, and disturbs nobody."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = cls._new_user(
            "discuss_admin", "base.group_user,discuss_theme.group_discuss_administrator"
        )

    def setUp(self):
        super().setUp()
        self.channel = self._open(self.document, self.responsible)
        self._end_transaction()

    def _notes(self, channel=None):
        return self._feed_notes(channel or self.channel)

    def _choose(self, code, is_told):
        self.env["discuss.record.feed"].with_user(self.admin).action_open()
        line = self.env["discuss.record.feed"].search(
            [("model_id.model", "=", "test.discuss.record"), ("code", "=", code)]
        )
        line.with_user(self.admin).is_told = is_told

    # what is told

    def test_change_of_a_field(self):
        self.document.with_user(self.colleague).user_id = self.colleague
        note = self._notes()
        self.assertEqual(
            self._feed_lines(note),
            ["Document User: Romane Responsible → Colin Colleague"],
        )
        self.assertEqual(note.author_id, self.colleague.partner_id)

    def test_one_note_for_a_transaction(self):
        document = self.document.with_user(self.responsible)
        document.write({"date": "2030-01-02", "state": "done"})
        # what runs in a savepoint has the cursor do what it does before a commit
        with self.env.cr.savepoint():
            document.user_id = self.colleague
        self.channel.with_user(self.responsible).message_post(body="In between")
        document.date = "2030-01-03"
        self.assertEqual(
            self._feed_lines(self._notes()),
            [
                "Document State: Draft → Done · Date: 01/02/2030 · Finished",
                "Document User: Romane Responsible → Colin Colleague",
                "Document Date: 01/02/2030 → 01/03/2030",
            ],
        )

    def test_nothing_when_nothing_has_changed(self):
        document = self.document.with_user(self.responsible)
        document.write({"state": "done"})
        document.write({"state": "draft"})
        document.write({"user_id": self.responsible.id})
        document.write({"amount": 3})
        self.assertFalse(self._notes())

    def test_never_amounts_nor_what_is_for_few(self):
        self.document.sudo().write({"margin": 40, "amount": 1000, "state": "done"})
        (text,) = self._feed_lines(self._notes())
        self.assertEqual(text, "Document State: Draft → Done · Finished")
        self.assertNotIn("margin", self.document._discuss_feed_told())

    def test_told_by_hand(self):
        self.document._discuss_feed_tell("seen", "by <Clara>")
        self.document._discuss_feed_tell("noise")
        self.document._discuss_feed_tell("unheard of")
        note = self._notes()
        self.assertEqual(
            self._feed_lines(note), ["Document Seen by the customer: by <Clara>"]
        )
        self.assertIn("&lt;Clara&gt;", note.body)

    def test_what_customers_do_is_told_by_odoo(self):
        """Who is the author of a message may read it: no customer is."""
        self.document.with_user(self.customer).sudo().state = "done"
        note = self._notes()
        self.assertEqual(note.author_id, self.env.ref("base.partner_root"))
        self.assertIn("o_hide_author", note.body)
        self.assertFalse(note.with_user(self.customer).has_access("read"))

    def test_several_records_in_one_channel(self):
        others = self.env["test.discuss.record"].concat(
            *(
                self._new_document(name=f"Part {i}", user_id=self.responsible.id)
                for i in range(7)
            )
        )
        others.sudo().team_channel_id = self.channel
        (others | self.document).with_user(self.responsible).state = "done"
        (text,) = self._feed_lines(self._notes())
        self.assertEqual(
            text,
            "Part 0, Part 1, Part 2, Part 3, Part 4 and 3 more "
            "State: Draft → Done · Finished",
        )

    def test_many_lines_are_counted(self):
        others = self.env["test.discuss.record"].concat(
            *(
                self._new_document(name=f"Part {i}", user_id=self.responsible.id)
                for i in range(12)
            )
        )
        others.sudo().team_channel_id = self.channel
        for i, other in enumerate(others):
            other.date = f"2030-01-{i + 1:02}"
        lines = self._feed_lines(self._notes())
        self.assertEqual(len(lines), 11)
        self.assertEqual(lines[-1], "2 more changes")

    # in whose way it is not

    def test_disturbs_nobody(self):
        self.channel.with_user(self.responsible)._add_members(users=self.stranger)
        member = self.channel.channel_member_ids.filtered(
            lambda m: m.partner_id == self.stranger.partner_id
        )
        interest = self.channel.last_interest_dt = fields.Datetime.now() - timedelta(5)
        unread = member.with_user(self.stranger).message_unread_counter
        self._end_transaction()
        mails = self.env["mail.mail"].sudo().search_count([])
        self.env["bus.bus"].sudo().search([]).unlink()
        self.document.with_user(self.responsible).state = "done"
        note = self._notes()
        self.env.invalidate_all()
        self.assertFalse(note.notification_ids)
        self.assertEqual(note.message_type, "notification")
        self.assertEqual(self.channel.last_interest_dt, interest)
        self.assertEqual(member.with_user(self.stranger).message_unread_counter, unread)
        self.assertEqual(self.env["mail.mail"].sudo().search_count([]), mails)
        # who listens to the channel is shown it
        sent = self.env["bus.bus"].sudo().search([]).mapped("message")
        about = [message for message in sent if f'"id":{note.id}' in message]
        self.assertEqual(len(about), 1)
        self.assertIn("discuss.record/feed", about[0])

    def test_who_was_invited_reads_it(self):
        """Members who may not read the record read no more of it than the note says."""
        channel = self._open(self.confidential, self.responsible)
        channel.with_user(self.responsible)._add_members(users=self.stranger)
        self.confidential.with_user(self.responsible).write(
            {"state": "done", "amount": 123456}
        )
        note = self._notes(channel).with_user(self.stranger)
        self.assertFalse(self.confidential.with_user(self.stranger).has_access("read"))
        self.assertIn("Finished", note.body)
        self.assertNotIn("123", html2plaintext(note.body))
        for user in (self.colleague, self.customer):
            self.assertFalse(note.with_user(user).has_access("read"), user.login)

    def test_closed_channel(self):
        self.channel.sudo()._close("Over")
        self._end_transaction()
        self.document.with_user(self.responsible).state = "done"
        self.assertEqual(len(self._notes()), 1)
        self.assertTrue(self.channel.is_closed)

    # grouping

    def test_what_follows_soon_is_added(self):
        document = self.document.with_user(self.responsible)
        document.date = "2030-01-02"
        first = self._notes()
        self._end_transaction()
        document.state = "done"
        self.assertEqual(self._notes(), first)
        self.assertEqual(
            self._feed_lines(first),
            ["Document Date: 01/02/2030", "Document State: Draft → Done · Finished"],
        )

    def test_what_is_not_added(self):
        def by_somebody_else():
            self.document.with_user(self.colleague).date = "2030-01-03"

        def after_a_message():
            self.channel.with_user(self.responsible).message_post(
                body="Hello", message_type="comment", subtype_xmlid="mail.mt_comment"
            )
            self._end_transaction()
            self.document.with_user(self.responsible).date = "2030-01-04"

        def later():
            self.env.cr.execute(
                "UPDATE mail_message SET create_date = create_date - INTERVAL '11 min'"
            )
            self._end_transaction()
            self.document.with_user(self.responsible).date = "2030-01-05"

        def to_a_long_one():
            note = self._notes()[-1:]
            note.body = Markup(str(note.body).replace("<li>", "<li>x</li><li>" * 9))
            self._end_transaction()
            self.document.with_user(self.responsible).date = "2030-01-06"

        self.document.with_user(self.responsible).date = "2030-01-02"
        for count, act in enumerate(
            (by_somebody_else, after_a_message, later, to_a_long_one), start=2
        ):
            self._end_transaction()
            with self.subTest(act.__name__):
                act()
                self.assertEqual(len(self._notes()), count)

    # what fails

    def test_failing_note_costs_no_more_than_itself(self):
        other = self._new_document(name="Other", user_id=self.responsible.id)
        other_channel = self._open(other, self.responsible)
        self._end_transaction()
        original = type(self.env["test.discuss.record"])._discuss_feed_line

        def fail_for_one(record, *args):
            if record == self.document:
                self.env.cr.execute("SELECT no_such_column FROM mail_message")
            return original(record, *args)

        with (
            patch.object(
                self.registry["test.discuss.record"], "_discuss_feed_line", fail_for_one
            ),
            mute_logger("odoo.sql_db"),
            self.assertLogs("odoo.addons.discuss_record.feed", "ERROR") as logs,
        ):
            (self.document | other).with_user(self.responsible).state = "done"
            self.assertEqual(len(self._notes(other_channel)), 1)
        self.assertEqual(len(logs.output), 1)
        self.assertIn(f"test.discuss.record[{self.document.id}]", logs.output[0])
        self.env.invalidate_all()
        self.assertEqual(self.document.state, "done")
        self.assertFalse(self._notes())

    def test_rollback_leaves_nothing(self):
        class Stop(Exception):
            pass

        with self.assertRaises(Stop), self.env.cr.savepoint():
            self.document.with_user(self.responsible).state = "done"
            raise Stop
        self.assertFalse(self._notes())

    def test_deleted_record(self):
        self.document.with_user(self.responsible).state = "done"
        self.document.sudo().unlink()
        self.assertFalse(self._notes())

    def test_new_record_in_a_channel(self):
        """What it becomes while it is made is nothing that happened to it."""
        self._new_document(team_channel_id=self.channel.id).state = "done"
        self.assertFalse(self._notes())

    # choosing

    def test_administrators_choose(self):
        self._choose("state", False)
        self._choose("done", False)
        self._choose("noise", True)
        self.document.with_user(self.responsible).state = "done"
        self.assertFalse(self._notes())
        self.document._discuss_feed_tell("noise")
        self.assertEqual(self._feed_lines(self._notes()), ["Document Noise"])

    def test_list_for_administrators(self):
        Choice = self.env["discuss.record.feed"]
        Choice.with_user(self.admin).action_open()
        lines = Choice.search([("model_id.model", "=", "test.discuss.record")])
        names = {"State", "User", "Date", "Finished", "Seen by the customer", "Noise"}
        self.assertEqual(set(lines.mapped("name")), names)
        self.assertEqual(
            lines.filtered(lambda x: not x.is_told).mapped("name"), ["Noise"]
        )
        # what is not declared any more goes, what was chosen stays
        lines[0].is_told = False
        stale = lines[0].copy({"code": "gone"})
        Choice.with_user(self.admin).action_open()
        self.assertFalse(stale.exists())
        self.assertFalse(lines[0].is_told)
        # administrators of Discuss do not see the models themselves
        (group, *_others) = Choice.with_user(self.admin).web_read_group(
            [("id", "in", lines.ids)], ["model_id"], ["__count"]
        )["groups"]
        self.assertEqual(group["model_id"][1], "Test Document")
        values = lines.with_user(self.admin).web_read(
            {"name": {}, "model_id": {"fields": {"display_name": {}}}}
        )
        self.assertEqual(values[0]["model_id"]["display_name"], "Test Document")

    def test_refusals(self):
        Choice = self.env["discuss.record.feed"]
        Choice.with_user(self.admin).action_open()
        line = Choice.search([], limit=1)
        for user in (self.colleague, self.customer):
            for act in (
                lambda u=user: Choice.with_user(u).action_open(),
                lambda u=user: line.with_user(u).read(["code"]),
                lambda u=user: line.with_user(u).write({"is_told": False}),
            ):
                with self.subTest(user=user.login), self.assertRaises(AccessError):
                    act()
        for values in ({"code": "x"}, {"model_id": line.model_id.id}):
            with self.assertRaises(AccessError):
                line.with_user(self.admin).write(values)
        with self.assertRaises(AccessError):
            Choice.with_user(self.admin).create(
                {"model_id": line.model_id.id, "code": "x"}
            )
        with self.assertRaises(AccessError):
            line.with_user(self.admin).unlink()

    # speed

    def _count(self, function):
        self.env.flush_all()
        self.env.invalidate_all()
        self.responsible.fetch(["partner_id"])
        # what is chosen is known from the first record on that is saved
        self.document._discuss_feed_watched()
        before = self.env.cr.sql_log_count
        function()
        self.env.cr.flush()
        return self.env.cr.sql_log_count - before

    def _documents(self, count, with_channel=True):
        documents = self.env["test.discuss.record"].concat(
            *(
                self._new_document(name=f"Document {i}", user_id=self.responsible.id)
                for i in range(count)
            )
        )
        if with_channel:
            for document in documents:
                self._open(document, self.responsible)
        self._end_transaction()
        return documents

    def test_saving_many_records(self):
        """As many queries for two hundred notes as for two."""
        few, many = self._documents(2), self._documents(200)
        counts = []
        for documents in (few, many):
            self._count(lambda d=documents: d.write({"date": "2030-01-01"}))
            self.env.cr.cache.clear()
            counts.append(
                # a second time, to what has a note already
                self._count(lambda d=documents: d.write({"date": "2030-02-01"}))
            )
        self.assertLessEqual(counts[1], counts[0] + 6)
        self.assertEqual(len(self._notes(many[-1].team_channel_id)), 1)

    def test_saving_without_a_channel(self):
        documents = self._documents(20, with_channel=False)

        def save(day):
            # the form has read what it saves
            documents.mapped("name")
            documents.write({"date": f"2030-01-{day:02}"})

        self._count(lambda: save(1))
        with_feed = self._count(lambda: save(2))
        with patch.object(
            self.registry["test.discuss.record"],
            "_discuss_feed_keep",
            lambda *args: None,
        ):
            without = self._count(lambda: save(3))
        self.assertEqual(with_feed, without)

    def test_saving_what_is_not_told(self):
        (document,) = self._documents(1)
        for code in ("date", "state", "done", "user_id"):
            self._choose(code, False)
        self._count(lambda: document.write({"date": "2030-01-03"}))
        with_channel = self._count(lambda: document.write({"date": "2030-01-01"}))
        with patch.object(
            self.registry["test.discuss.record"],
            "_discuss_feed_keep",
            lambda *args: None,
        ):
            without = self._count(lambda: document.write({"date": "2030-01-02"}))
        self.assertEqual(with_channel, without)
        self.assertFalse(self._notes(document.team_channel_id))
