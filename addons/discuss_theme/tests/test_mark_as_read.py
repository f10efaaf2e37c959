from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import DiscussThemeCommon


@tagged("post_install", "-at_install")
class TestMarkAsRead(DiscussThemeCommon):
    """All of a theme read at once, and nothing else."""

    def post(self, channel, **values):
        return channel.with_user(self.user_team).message_post(
            body="News",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            **values,
        )

    def create_unread(self, theme, **values):
        channel = self.create_channel(theme_id=theme.id, **values)
        channel.sudo()._add_members(users=self.user_team)
        self.post(channel)
        return channel

    def unread(self, channel, user=None):
        self.env.invalidate_all()
        member = channel.with_user(user or self.user_employee).self_member_id
        return member.message_unread_counter

    def mark(self, theme, user=None):
        return theme.with_user(user or self.user_employee).mark_as_read()

    def test_the_theme_and_what_is_below(self):
        below = self.Theme.create({"name": "Sub", "parent_id": self.theme_open.id})
        channel = self.create_channel(theme_id=self.theme_open.id)
        sub_channel = channel._create_sub_channel(name="A thread")
        sub_channel.sudo()._add_members(users=self.user_team)
        self.post(channel)
        self.post(sub_channel)
        group = self.create_unread(below, channel_type="group")
        elsewhere = self.create_unread(self.general)
        for unread in channel + sub_channel + group + elsewhere:
            self.assertEqual(self.unread(unread), 1)
        self.mark(self.theme_open)
        for read in channel + sub_channel + group:
            self.assertEqual(self.unread(read), 0)
            self.assertEqual(
                read.self_member_id.seen_message_id.id, max(read.message_ids.ids)
            )
        self.assertEqual(self.unread(elsewhere), 1)
        self.post(channel)
        self.assertEqual(self.unread(channel), 1)

    def test_mine_alone(self):
        channel = self.create_unread(self.theme_open)
        channel.sudo()._add_members(users=self.user_theme_admin)
        self.post(channel)
        before = self.unread(channel, self.user_theme_admin)
        self.mark(self.theme_open)
        self.assertEqual(self.unread(channel, self.user_theme_admin), before)
        self.assertTrue(before)

    def test_not_what_is_below_unseen(self):
        """What the counter of the theme does not count is not read in passing."""
        below = self.Theme.create(
            {
                "name": "Hidden",
                "parent_id": self.theme_open.id,
                "group_ids": self.group_team.ids,
            }
        )
        channel = self.create_channel(self.user_team, theme_id=below.id)
        channel.sudo()._add_members(users=self.user_employee)
        self.post(channel)
        before = self.unread(channel)
        self.mark(self.theme_open)
        self.assertEqual(self.unread(channel), before)
        self.assertTrue(before)

    def test_mentions(self):
        channel = self.create_unread(self.theme_open)
        elsewhere = self.create_unread(self.general)
        for target in channel + elsewhere:
            self.post(target, partner_ids=self.user_employee.partner_id.ids)
        self.assertEqual(channel.message_needaction_counter, 1)
        self.mark(self.theme_open)
        self.env.invalidate_all()
        self.assertEqual(channel.message_needaction_counter, 0)
        self.assertEqual(elsewhere.message_needaction_counter, 1)

    def test_refused(self):
        table = [
            (self.user_employee, self.theme_team),
            (self.user_employee, self.theme_company_2),
            (self.user_portal, self.theme_open),
            (self.user_public, self.theme_open),
        ]
        for user, theme in table:
            with self.subTest(user=user.name, theme=theme.name):
                with self.assertRaises(AccessError):
                    self.mark(theme, user)

    def test_who_is_told(self):
        """One message to the reader; in groups, the others see who has seen what."""
        first = self.create_unread(self.theme_open)
        second = self.create_unread(self.theme_open)
        group = self.create_unread(self.theme_open, channel_type="group")
        self.take_bus_messages()
        self.mark(self.theme_open)
        messages = self.take_bus_messages()
        mine = ["res.partner", self.user_employee.partner_id.id]
        self.assertEqual(
            [channel for channel, _message in messages],
            [mine, ["discuss.channel", group.id]],
        )
        payload = messages[0][1]["payload"]["discuss.channel.member"]
        self.assertEqual(
            {
                data["channel_id"]["id"]: data["message_unread_counter"]
                for data in payload
            },
            dict.fromkeys((first + second + group).ids, 0),
        )
        self.mark(self.theme_open)
        self.assertFalse(self.take_bus_messages())

    def test_queries(self):
        """Reading many channels costs as much as reading few."""

        def prepare(number):
            channels = [
                self.create_unread(self.theme_open, channel_type=kind)
                for kind in ("channel", "group")
                for _rank in range(number)
            ]
            for channel in channels:
                self.post(channel, partner_ids=self.user_employee.partner_id.ids)
            self.env.flush_all()
            self.env.cr.precommit.run()
            self.env.invalidate_all()

        def count():
            before = self.env.cr.sql_log_count
            self.mark(self.theme_open)
            self.env.flush_all()
            self.env.cr.precommit.run()
            return self.env.cr.sql_log_count - before

        prepare(1)
        count()  # what is cached for good
        prepare(2)
        few = count()
        prepare(12)
        self.assertLessEqual(count(), few)
