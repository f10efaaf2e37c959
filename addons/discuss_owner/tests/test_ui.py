from odoo.tests import HttpCase, tagged

from .common import DiscussOwnerCommon


@tagged("post_install", "-at_install")
class TestUi(HttpCase, DiscussOwnerCommon):
    """What people do in the browser."""

    def url(self, channel):
        return f"/odoo/discuss?active_id=discuss.channel_{channel.id}"

    def test_owner(self):
        self.start_tour("/odoo/discuss", "discuss_owner_private_channel", login="owner")
        channel = self.Channel.search([("name", "=", "Surprise party")])
        self.assertEqual(channel.kind, "private")
        self.assertEqual(channel.theme_id, self.theme_open)
        self.assertEqual(self.owners(channel), (self.owner + self.member).partner_id)
        self.assertNotIn(self.colleague.partner_id, channel.channel_partner_ids)

    def test_steward(self):
        self.start_tour(self.url(self.public), "discuss_owner_steward", login="steward")
        self.env.invalidate_all()
        self.assertEqual(self.public.name, "Kept in order")
        self.assertEqual(self.public.description, "What the team agrees on")
        self.assertEqual(self.public.channel_partner_ids, self.owner.partner_id)
        url = f"/odoo/action-discuss_theme.discuss_channel_action/{self.public.id}"
        self.start_tour(url, "discuss_owner_steward_theme", login="steward")
        self.env.invalidate_all()
        self.assertEqual(self.public.theme_id, self.general)

    def test_member(self):
        self.start_tour(self.url(self.private), "discuss_owner_member", login="member")
        self.assertIn("I am here", str(self.private.message_ids[0].body))

    def test_customer(self):
        self.start_tour(
            f"/discuss/channel/{self.private.id}",
            "discuss_owner_customer",
            login="customer",
        )
