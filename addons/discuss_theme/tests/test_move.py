from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import DiscussThemeCommon


@tagged("post_install", "-at_install")
class TestMove(DiscussThemeCommon):
    """Channels that are filed elsewhere, many at once."""

    def wizard(self, channels, user=None, **values):
        return (
            self.env["discuss.channel.move"]
            .with_user(user or self.user_employee)
            .with_context(active_model="discuss.channel", active_ids=channels.ids)
            .create({"theme_id": self.theme_open.id, **values})
        )

    def test_move(self):
        channels = self.create_channel() + self.create_channel()
        thread = channels[0]._create_sub_channel(name="A thread")
        wizard = self.wizard(channels)
        self.assertEqual(wizard.channel_ids, channels)
        self.assertEqual(wizard.channel_count, 2)
        action = wizard.action_move()
        self.assertIn("2 channels moved to “Open”", action["params"]["message"])
        self.assertEqual((channels + thread).theme_id, self.theme_open)

    def test_lists_of_members_follow(self):
        channels = self.create_channel() + self.create_channel()
        self.take_bus_messages()
        self.wizard(channels).action_move()
        told = {
            (target[0], target[1]): message["payload"]
            for target, message in self.take_bus_messages()
            if message["type"] == "mail.record/insert"
        }
        for channel in channels:
            payload = told["discuss.channel", channel.id]
            (data,) = payload["discuss.channel"]
            self.assertEqual(data["theme_id"], self.theme_open.id)

    def test_what_has_no_theme_of_its_own_is_left_out(self):
        channel = self.create_channel()
        thread = channel._create_sub_channel(name="A thread")
        chat = self.Channel.with_user(self.user_employee)._get_or_create_chat(
            self.user_team.partner_id.ids
        )
        self.assertEqual(self.wizard(channel + thread + chat).channel_ids, channel)
        with self.assertRefused(UserError, "Choose at least one channel"):
            self.wizard(thread + chat)
        with self.assertRefused(ValidationError, "direct message has no theme"):
            chat.move_to_theme(self.theme_open.id)
        with self.assertRefused(ValidationError, "follows its theme"):
            thread.move_to_theme(self.theme_open.id)

    def test_refused(self):
        private = self.Channel.with_user(self.user_employee)._create_group(
            [], name="Secret plan"
        )
        channel = self.create_channel()
        for user, records, theme in (
            (self.user_team, private, self.theme_open),
            (self.user_theme_admin, private, self.theme_open),
            (self.user_portal, channel, self.theme_open),
            (self.user_employee, channel, self.theme_team),
            (self.user_employee, channel.browse(channel.id + 1_000_000), self.general),
        ):
            with self.subTest(user=user.name):
                with self.assertRaises(AccessError) as caught:
                    records.with_user(user).move_to_theme(theme.id)
                self.assertNotIn("Secret plan", str(caught.exception))
        for malformed in (False, "1", [1], 1.5, None):
            with self.assertRefused(AccessError, "does not exist, or you may not see"):
                channel.move_to_theme(malformed)
        self.assertEqual((private + channel).theme_id, self.general)

    def test_one_that_may_not_be_moved_stops_all(self):
        private = self.Channel.with_user(self.user_employee)._create_group([])
        channel = self.create_channel()
        channels = (channel + private).with_user(self.user_team)
        with self.assertRefused(AccessError, "not exist, or you may not see"):
            channels.move_to_theme(self.theme_open.id)
        with self.assertRaises(AccessError):
            self.wizard(channel, self.user_team, channel_ids=channels.ids)
        self.assertEqual(channel.theme_id, self.general)

    def test_what_others_were_about_to_move_is_theirs(self):
        wizard = self.wizard(self.create_channel())
        with self.assertRaises(AccessError):
            wizard.with_user(self.user_theme_admin).read(["channel_ids"])

    def test_growth(self):
        def move(channels, theme):
            self.wizard(channels, theme_id=theme.id).action_move()
            self.env.cr.precommit.run()

        few = self.create_channel() + self.create_channel()
        many = self.Channel.concat(*(self.create_channel() for _n in range(20)))
        themes = [self.general, self.theme_open] * 6

        def cost(channels):
            return self.count_queries(lambda: move(channels, themes.pop()))

        cost(few)
        self.assertEqual(cost(many), cost(few))
