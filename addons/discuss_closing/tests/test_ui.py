from odoo.tests import HttpCase, tagged

from .common import DiscussClosingCommon


@tagged("post_install", "-at_install")
class TestUi(HttpCase, DiscussClosingCommon):
    """What people do in the browser."""

    def setUp(self):
        super().setUp()
        self.fair = self.create_owned_channel(name="Spring fair")
        self.fleet = self.create_owned_channel(name="Fleet")
        self.post(self.fair)
        self.url = f"/odoo/discuss?active_id=discuss.channel_{self.fair.id}"

    def test_close_find_and_reopen(self):
        self.start_tour(self.url, "discuss_closing_owner", login="employee")
        self.env.invalidate_all()
        self.assertFalse(self.fair.is_closed)
        self.assertEqual(
            self.notes(self.fair)[:2],
            ["reopened this channel.", "closed this channel: We go again next year"],
        )
        self.assertIn("Who books the tent?", str(self.fair.message_ids[0].body))

    def test_steward(self):
        self.user_team.group_ids += self.env.ref("discuss_owner.group_discuss_steward")
        self.start_tour(self.url, "discuss_closing_steward", login="team")
        self.env.invalidate_all()
        self.assertFalse(self.fair.is_closed)
        self.assertEqual(
            self.notes(self.fair)[:2],
            ["reopened this channel.", "closed this channel: The fair is over"],
        )
        self.assertNotIn(self.user_team.partner_id, self.fair.channel_partner_ids)

    def test_customer_sees_how_it_ended(self):
        group = self.create_owned_group(self.user_portal.partner_id)
        self.post(group)
        group.close("The fair was a success")
        self.start_tour(
            f"/discuss/channel/{group.id}", "discuss_closing_customer", login="customer"
        )

    def test_merge_and_old_link(self):
        self.start_tour(self.url, "discuss_closing_merge", login="employee")
        self.env.invalidate_all()
        self.assertEqual(self.fair.merged_into_id, self.fleet)
