from lxml import etree

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import DiscussOwnerCommon


@tagged("post_install", "-at_install")
class TestRights(DiscussOwnerCommon):
    """Who answers for a channel, and what nobody else may do."""

    def test_who_answers_for_what(self):
        """One row per channel: who answers for it?"""
        thread = self.public.with_user(self.member)._create_sub_channel(name="Thread")
        private_thread = self.private.with_user(self.member)._create_sub_channel(
            name="Thread"
        )
        chat = self.Channel.with_user(self.owner)._get_or_create_chat(
            self.member.partner_id.ids
        )
        open_to_all = self.new_channel("open", kind=None)
        stewards = self.steward + self.user_theme_admin + self.system
        table = [
            (self.public, self.owner + stewards),
            (open_to_all, self.owner + stewards),
            # stock lets administrators of the settings read it
            (self.restricted, self.owner + self.system),
            (self.private, self.owner),
            (thread, self.owner + self.member + stewards),
            (private_thread, self.owner + self.member),
            # as in stock: those who are in it
            (chat, self.owner + self.member),
        ]
        people = [
            *(self.owner + self.member + self.colleague + stewards),
            self.user_portal,
            self.user_public,
        ]
        for channel, expected in table:
            for user in people:
                with self.subTest(channel=channel.sudo().name, user=user.name):
                    as_user = channel.with_user(user)
                    self.assertEqual(as_user.can_manage, user in expected)
                    self.assertEqual(
                        as_user._filter_manageable(),
                        as_user if user in expected else self.Channel,
                    )
                    if user in expected:
                        as_user._check_can_manage()
                        self.assertTrue(as_user.is_editable)
                    else:
                        with self.assertRaises(AccessError):
                            as_user._check_can_manage()
                        self.assertFalse(
                            as_user.has_access("read") and as_user.is_editable
                        )

    def test_stewards_of_a_theme(self):
        """A theme may name its stewards; a theme below follows, unless it has some."""
        below = self.Theme.create({"name": "Below", "parent_id": self.theme_open.id})
        self.public.sudo().theme_id = below
        public = self.public.with_user(self.steward)
        as_colleague = self.public.with_user(self.colleague)
        self.assertTrue(public.can_manage)
        self.theme_open.steward_group_id = self.group_team
        self.assertFalse(public.can_manage)
        self.assertTrue(as_colleague.can_manage)
        below.steward_group_id = self.env.ref("discuss_owner.group_discuss_steward")
        self.assertTrue(public.can_manage)
        self.assertFalse(as_colleague.can_manage)
        # neither of a theme that they may not see
        below.group_ids = self.group_team
        self.env.invalidate_all()
        self.assertFalse(public.can_manage)

    def test_what_only_they_do(self):
        """One row per act, on every road; for a member first, then for the owner."""
        stranger = self.colleague.partner_id
        image = "R0lGODlhAQABAAD/ACwAAAAAAQABAAACADs="
        table = [
            ("rename", lambda c: c.channel_rename("Other")),
            ("purpose", lambda c: c.channel_change_description("Other")),
            ("name", lambda c: c.write({"name": "Other"})),
            ("theme", lambda c: c.write({"theme_id": self.general.id})),
            ("move", lambda c: c.move_to_theme(self.general.id)),
            ("picture", lambda c: c.write({"image_128": image})),
            ("archive", lambda c: c.write({"active": False})),
            ("link", lambda c: c.write({"uuid": "abcdefghij"})),
            ("owner", lambda c: c.set_owner(self.member.partner_id.id, True)),
            ("hand over", lambda c: c.hand_over(self.member.partner_id.id)),
            (
                "remove",
                lambda c: c.remove_member(self.member_of(c, self.member).id),
            ),
        ]
        only_private = [
            ("invite", lambda c: c.add_members(stranger.ids)),
            ("invite by e-mail", lambda c: c.invite_by_email(["a@b.example.com"])),
            (
                "member by RPC",
                lambda c: self.env["discuss.channel.member"]
                .with_user(c.env.user)
                .create({"channel_id": c.id, "partner_id": stranger.id}),
            ),
            (
                "members in the form",
                lambda c: c.write({"channel_partner_ids": [(4, stranger.id)]}),
            ),
            (
                "by a thread",
                lambda c: c._create_sub_channel(name="T").add_members(stranger.ids),
            ),
        ]
        only_public = [
            ("group", lambda c: c.write({"group_public_id": self.group_team.id})),
            ("subscription", lambda c: c.write({"group_ids": [Command.clear()]})),
        ]
        for channel, acts in (
            (self.public, table + only_public),
            (self.restricted, table + only_public),
            (self.private, table + only_private),
        ):
            for name, act in acts:
                with self.subTest(channel=channel.name, act=name):
                    with self.assertRaises(UserError):
                        act(channel.with_user(self.member))
                    with self.env.cr.savepoint(flush=True) as savepoint:
                        act(channel)
                        savepoint.rollback()
                    self.env.invalidate_all()

    def test_refusal_says_whom_to_ask(self):
        message = "Only the owners of “private” may do this: Olga Owner."
        with self.assertRefused(AccessError, message):
            self.private.with_user(self.member).channel_rename("Other")
        hidden = "This channel does not exist, or you may not see it."
        for channel in (
            self.private.with_user(self.colleague),
            self.private.with_user(self.system),
            self.Channel.with_user(self.colleague).browse(10_000_000),
            self.Channel.with_user(self.colleague).browse("abc"),
        ):
            with self.assertRefused(AccessError, hidden):
                channel._check_can_manage()

    def test_what_members_go_on_doing(self):
        """Posting, pinning, starting a thread, coming and going, as in stock."""
        for channel in (self.public, self.restricted, self.private):
            channel = channel.with_user(self.member)
            with self.subTest(channel=channel.name):
                message = channel.message_post(body="Hello", message_type="comment")
                channel.set_message_pin(message.id, True)
                channel._create_sub_channel(from_message_id=message.id)
                channel.channel_pin(True)
                channel.set_favorite(True)
                channel.action_unfollow()
                self.assertFalse(channel.sudo().is_member)
        self.public.with_user(self.colleague).channel_join()
        self.public.with_user(self.colleague).add_members(self.member.partner_id.ids)
        self.assertIn(self.member.partner_id, self.public.channel_partner_ids)

    def test_form(self):
        """The form says what may be done, before it is tried."""
        arch = etree.fromstring(
            self.public.get_view(self.env.ref("mail.discuss_channel_view_form").id)[
                "arch"
            ]
        )
        (members,) = arch.xpath("//field[@name='channel_member_ids']")
        self.assertIn(
            "(channel_type == 'group' and not is_editable)", members.get("readonly")
        )
        self.assertEqual(members.find("list").get("delete"), "0")
        # a channel that is being made can be edited
        new = self.Channel.with_user(self.colleague).new({"name": "Channel"})
        self.assertTrue(new.is_editable)

    def test_thread_of_somebody_who_left(self):
        """A thread starts from any message; its author does not come back by it."""
        as_member = self.private.with_user(self.member)
        message = as_member.message_post(body="Bye", message_type="comment")
        as_member.action_unfollow()
        self.private.add_members(self.colleague.partner_id.ids)
        thread = self.private.with_user(self.colleague)._create_sub_channel(
            from_message_id=message.id
        )
        self.assertEqual(thread.channel_partner_ids, self.colleague.partner_id)
        self.assertNotIn(self.member.partner_id, self.private.channel_partner_ids)

    def test_no_way_into_a_private_channel(self):
        """By its id: not by joining, nor as the start of a thread, nor with others."""
        Channel = self.Channel.with_user(self.colleague)
        values = {
            "name": "Thread",
            "channel_type": "group",
            "parent_channel_id": self.private.id,
        }
        with self.assertRefused(AccessError, "may not see it"):
            Channel.create(values)
        with self.assertRefused(AccessError, "may not see it"):
            Channel.create({**values, "parent_channel_id": "abc"})
        with self.assertRaises(AccessError):
            Channel.browse(self.private.id).channel_join()
        people = self.colleague.partner_id
        for more in (
            {"channel_member_ids": [Command.create({"partner_id": people.id})]},
            {"channel_partner_ids": [Command.link(people.id)]},
        ):
            with self.assertRefused(AccessError, "Only the owners of “private”"):
                self.Channel.with_user(self.member).create({**values, **more})
        self.assertNotIn(people, self.private.channel_partner_ids)

    def test_nobody_makes_themselves_an_owner(self):
        own = self.member_of(self.public, self.member).with_user(self.member)
        with self.assertRefused(AccessError, "by the owners of the channel"):
            own.is_owner = True
        joined = (
            self.env["discuss.channel.member"]
            .with_user(self.colleague)
            .create(
                {
                    "channel_id": self.public.id,
                    "partner_id": self.colleague.partner_id.id,
                    "is_owner": True,
                }
            )
        )
        self.assertFalse(joined.is_owner)
        with self.assertRaises(UserError):
            self.Channel.with_user(self.member).create(
                {
                    "name": "Mine",
                    "channel_member_ids": [
                        Command.create(
                            {
                                "partner_id": self.colleague.partner_id.id,
                                "is_owner": True,
                            }
                        )
                    ],
                }
            )

    @mute_logger("odoo.models.unlink")
    def test_members_of_others_are_not_deleted(self):
        """Not even by administrators of the settings, to whom stock gives all."""
        table = [
            (self.private, self.owner, self.member),
            (self.private, self.member, self.colleague),
            (self.private, self.member, self.system),
            (self.restricted, self.owner, self.member),
            (self.public, self.owner, self.colleague),
        ]
        for channel, whose, user in table:
            member = self.member_of(channel, whose)
            with (
                self.subTest(channel=channel.name, user=user.name),
                self.assertRaises(AccessError),
            ):
                member.with_user(user).unlink()

    def test_queries(self):
        """What one may do in a thousand channels costs what it costs in ten."""
        few = self.Channel.create(
            [{"name": f"few {i}", "channel_type": "channel"} for i in range(5)]
            + [{"name": f"few {i}", "channel_type": "group"} for i in range(5)]
        )
        many = self.Channel.create(
            [{"name": f"many {i}", "channel_type": "channel"} for i in range(500)]
            + [{"name": f"many {i}", "channel_type": "group"} for i in range(500)]
        )
        members = self.env["discuss.channel.member"]
        members.create(
            [
                {"channel_id": channel.id, "partner_id": self.member.partner_id.id}
                for channel in few + many
            ]
        )

        def count(channels):
            return self.count_queries(
                lambda: channels.with_user(self.member).mapped("can_manage")
            )

        self.assertEqual(count(few), count(many))
        self.assertLessEqual(count(many), 12)
