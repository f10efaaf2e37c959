from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tests import tagged

from ..models import discuss_theme
from .common import DiscussClosingCommon


@tagged("post_install", "-at_install")
class TestAutoClose(DiscussClosingCommon):
    """Quiet channels close by themselves, a week after their members were told."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.theme_open.auto_close_days = 30
        cls.job = cls.env.ref("discuss_closing.ir_cron_close_quiet_channels")

    def make_quiet(self, channel, days):
        """Let the last message of the channel, and the channel, be as old as that."""
        self.env.flush_all()
        self.env.cr.execute(
            """
            UPDATE mail_message
               SET create_date = now() AT TIME ZONE 'UTC' - %(days)s * interval '1 day'
             WHERE model = 'discuss.channel' AND res_id = %(id)s
            """,
            {"days": days, "id": channel.id},
        )
        self.env.cr.execute(
            """
            UPDATE discuss_channel
               SET create_date = create_date - %(days)s * interval '1 day',
                   last_interest_dt = last_interest_dt - %(days)s * interval '1 day'
             WHERE id = %(id)s
            """,
            {"days": days, "id": channel.id},
        )
        self.env.invalidate_all()

    def create_quiet(self, days=24, theme=None, **values):
        theme = theme or self.theme_open
        channel = self.create_owned_channel(theme_id=theme.id, **values)
        self.post(channel)
        self.make_quiet(channel, days)
        return channel

    def run_job(self, after_days=0):
        """Run the job as it will after so many days."""
        self.env.flush_all()
        now = fields.Datetime.now() + timedelta(days=after_days)
        with (
            self.enter_registry_test_mode(),
            patch.object(fields.Datetime, "now", lambda: now),
        ):
            self.job.method_direct_trigger()
        self.env.invalidate_all()

    def test_what_is_no_conversation(self):
        """Rooms of calls and the like, of modules that say so, are let be."""
        channel = self.create_quiet(60)
        with patch.object(
            type(channel),
            "_conversation_domain",
            lambda channels: Domain("id", "!=", channel.id),
        ):
            self.run_job()
        self.assertFalse(channel.close_notice_date)
        self.assertFalse(self.notes(channel))

    def test_notice_then_end(self):
        channel = self.create_quiet(24)
        self.run_job()
        self.assertFalse(channel.is_closed)
        self.assertIn("Nobody has written here for 24 days", self.notes(channel)[0])
        author = channel.message_ids[0].author_id
        self.assertEqual(author, self.env.ref("base.partner_root"))
        count = len(channel.message_ids)
        # told once, and closed a week later
        self.run_job()
        self.run_job(after_days=6)
        self.assertEqual(len(channel.message_ids), count)
        self.assertFalse(channel.is_closed)
        self.run_job(after_days=7)
        self.assertTrue(channel.is_closed)
        self.assertEqual(channel.outcome, "No message for 30 days")
        self.assertEqual(channel.closed_uid, self.env.ref("base.user_root"))
        # a colleague reopens it with a click, and it is not quiet then
        channel.reopen()
        self.run_job(after_days=8)
        self.assertFalse(channel.is_closed)
        self.assertEqual(self.notes(channel)[0], "reopened this channel.")

    def test_a_message_keeps_it_open(self):
        """In the channel, or in one of its threads."""
        for where in ("channel", "thread"):
            with self.subTest(where=where):
                channel = self.create_quiet(24)
                thread = channel._create_sub_channel(name="A thread")
                self.make_quiet(thread, 24)
                self.run_job()
                self.assertIn("Nobody has written", self.notes(channel)[0])
                self.post(channel if where == "channel" else thread)
                count = len(channel.message_ids)
                self.run_job(after_days=10)
                self.assertFalse(channel.is_closed)
                self.assertEqual(len(channel.message_ids), count)
                # the next quiet period has its own notice
                self.run_job(after_days=25)
                self.assertEqual(len(channel.message_ids), count + 1)
                self.run_job(after_days=33)
                self.assertTrue(channel.is_closed)

    def test_which(self):
        """One row per channel: is it told to its members that it will close?"""
        sub_theme = self.Theme.create(
            {"name": "Inside", "parent_id": self.theme_open.id}
        )
        closed = self.create_quiet()
        closed.close("Done")
        quiet_thread = self.create_quiet()
        self.make_quiet(quiet_thread._create_sub_channel(name="A thread"), 24)
        group = self.create_owned_group()
        group.theme_id = self.theme_open
        self.make_quiet(group, 24)
        kept_thread = self.create_quiet()
        thread = kept_thread._create_sub_channel(name="A thread")
        thread.set_favorite(True)
        self.make_quiet(thread, 24)
        favorite = self.create_quiet()
        favorite.with_user(self.user_team).channel_join()
        favorite.with_user(self.user_team).set_favorite(True)
        # left of a time when customers had some
        customer = self.user_portal.partner_id
        of_a_customer = self.create_owned_group(customer)
        of_a_customer.theme_id = self.theme_open
        members = of_a_customer.sudo().channel_member_ids
        members.filtered(lambda m: m.partner_id == customer).is_favorite = True
        self.make_quiet(of_a_customer, 24)
        table = [
            (of_a_customer, True),
            (self.create_quiet(24), True),
            (self.create_quiet(22), False),
            (self.create_quiet(400), True),
            (self.create_quiet(24, theme=sub_theme), False),
            (self.create_quiet(24, theme=self.general), False),
            (self.create_quiet(24, active=False), False),
            (group, True),
            (closed, False),
            (quiet_thread, True),
            (quiet_thread.sub_channel_ids, False),
            (favorite, False),
            (kept_thread, False),
        ]
        self.run_job()
        for row, (channel, expected) in enumerate(table):
            with self.subTest(row=row):
                self.assertEqual(bool(channel.close_notice_date), expected)
                self.assertEqual("Nobody has" in str(self.notes(channel)), expected)

    def test_never_without_a_notice(self):
        """However long it was quiet, and whatever became of an old notice."""
        channel = self.create_quiet(400)
        self.run_job()
        self.assertFalse(channel.is_closed)
        self.theme_open.auto_close_days = 0
        self.run_job(after_days=60)
        self.theme_open.auto_close_days = 30
        count = len(channel.message_ids)
        self.run_job(after_days=60)
        self.assertFalse(channel.is_closed)
        self.assertEqual(len(channel.message_ids), count + 1)
        self.run_job(after_days=67)
        self.assertTrue(channel.is_closed)

    def test_values(self):
        for days in (-1, 1, 7, 13):
            with (
                self.subTest(days=days),
                self.assertRefused(ValidationError, "after 14 quiet days"),
            ):
                self.theme_open.auto_close_days = days
        self.theme_open.auto_close_days = 14
        self.theme_open.auto_close_days = 0

    def test_language(self):
        """In that of the company, as nobody's in particular."""
        self.env["res.lang"]._activate_lang("fr_FR")
        self.env.company.partner_id.lang = "fr_FR"
        channel = self.create_quiet(400)
        seen = []

        def post(self, text):
            seen.append(self.env.lang)

        with patch.object(self.registry["discuss.channel"], "_note", post):
            self.run_job()
            self.run_job(after_days=8)
        self.assertEqual(seen, ["fr_FR", "fr_FR"])
        self.assertTrue(channel.is_closed)

    def test_queries(self):
        """To find what is quiet, and what of it may close, costs the same for any
        number of channels and messages."""

        def find():
            rows = self.Theme._search_quiet_channels(0)
            self.Channel.browse(row["id"] for row in rows)._filter_closable_when_quiet()
            return rows

        self.create_quiet()
        few = self.count_queries(find)
        for _number in range(20):
            channel = self.create_quiet(0)
            for _message in range(3):
                self.post(channel)
            self.make_quiet(channel, 24)
        self.assertLessEqual(self.count_queries(find), few)

    def test_batches(self):
        """All are seen to, however many batches that takes; what was done is kept."""
        channels = self.Channel.browse().union(
            *(self.create_quiet() for _n in range(5))
        )
        with patch.object(discuss_theme, "BATCH_SIZE", 2):
            self.run_job()
        self.assertTrue(all(channel.close_notice_date for channel in channels))
        for channel in channels:
            self.assertEqual(len(self.notes(channel)), 1)
