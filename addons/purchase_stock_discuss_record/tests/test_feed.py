from odoo import Command
from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestFeed(DiscussRecordCommon):
    """What is received is told in the channel of the order."""

    def test_received(self):
        user = self._new_user("buyer", "purchase.group_purchase_user")
        product = self.env["product.product"].create(
            {"name": "Desk", "type": "consu", "is_storable": True}
        )
        order = self.env["purchase.order"].create(
            {
                "partner_id": self.env["res.partner"].create({"name": "Partner"}).id,
                "user_id": user.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "product_qty": 2,
                            "price_unit": 1,
                        }
                    )
                ],
            }
        )
        channel = self._open(order, user)
        order.button_confirm()
        for quantity, expected in ((1, "Partly received"), (1, "Received")):
            self._end_transaction()
            picking = order.picking_ids.filtered(lambda p: p.state != "done")
            picking.move_ids.write({"quantity": quantity, "picked": True})
            picking.with_context(skip_backorder=True).button_validate()
            (*_lines, line) = self._feed_lines(self._feed_notes(channel))
            self.assertEqual(line, f"{order.name} {expected}")
