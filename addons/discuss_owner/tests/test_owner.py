from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import DiscussOwnerCommon


@tagged("post_install", "-at_install")
class TestOwner(DiscussOwnerCommon):
    """Who owns a channel, from its first day to its last."""

    def test_who_makes_it_owns_it(self):
        Channel = self.Channel.with_user(self.owner)
        partner = self.member.partner_id
        channel = Channel.create({"name": "By RPC"})
        ways = {
            "public": self.public,
            "restricted": self.restricted,
            "private": self.private,
            "create": channel,
            "stock's group": Channel._create_group(partner.ids),
            "sudo of a module": Channel.sudo().create({"name": "By a button"}),
        }
        for way, made in ways.items():
            with self.subTest(way=way):
                self.assertEqual(self.owners(made), self.owner.partner_id)
        chat = Channel._get_or_create_chat(partner.ids)
        thread = channel._create_sub_channel(name="Thread")
        self.assertFalse(self.owners(chat) + self.owners(thread))

    def test_owner_of_what_a_module_makes(self):
        """The first colleague who is in it; of what nobody is in, nobody."""
        Channel = self.Channel.with_user(self.user_root).with_context(install_mode=True)
        partners = self.user_portal.partner_id + self.member.partner_id
        with_people = Channel.create(
            {"name": "Data", "channel_partner_ids": [(4, p.id) for p in partners]}
        )
        self.assertEqual(self.owners(with_people), self.member.partner_id)
        self.assertFalse(self.owners(Channel.create({"name": "Data"})))

    def test_private_without_owner(self):
        """Where no owner can be, the colleagues who are in it answer for it."""
        channel = self.new_channel("left", kind="private")
        channel.add_members(self.user_portal.partner_id.ids)
        channel.with_user(self.member).action_unfollow()
        channel.action_unfollow()
        self.assertFalse(self.owners(channel))
        channel.sudo()._add_members(users=self.colleague)
        self.assertTrue(channel.with_user(self.colleague).can_manage)
        self.assertFalse(channel.with_user(self.user_portal).can_manage)

    def test_make_owners(self):
        partner_id = self.member.partner_id.id
        self.private.set_owner(partner_id, True)
        self.assertEqual(
            self.owners(self.private), (self.owner + self.member).partner_id
        )
        self.assertIn("made @Mo Member an owner", self.notes(self.private)[0])
        count = len(self.notes(self.private))
        self.private.set_owner(partner_id, True)
        self.assertEqual(len(self.notes(self.private)), count)
        as_member = self.private.with_user(self.member)
        as_member.set_owner(self.owner.partner_id.id, False)
        self.assertEqual(self.owners(self.private), self.member.partner_id)
        with self.assertRefused(ValidationError, "Mo Member is the last owner"):
            as_member.set_owner(partner_id, False)

    def test_hand_over(self):
        self.public.hand_over(self.member.partner_id.id)
        self.assertEqual(self.owners(self.public), self.member.partner_id)
        # a steward, who owns nothing, gives it to somebody else
        self.public.with_user(self.steward).hand_over(self.owner.partner_id.id)
        self.assertEqual(
            self.owners(self.public), (self.owner + self.member).partner_id
        )

    def test_who_cannot_own(self):
        thread = self.public._create_sub_channel(name="Thread")
        chat = self.Channel.with_user(self.owner)._get_or_create_chat(
            self.member.partner_id.ids
        )
        partner_id = self.member.partner_id.id
        table = [
            (self.private, self.user_portal.partner_id.id, True, "Only a colleague"),
            (self.private, self.colleague.partner_id.id, True, "Only a colleague"),
            (self.private, "abc", True, "Only a colleague"),
            (self.private, [partner_id], True, "Only a colleague"),
            (self.private, True, True, "Only a colleague"),
            (self.private, partner_id, "yes", "is an owner or is not"),
            (thread, self.owner.partner_id.id, True, "Only a colleague"),
            (chat, partner_id, True, "Only a colleague"),
        ]
        for channel, who, is_owner, message in table:
            with (
                self.subTest(channel=channel.name, who=who),
                self.assertRefused(ValidationError, message),
            ):
                channel.set_owner(who, is_owner)

    def test_remove_a_person(self):
        thread = self.private._create_sub_channel(name="Thread")
        thread.add_members(self.member.partner_id.ids)
        uuid = self.private.uuid
        self.private.remove_member(self.member_of(self.private, self.member).id)
        self.assertNotIn(self.member.partner_id, self.private.channel_partner_ids)
        self.assertNotIn(self.member.partner_id, thread.channel_partner_ids)
        self.assertIn("removed @Mo Member", self.notes(self.private)[0])
        self.assertFalse(self.private.with_user(self.member).has_access("read"))
        # the link that they know leads nowhere any more
        self.assertNotEqual(self.private.uuid, uuid)
        for member_id in (
            "abc",
            [1],
            10_000_000,
            self.member_of(self.public, self.member).id,
        ):
            with self.assertRefused(ValidationError, "not in the channel any more"):
                self.private.remove_member(member_id)
        chat = self.Channel.with_user(self.owner)._get_or_create_chat(
            self.member.partner_id.ids
        )
        with self.assertRefused(ValidationError, "Nobody can be removed"):
            chat.remove_member(self.member_of(chat, self.member).id)

    @mute_logger("odoo.models.unlink")
    def test_the_last_owner_goes(self):
        """One row per way to go: the colleague who is in it for longest owns it."""

        def archive(channel):
            self.owner.action_archive()

        def become_a_customer(channel):
            self.owner.write(
                {"group_ids": [(6, 0, self.env.ref("base.group_portal").ids)]}
            )

        def be_removed(channel):
            member = self.member_of(channel, self.owner)
            channel.sudo().with_user(self.owner).remove_member(member.id)

        table = {
            "leave": lambda channel: channel.action_unfollow(),
            "be removed": be_removed,
            "archive": archive,
            "become a customer": become_a_customer,
            "be deleted": lambda channel: self.owner.unlink(),
        }
        for way, go in table.items():
            with self.subTest(way=way), self.env.cr.savepoint(flush=True) as savepoint:
                channel = self.new_channel("A channel", kind="private")
                channel.add_members(self.user_portal.partner_id.ids)
                channel.add_members(self.colleague.partner_id.ids)
                other = self.new_channel("Another channel")
                other.set_owner(self.member.partner_id.id, True)
                go(channel)
                self.assertEqual(self.owners(channel), self.member.partner_id)
                self.assertIn("made @Mo Member the owner", str(self.notes(channel)))
                # nothing to say where an owner is left
                self.assertNotIn("since the last one", str(self.notes(other)))
                savepoint.rollback()
                self.env.invalidate_all()
                self.env.registry.clear_cache()

    def test_nobody_left_to_own(self):
        """Who comes back from a long leave finds their channel."""
        channel = self.new_channel("Notes", kind="private")
        channel.with_user(self.member).action_unfollow()
        self.owner.action_archive()
        self.assertEqual(self.owners(channel), self.owner.partner_id)
        # one that others are in too goes to them, once
        self.assertEqual(self.owners(self.public), self.member.partner_id)

    def test_what_browsers_are_told(self):
        """Colleagues who owns it, each what they may do; customers nothing."""
        self.take_bus_messages()
        self.private.set_owner(self.member.partner_id.id, True)
        sent = self.take_bus_messages()
        channel_target = ["discuss.channel", self.private.id]
        by_target = {}
        for target, message in sent:
            by_target.setdefault(tuple(target), []).append(str(message))
        told = "".join(by_target[(*channel_target, "internal_users")])
        self.assertIn("'is_owner': True", told)
        self.assertNotIn("is_owner", "".join(by_target[tuple(channel_target)]))
        own = "".join(by_target["res.partner", self.member.partner_id.id])
        self.assertIn("'can_manage': True", own)
