from odoo.tests import tagged

from ..hooks import OPEN_TO_ADMINISTRATORS, post_init_hook, uninstall_hook
from .common import DiscussOwnerCommon


@tagged("post_install", "-at_install")
class TestHooks(DiscussOwnerCommon):
    """What the module does to the channels that it finds, and leaves behind."""

    def forget_owners(self):
        self.env.flush_all()
        self.env.cr.execute("UPDATE discuss_channel_member SET is_owner = NULL")
        self.env.invalidate_all()

    def test_install(self):
        """Who made it, or else who is in it for longest; customers never."""
        made_by_member = self.new_channel("theirs", maker=self.member)
        made_by_member.sudo()._add_members(users=self.owner)
        left = self.new_channel("left", kind="private")
        left.action_unfollow()
        left.sudo()._add_members(users=self.user_portal + self.colleague)
        archived = self.new_channel("archived")
        archived.active = False
        thread = self.public._create_sub_channel(name="Thread")
        self.forget_owners()
        self.take_bus_messages()
        post_init_hook(self.env)
        for channel, owner in (
            (self.public, self.owner),
            (self.private, self.owner),
            (archived, self.owner),
            (made_by_member, self.member),
            (left, self.member),
        ):
            with self.subTest(channel=channel.sudo().name):
                self.assertEqual(self.owners(channel), owner.partner_id)
        self.assertFalse(self.owners(thread))
        self.assertEqual(self.take_bus_messages(), [])

    def test_install_costs_the_same_for_any_number(self):
        def install():
            self.forget_owners()
            post_init_hook(self.env)

        few = self.count_queries(install)
        self.Channel.create([{"name": f"Channel {number}"} for number in range(30)])
        self.assertEqual(self.count_queries(install), few)

    def test_uninstall_gives_stock_back(self):
        uninstall_hook(self.env)
        for xmlid in OPEN_TO_ADMINISTRATORS:
            self.assertEqual(self.env.ref(xmlid).domain_force, "[(1, '=', 1)]")
        self.assertTrue(self.private.with_user(self.system).has_access("read"))
