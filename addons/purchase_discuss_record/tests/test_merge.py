from odoo import Command
from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestMerge(DiscussRecordCommon):
    """Requests for quotation that are merged go on in one conversation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls._new_user("buyer", "purchase.group_purchase_user")
        cls.manager = cls._new_user("manager", "purchase.group_purchase_manager")
        cls.vendor, cls.other_vendor = cls.env["res.partner"].create(
            [{"name": "Vendor"}, {"name": "Other vendor"}]
        )
        cls.product = cls.env["product.product"].create({"name": "Desk"})
        cls.first, cls.second, cls.third = (cls._new_request(day) for day in (1, 2, 3))

    @classmethod
    def _new_request(cls, day, vendor=None):
        return cls.env["purchase.order"].create(
            {
                "date_order": f"2030-01-0{day} 12:00:00",
                "order_line": [Command.create({"product_id": cls.product.id})],
                "partner_id": (vendor or cls.vendor).id,
                "user_id": cls.buyer.id,
            }
        )

    def _talk(self, order, text):
        channel = self._open(order, self.buyer)
        channel.with_user(self.buyer).message_post(body=text, message_type="comment")
        self._end_transaction()
        return channel

    def _merge(self, orders):
        orders.with_user(self.buyer).action_merge()
        self._end_transaction()

    def _said(self, channel):
        return "".join(channel.message_ids.sorted("id").mapped("body"))

    def test_merge(self):
        """What was said of each stands in one conversation, which goes on."""
        channel = self._talk(self.first, "Ten of them")
        other = self._talk(self.second, "Five more")
        self._open(self.second, self.manager)
        self._end_transaction()
        self._merge(self.first | self.second | self.third)
        self.assertEqual(self.second.state, "cancel")
        self.assertEqual(self.first.team_channel_id, channel)
        self.assertEqual((self.second | self.third).team_channel_id, channel)
        said = self._said(channel)
        self.assertLess(said.index("Ten of them"), said.index("Five more"))
        self.assertFalse(channel.is_closed)
        self.assertEqual(other.merged_into_id, channel)
        self.assertEqual(other.outcome, f"Merged into “{channel.name}”")
        self.assertIn(self.manager.partner_id, self._members(channel))
        self.assertEqual(len(self._feed_notes(channel)), 1)
        self.assertEqual(len(self._feed_notes(other)), 1)
        self.first.button_cancel()
        self._end_transaction()
        self.assertTrue(channel.is_closed)

    def test_merge_into_one_that_nobody_discusses(self):
        channel = self._talk(self.second, "Five more")
        self._merge(self.first | self.second)
        self.assertEqual(self.first.team_channel_id, channel)
        self.assertFalse(channel.is_closed)
        self.assertEqual(len(self._feed_notes(channel)), 1)

    def test_several_at_once(self):
        """Each conversation goes where its request goes."""
        pair = self.env["purchase.order"].concat(
            *(self._new_request(day, self.other_vendor) for day in (4, 5))
        )
        alone = self._new_request(6, self.env["res.partner"].create({"name": "Third"}))
        channel = self._talk(self.second, "Five more")
        other = self._talk(pair[1], "Two chairs")
        apart = self._talk(alone, "Alone")
        self._merge(self.first | self.second | pair | alone)
        self.assertEqual(self.first.team_channel_id, channel)
        self.assertEqual(pair.team_channel_id, other)
        self.assertEqual(alone.team_channel_id, apart)
        self.assertFalse(any((channel | other | apart).mapped("is_closed")))

    def test_nobody_discusses_them(self):
        self._merge(self.first | self.second)
        self.assertFalse((self.first | self.second).team_channel_id)
