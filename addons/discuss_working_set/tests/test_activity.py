from odoo.tests import tagged

from .common import DiscussWorkingSetCommon


@tagged("post_install", "-at_install")
class TestActivity(DiscussWorkingSetCommon):
    """What is told to those who may not listen to a channel, and to nobody else."""

    def setUp(self):
        super().setUp()
        self.mine = ["res.partner", self.user_employee.partner_id.id]

    def told(self, user=None):
        """Return the pairs (type, payload) sent to the user's own browsers."""
        partner = (user or self.user_employee).partner_id
        return [
            (message["type"], message["payload"])
            for channel, message in self.take_bus_messages()
            if channel == ["res.partner", partner.id]
        ]

    def test_nothing_more_for_the_others(self):
        channel = self.join()
        self.take_bus_messages()
        self.post(channel)
        channels = [target for target, _message in self.take_bus_messages()]
        self.assertNotIn(self.mine, channels)
        before = self.count_queries(lambda: self.post(channel))
        self.patch(type(channel), "_notify_working_sets", lambda *args: None)
        # one more look, at who has a working set
        self.assertLessEqual(before, self.count_queries(lambda: self.post(channel)) + 1)

    def test_a_post(self):
        channel = self.join(theme_id=self.theme_open.id)
        self.turn_on()
        self.take_bus_messages()
        message = self.post(channel)
        sent = self.take_bus_messages()
        (activity,) = (m for target, m in sent if target == self.mine)
        self.assertEqual(activity["type"], "discuss.working_set/activity")
        self.assertEqual(
            activity["payload"],
            {
                "channel_id": channel.id,
                "channel_type": "channel",
                "counts": True,
                "is_muted": False,
                "is_thread": False,
                "message_id": message.id,
                "theme_id": self.theme_open.id,
            },
        )
        # who listens to the channel knows the message by then
        types = [m["type"] for _target, m in sent]
        self.assertLess(
            types.index("discuss.channel/new_message"),
            types.index("discuss.working_set/activity"),
        )

    def test_what_does_not_count(self):
        channel = self.join()
        self.turn_on()
        self.member(channel).mute_until_dt = "2099-01-01 00:00:00"
        self.take_bus_messages()
        self.post(channel, message_type="notification")
        ((_type, payload),) = self.told()
        self.assertFalse(payload["counts"])
        self.assertTrue(payload["is_muted"])

    def test_a_message_for_them_comes_whole(self):
        self.turn_on()
        channel = self.join()
        group = self.join(channel_type="group")
        Channel = self.env["discuss.channel"].with_user(self.user_employee)
        chat = Channel._get_or_create_chat(self.user_team.partner_id.ids)
        self.take_bus_messages()
        for target, values in [
            (channel, {"partner_ids": self.user_employee.partner_id.ids}),
            (group, {}),
            (chat, {}),
        ]:
            with self.subTest(target=target.channel_type):
                message = self.post(target, **values)
                sent = self.take_bus_messages()
                (stock,) = (
                    m["payload"]
                    for to, m in sent
                    if to == ["discuss.channel", target.id]
                    and m["type"] == "discuss.channel/new_message"
                )
                told = dict(
                    (m["type"], m["payload"]) for to, m in sent if to == self.mine
                )
                own = told["discuss.channel/new_message"]
                self.assertEqual(own["id"], target.id)
                self.assertEqual(own["data"]["mail.message"][0]["id"], message.id)
                self.assertEqual(own["data"], stock["data"])
                self.assertNotIn("discuss.working_set/activity", told)

    def test_everything_when_asked_for(self):
        channel = self.join()
        self.turn_on()
        settings = self.user_employee.res_users_settings_id
        settings.sudo().channel_notifications = "all"
        self.take_bus_messages()
        self.post(channel)
        self.assertEqual(
            [kind for kind, _ in self.told()], ["discuss.channel/new_message"]
        )

    def test_the_author_is_told_in_short(self):
        group = self.join(channel_type="group")
        self.turn_on()
        self.take_bus_messages()
        self.post(group, user=self.user_employee)
        told = dict(self.told())
        self.assertFalse(told["discuss.working_set/activity"]["counts"])
        self.assertNotIn("discuss.channel/new_message", told)

    def test_outsiders_are_told_nothing(self):
        group = self.join(channel_type="group")
        group.sudo()._add_members(users=self.user_portal, guests=self.guest)
        self.turn_on()
        self.turn_on(self.user_portal)
        self.take_bus_messages()
        self.post(group)
        targets = [target for target, _message in self.take_bus_messages()]
        self.assertIn(self.mine, targets)
        self.assertNotIn(["res.partner", self.user_portal.partner_id.id], targets)

    def test_a_customer_posts(self):
        group = self.join(channel_type="group")
        group.sudo()._add_members(users=self.user_portal)
        self.turn_on()
        self.take_bus_messages()
        self.post(group, user=self.user_portal)
        self.assertEqual(
            [kind for kind, _ in self.told()], ["discuss.channel/new_message"]
        )

    def test_what_changes_the_numbers(self):
        channel = self.join()
        other = self.join()
        message = self.post(channel)
        self.turn_on()
        self.take_bus_messages()
        refresh = ("discuss.working_set/refresh", {})
        changes = [
            lambda: channel.sudo().write({"theme_id": self.theme_open.id}),
            lambda: message.sudo().unlink(),
            lambda: channel.sudo().write({"active": False}),
            lambda: channel.sudo().unlink(),
            lambda: other.with_user(self.user_employee).action_unfollow(),
        ]
        for number, change in enumerate(changes):
            with self.subTest(number=number):
                change()
                self.assertEqual(self.told().count(refresh), 1)
        self.assertNotIn(refresh, self.told(self.user_team))

    def test_once_for_many_changes(self):
        channels = self.join_many(3)
        self.turn_on()
        self.take_bus_messages()
        for channel in channels:
            channel.sudo().theme_id = self.theme_open
        self.assertEqual(len(self.told()), 1)

    def test_names_do_not_change_the_numbers(self):
        channel = self.join()
        self.turn_on()
        self.take_bus_messages()
        channel.sudo().write({"name": "Another", "description": "x"})
        self.assertFalse(self.told())

    def test_thousands_read_at_once(self):
        channels = self.join_many(3, unread=1, theme_id=self.theme_open.id)
        self.patch_limit(2)
        self.take_bus_messages()
        self.theme_open.with_user(self.user_employee).mark_as_read()
        ((kind, payload),) = self.told()
        self.assertEqual(kind, "discuss.working_set/read")
        self.assertEqual(
            payload["separators"],
            {str(channel.id): max(channel.message_ids.ids) + 1 for channel in channels},
        )

    def patch_limit(self, limit):
        from ..models import discuss_channel_member

        self.patch(discuss_channel_member, "TOLD_ONE_BY_ONE", limit)
