from datetime import timedelta

from odoo import Command, fields
from odoo.tests import HttpCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestUi(HttpCase):
    """A customer signs a quotation and follows the order to its delivery."""

    def _journey(self, size, login):
        self.browser_size = size
        self.touch_enabled = size.startswith("375")
        owner = new_test_user(self.env, login, "base.group_portal", name="Odile Owner")
        product = self.env["product.product"].create(
            {"name": "Chair", "type": "consu", "taxes_id": False}
        )
        order = self.env["sale.order"].create(
            {
                "partner_id": owner.partner_id.id,
                "require_signature": True,
                "require_payment": False,
                "validity_date": fields.Date.today() + timedelta(days=10),
                "order_line": [
                    Command.create({"product_id": product.id, "price_unit": 10})
                ],
            }
        )
        order.action_quotation_sent()
        self.start_tour("/my", "sale_stock_portal_space_sign", login=login)
        self.assertEqual(order.state, "sale")
        self.assertEqual(order.signed_by, "Odile Owner")
        picking = order.picking_ids
        picking.move_ids.write({"quantity": 1, "picked": True})
        picking.button_validate()
        self.start_tour("/my", "sale_stock_portal_space_follow", login=login)

    def test_desktop(self):
        self._journey("1366x768", "sale_ui_desktop")

    def test_phone(self):
        self._journey("375x667", "sale_ui_phone")
