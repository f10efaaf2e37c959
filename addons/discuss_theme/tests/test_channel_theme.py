from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import DiscussThemeCommon


@tagged("post_install", "-at_install")
class TestChannelTheme(DiscussThemeCommon):
    """Every channel has a theme, in whatever way it came to be."""

    def test_every_way_to_make_a_channel(self):
        Channel = self.Channel.with_user(self.user_employee)
        group_id = self.env.ref("base.group_user").id
        channel = Channel._create_channel("By the button", group_id)
        partner = self.user_team.partner_id
        ways = {
            "_create_channel": channel,
            "_create_group": Channel._create_group(partner.ids, name="A group"),
            "create": Channel.create({"name": "By RPC"}),
            "sub-channel": channel._create_sub_channel(name="A thread"),
            "superuser": self.Channel.create({"name": "By a module"}),
        }
        for way, made in ways.items():
            with self.subTest(way=way):
                self.assertEqual(made.sudo().theme_id, self.general)
        chat = Channel._get_or_create_chat(partner.ids)
        self.assertFalse(chat.theme_id)

    def test_no_theme_on_direct_messages(self):
        chat = self.Channel.with_user(self.user_employee)._get_or_create_chat(
            self.user_team.partner_id.ids
        )
        with self.assertRefused(ValidationError, "direct message has no theme"):
            chat.theme_id = self.theme_open

    def test_a_channel_cannot_be_without(self):
        channel = self.create_channel(theme_id=self.theme_open.id)
        with self.assertRefused(ValidationError, "needs a theme"):
            channel.theme_id = False
        self.assertEqual(channel.theme_id, self.theme_open)

    def test_sub_channels_follow(self):
        channel = self.create_channel(theme_id=self.theme_open.id)
        sub_channel = channel._create_sub_channel(name="A thread")
        self.assertEqual(sub_channel.theme_id, self.theme_open)
        channel.theme_id = self.general
        self.assertEqual(sub_channel.theme_id, self.general)
        with self.assertRefused(ValidationError, "follows its theme"):
            sub_channel.theme_id = self.theme_open

    def test_only_themes_that_one_sees(self):
        channel = self.create_channel()
        invisible = [
            self.theme_team.id,
            self.theme_company_2.id,
            self.theme_open.id + 1_000_000,
            "1",
            [self.theme_open.id],
        ]
        for theme_id in invisible:
            with self.subTest(theme_id=theme_id):
                with self.assertRefused(AccessError, "may not see it"):
                    channel.write({"theme_id": theme_id})
                with self.assertRefused(AccessError, "may not see it"):
                    self.create_channel(theme_id=theme_id)
        with self.assertRefused(AccessError, "may not see it"):
            self.Channel.with_user(self.user_employee).with_context(
                default_theme_id=self.theme_team.id
            ).create({"name": "By a default"})
        self.assertEqual(channel.theme_id, self.general)
        self.create_channel(self.user_team, theme_id=self.theme_team.id)
        channel.theme_id = self.theme_open
        self.assertEqual(channel.theme_id, self.theme_open)

    def test_not_in_an_archived_theme(self):
        channel = self.create_channel()
        self.theme_open.action_archive()
        with self.assertRefused(ValidationError, "“Open” is archived"):
            channel.theme_id = self.theme_open
        with self.assertRefused(ValidationError, "“Open” is archived"):
            self.create_channel(theme_id=self.theme_open.id)

    def test_outsiders_neither_read_nor_write_it(self):
        group = self.Channel.with_user(self.user_employee)._create_group(
            self.user_portal.partner_id.ids, name="With a customer"
        )
        as_portal = group.with_user(self.user_portal)
        self.assertEqual(as_portal.read(["name"])[0]["name"], "With a customer")
        self.assertNotIn("theme_id", as_portal.fields_get())
        with self.assertRaises(AccessError):
            as_portal.read(["theme_id"])
        with self.assertRaises(AccessError):
            as_portal.write({"theme_id": self.theme_open.id})
        with self.assertRaises(AccessError):
            self.Channel.with_user(self.user_portal).search(
                [("theme_id", "=", self.theme_open.id)]
            )
        self.assertEqual(group.read(["theme_id"])[0]["theme_id"][0], self.general.id)

    def test_outsiders_still_write_messages(self):
        """Posting writes on the channel, for people who may not know its theme."""
        group = self.Channel.with_user(self.user_employee)._create_group(
            self.user_portal.partner_id.ids, name="With a customer"
        )
        message = group.with_user(self.user_portal).message_post(
            body="Hello", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertIn(message, group.message_ids)

    def test_create_channel_with_theme_and_purpose(self):
        channel = self.Channel.with_user(self.user_employee)._create_channel(
            "  Spring fair ",
            self.env.ref("base.group_user").id,
            theme_id=self.theme_open.id,
            description=" Who brings what ",
        )
        self.assertEqual(channel.name, "Spring fair")
        self.assertEqual(channel.theme_id, self.theme_open)
        self.assertEqual(channel.description, "Who brings what")
        self.assertEqual(channel.channel_partner_ids, self.user_employee.partner_id)
        # the theme that was chosen for it is no default for what it is used for next
        self.assertEqual(channel.create({"name": "Next"}).theme_id, self.general)

    def test_data_of_other_modules(self):
        """A module's data file makes channels as superuser, without a member."""
        channel = self.Channel.with_context(install_mode=True).create(
            {
                "name": "From a data file",
                "channel_type": "channel",
                "channel_member_ids": [
                    Command.create({"partner_id": self.user_employee.partner_id.id})
                ],
            }
        )
        self.assertEqual(channel.theme_id, self.general)
