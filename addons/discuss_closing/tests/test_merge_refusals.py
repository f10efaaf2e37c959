from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import DiscussClosingCommon


@tagged("post_install", "-at_install")
class TestMergeRefusals(DiscussClosingCommon):
    """Nobody gets to read by a merge what was not written for them."""

    def test_who(self):
        """One row per person: it takes the right to manage both."""
        mine, mine_too = self.create_owned_channel(), self.create_owned_channel()
        hers = self.create_owned_channel(self.user_team, name="Hers")
        hidden = self.create_owned_group(user=self.user_team, name="Hidden")
        table = [
            (self.user_employee, mine, hers, "“Hers”"),
            (self.user_employee, hers, mine, "“Hers”"),
            (self.user_team, mine, mine_too, "“A channel”"),
            (self.user_employee, mine, hidden, "or you may not see it"),
            (self.user_employee, hidden, mine, "or you may not see it"),
            (self.user_portal, mine, mine_too, "or you may not see it"),
        ]
        for row, (user, source, target, message) in enumerate(table):
            with self.subTest(row=row), self.assertRefused(AccessError, message):
                source.with_user(user).merge_into(target.id)
        self.assertFalse((mine + mine_too + hers + hidden).sudo().filtered("is_closed"))

    def test_bad_ids(self):
        channel = self.create_owned_channel()
        for target_id in (None, "1", True, [1], 0, -1, channel.id + 1_000_000):
            with (
                self.subTest(target_id=target_id),
                self.assertRefused(AccessError, "or you may not see it"),
            ):
                channel.merge_into(target_id)

    def test_which(self):
        """One row per pair of channels that does not go together."""
        channel = self.create_owned_channel()
        thread = channel._create_sub_channel(name="A thread")
        other = self.create_owned_channel(name="Other")
        restricted = self.create_owned_channel(self.user_team)
        restricted.sudo().group_public_id = self.group_team
        restricted.sudo()._add_members(users=self.user_employee)
        world = self.create_owned_channel()
        world.sudo().group_public_id = False
        group = self.create_owned_group()
        with_customer = self.create_owned_group(self.user_portal.partner_id)
        guest = self.env["mail.guest"].create({"name": "Gus Guest"})
        with_guest = self.create_owned_group()
        with_guest.sudo()._add_members(guests=guest)
        closed = self.create_owned_channel()
        closed.close("Done")
        chat = self.Channel.with_user(self.user_employee)._get_or_create_chat(
            self.user_team.partner_id.ids
        )
        table = [
            (channel, channel, "into itself"),
            (thread, other, "A thread stays"),
            (other, thread, "A thread stays"),
            (chat, other, "a direct message stays|may do this"),
            (channel, chat, "a direct message stays|may do this"),
            (group, channel, "not open to the same people"),
            (channel, group, "not open to the same people"),
            (channel, world, "not open to the same people"),
            (world, channel, "not open to the same people"),
            (with_customer, group, "in one of these channels only: Cora Customer"),
            (group, with_customer, "in one of these channels only: Cora Customer"),
            (with_guest, with_customer, "only: Cora Customer, Gus Guest"),
            (channel, closed, "is closed. Reopen it first"),
        ]
        for row, (source, target, message) in enumerate(table):
            with (
                self.subTest(row=row),
                self.assertRefused(UserError, message),
            ):
                source.merge_into(target.id)
        with self.assertRefused(UserError, "not open to the same people"):
            self.env["discuss.channel.merge"]._check(restricted, channel)

    def test_during_a_call(self):
        source, target = self.create_owned_channel(), self.create_owned_channel()
        source.self_member_id.sudo()._rtc_join_call()
        with self.assertRefused(UserError, "Merge when it is over"):
            source.merge_into(target.id)
