from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from odoo.addons.mail.tests.common import MailCommon

from ..models.discuss_channel import PENDING, DiscussChannel


@tagged("post_install", "-at_install")
class TestLastInterest(MailCommon):
    """What a post notes of the channel. That the database has it after the commit,
    without waiting, is shown on a real server: a test commits nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.channel = cls.env["discuss.channel"]._create_channel("Workshop", None)
        cls.earlier = fields.Datetime.now() - timedelta(hours=1)
        cls.channel.last_interest_dt = cls.earlier
        cls.channel.flush_recordset()

    def setUp(self):
        super().setUp()
        real = patch.object(
            DiscussChannel, "_keeps_interest_apart", lambda channel: True
        )
        self.startPatcher(real)
        self.env.cr.precommit.clear()
        self.addCleanup(self.env.cr.precommit.clear)

    def post(self, **kwargs):
        return self.channel.with_user(self.user_employee).message_post(
            body="Hello", message_type="comment", **kwargs
        )

    @property
    def pending(self):
        return self.env.cr.precommit.data.get(PENDING, {})

    def stored(self):
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT last_interest_dt FROM discuss_channel WHERE id = %s",
            [self.channel.id],
        )
        return self.env.cr.fetchone()[0]

    def test_channel_is_left_alone(self):
        before = fields.Datetime.now()
        self.post()
        self.assertEqual(self.stored(), self.earlier)
        self.assertGreaterEqual(self.channel.last_interest_dt, before)
        self.assertEqual(self.pending, {self.channel.id: self.channel.last_interest_dt})

    def test_browsers_are_told(self):
        self.env["bus.bus"].search([]).unlink()
        self.post()
        self.env["bus.bus"]._ensure_hooks()
        values = self.env.cr.precommit.data["bus.bus.values"]
        date = fields.Datetime.to_string(self.channel.last_interest_dt)
        self.assertTrue(
            [v for v in values if f'"last_interest_dt":"{date}"' in v["message"]],
            values,
        )

    def test_pinned_again(self):
        """What depends on the date knows it at once."""
        member = self.channel.add_members(self.user_employee.partner_id.ids)
        member.unpin_dt = self.earlier + timedelta(minutes=1)
        member.last_interest_dt = False
        self.assertFalse(member.is_pinned)
        self.post()
        self.assertTrue(member.is_pinned)

    def test_date_set_on_purpose_stays(self):
        """As demo data does, and imports."""
        self.post()
        self.channel.last_interest_dt = self.earlier
        self.assertEqual(self.stored(), self.earlier)
        self.assertFalse(self.pending)

    def test_notification_is_no_interest(self):
        self.channel.message_post(body="Somebody came")
        self.assertFalse(self.pending)
        self.assertEqual(self.channel.last_interest_dt, self.earlier)

    def test_members_cannot_write_it(self):
        """The shortcut is for what runs as superuser, not for those who ask for it."""
        channel = self.channel.with_user(self.user_employee)
        channel.with_context(discuss_reliable_post=True).write(
            {"last_interest_dt": fields.Datetime.now()}
        )
        self.assertFalse(self.pending)

    def test_other_channels_and_later_dates_stay(self):
        """The statement itself, in this transaction."""
        other = self.env["discuss.channel"]._create_channel("Office", None)
        later = fields.Datetime.now() + timedelta(days=1)
        other.last_interest_dt = later
        self.env.flush_all()
        now = fields.Datetime.now()
        with patch.object(type(self.env.cr), "connection", create=True):
            written_ids = self.channel._write_last_interest_in(
                self.env.cr, {self.channel.id: now, other.id: now}, wait=False
            )
        self.assertEqual(written_ids, {self.channel.id, other.id})
        self.env.invalidate_all()
        self.assertEqual(self.channel.last_interest_dt, now)
        self.assertEqual(other.last_interest_dt, later)


@tagged("post_install", "-at_install")
class TestStepsAside(MailCommon):
    def test_in_tests_and_where_odoo_does_it(self):
        channel = self.env["discuss.channel"]
        self.assertFalse(channel._keeps_interest_apart())
        with patch("odoo.modules.module.current_test", new=None):
            self.assertTrue(channel._keeps_interest_apart())
            with patch.object(
                DiscussChannel, "_update_last_interest_dt", create=True, new=None
            ):
                self.assertFalse(channel._keeps_interest_apart())
