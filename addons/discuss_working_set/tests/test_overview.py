import random
from collections import Counter

from odoo import fields
from odoo.tests import tagged

from ..overview import IS_PRIVATE, IS_UNLISTED
from .common import DiscussWorkingSetCommon


@tagged("post_install", "-at_install")
class TestOverview(DiscussWorkingSetCommon):
    """What is unread in all that a person has joined, in few numbers."""

    def unread(self, user=None):
        """Return {channel id: (theme id, flags, messages)}."""
        found = {}
        for theme_id, flags, numbers in self.overview(user).format()["unread"]:
            channel_id = 0
            for step, number in zip(numbers[::2], numbers[1::2], strict=True):
                channel_id += step
                found[channel_id] = (theme_id, flags, number)
        return found

    def test_unread(self):
        self.join("Read")
        open_theme = self.theme_open.id
        channel = self.join("Channel", unread=2, theme_id=open_theme)
        group = self.join("Group", unread=1, channel_type="group", theme_id=open_theme)
        self.assertEqual(
            self.unread(),
            {
                channel.id: (open_theme, 0, 2),
                group.id: (open_theme, IS_PRIVATE, 1),
            },
        )

    def test_notifications_do_not_count(self):
        channel = self.join("Channel")
        self.post(channel, message_type="notification")
        self.assertFalse(self.unread())

    def test_muted_does_not_count(self):
        channel = self.join("Channel", unread=1)
        self.member(channel).mute_until_dt = "2099-01-01 00:00:00"
        self.assertFalse(self.unread())
        self.assertEqual(self.overview().counter, 0)

    def test_calls(self):
        channel = self.join("Channel")
        self.post(channel, partner_ids=self.user_employee.partner_id.ids)
        self.assertEqual(self.overview().format()["needaction"], {channel.id: 1})
        self.assertEqual(self.overview(self.user_team).format()["needaction"], {})

    def test_threads_taken_off_the_list(self):
        channel = self.join("Channel")
        thread = channel.with_user(self.user_team)._create_sub_channel(name="Thread")
        thread.sudo()._add_members(users=self.user_employee)
        self.post(thread)
        flags = self.unread()[thread.id][1]
        self.assertEqual(flags, 0)
        self.assertEqual(self.overview().counter, 1)
        later = fields.Datetime.add(fields.Datetime.now(), hours=1)
        self.member(thread.with_env(self.env)).unpin_dt = later
        flags = self.unread()[thread.id][1]
        self.assertEqual(flags, IS_UNLISTED)
        self.assertEqual(self.overview().counter, 0)

    def test_direct_messages_have_no_theme(self):
        Channel = self.env["discuss.channel"].with_user(self.user_employee)
        chat = Channel._get_or_create_chat(self.user_team.partner_id.ids)
        self.post(chat)
        self.assertEqual(self.unread(), {chat.id: (0, IS_PRIVATE, 1)})
        self.assertEqual(self.overview().joined, [[0, "chat", 1]])

    def test_joined(self):
        self.join("One", theme_id=self.theme_open.id)
        channel = self.join("Two", theme_id=self.theme_open.id)
        channel.with_user(self.user_employee)._create_sub_channel(name="Thread")
        self.join("Three", channel_type="group")
        self.assertEqual(
            self.overview().joined,
            sorted(
                [
                    [self.theme_open.id, "channel", 2],
                    [self.general.id, "group", 1],
                ]
            ),
        )

    def test_as_counted_one_by_one(self):
        """The numbers are those of stock's own fields, on whatever data."""
        chance = random.Random(3)
        themes = self.theme_open + self.general + self.theme_team
        channels = self.env["discuss.channel"]
        for number in range(25):
            channels += self.join(
                f"Room {number}",
                channel_type=chance.choice(["channel", "group"]),
                theme_id=False,
                unread=chance.randrange(3),
            )
            channels[-1].sudo().theme_id = chance.choice(themes)
            if chance.random() < 0.2:
                self.member(channels[-1]).mute_until_dt = "2099-01-01 00:00:00"
            if chance.random() < 0.2:
                self.post(channels[-1], partner_ids=self.user_employee.partner_id.ids)
            if chance.random() < 0.2:
                self.post(channels[-1], message_type="notification")
            if chance.random() < 0.1:
                channels[-1].sudo().active = False
        found = self.unread()
        needaction = self.overview().format()["needaction"]
        expected, called = {}, {}
        for channel in channels.with_user(self.user_employee):
            member = channel.self_member_id
            counts = member.message_unread_counter, channel.message_needaction_counter
            if member.mute_until_dt or not channel.active or not any(counts):
                continue
            flags = IS_PRIVATE * (channel.channel_type == "group")
            expected[channel.id] = (channel.theme_id.id, flags, counts[0])
            if counts[1]:
                called[channel.id] = counts[1]
        self.assertTrue(expected and called)
        self.assertEqual(found, expected)
        self.assertEqual(needaction, called)
        numbers = Counter(
            (channel.theme_id.id, channel.channel_type)
            for channel in channels
            if channel.active
        )
        self.assertEqual(
            self.overview().joined,
            sorted([*key, number] for key, number in numbers.items()),
        )
        self.assertEqual(self.overview().counter, len(expected))
