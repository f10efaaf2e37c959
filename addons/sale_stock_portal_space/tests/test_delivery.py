from odoo import fields
from odoo.tests import Form, tagged

from odoo.addons.sale_portal_space.tests.common import SaleSpaceCommon


@tagged("post_install", "-at_install")
class TestDelivery(SaleSpaceCommon):
    """How far an order is delivered, as its customer reads it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        units = cls.env.ref("uom.product_uom_unit")
        cls.chair, cls.desk, cls.paint = cls.env["product.product"].create(
            [
                {
                    "name": name,
                    "type": "consu",
                    "uom_id": unit.id,
                    "invoice_policy": "delivery",
                    "taxes_id": False,
                }
                for name, unit in (
                    ("Chair", units),
                    ("Desk", units),
                    ("Paint", cls.env.ref("uom.product_uom_kgm")),
                )
            ]
        )

    def assertStrip(self, order, expected, under_way=True, user=None):
        self.assertEqual(self._strip(order, user), expected)
        self.assertEqual(order.portal_space_under_way, under_way)

    def _deliver(self, order, *quantities, backorder=True):
        """Do the open delivery of an order, of each line so much."""
        picking = order.picking_ids.filtered(
            lambda picking: picking.state not in ("done", "cancel")
        )
        for move, quantity in zip(
            picking.move_ids.sorted("sale_line_id"), quantities, strict=True
        ):
            move.write({"quantity": quantity, "picked": bool(quantity)})
        context = {"skip_backorder": True}
        if not backorder:
            context["picking_ids_not_to_backorder"] = picking.ids
        picking.with_context(**context).button_validate()
        self.assertEqual(picking.state, "done")
        return picking

    def _return(self, picking, quantity):
        form = Form(
            self.env["stock.return.picking"].with_context(
                active_model="stock.picking",
                active_id=picking.id,
                active_ids=picking.ids,
            )
        )
        wizard = form.save()
        wizard.product_return_moves[0].quantity = quantity
        action = wizard.action_create_returns()
        back = self.env["stock.picking"].browse(action["res_id"])
        back.button_validate()
        self.assertEqual(back.state, "done")

    def test_quotation(self):
        order = self._sent((self.chair, 2, 10))
        self.assertStrip(
            order, "+Quotation >Your_signature -Delivery -Invoice -Payment", False
        )

    def test_in_parts(self):
        order = self._confirmed((self.chair, 10, 10), (self.desk, 2, 100))
        self.assertStrip(order, "+Accepted >In_preparation -Delivery -Invoice -Payment")
        first = self._deliver(order, 4, 0)
        self.assertStrip(
            order, "+Accepted +In_preparation >Delivered_in_part -Invoice -Payment"
        )
        self.assertEqual(self._detail(order, "step_delivery"), "4/12")
        step = order.with_user(self.owner)._portal_space_steps()[order.id][2]
        self.assertEqual(step.url, f"/my/picking/pdf/{first.id}")
        self.assertEqual(step.date, first.date_done)
        self._deliver(order, 6, 2)
        self.assertStrip(
            order, "+Accepted +In_preparation +Delivered -Invoice -Payment"
        )
        self._pay(self._invoice(order))
        self.assertStrip(
            order, "+Accepted +In_preparation +Delivered +Invoiced +Paid", False
        )

    def test_kinds_of_units(self):
        """Pieces and kilos don't add up: lines do."""
        order = self._confirmed((self.chair, 10, 10), (self.paint, 2, 100))
        self._deliver(order, 10, 1)
        self.assertEqual(self._detail(order, "step_delivery"), "1/2")

    def test_paid_before_delivery(self):
        self.chair.invoice_policy = "order"
        order = self._confirmed((self.chair, 1, 10))
        self._pay(self._invoice(order))
        self.assertStrip(
            order, "+Accepted >In_preparation -Delivery +Invoiced +Paid", True
        )
        self._deliver(order, 1)
        self.assertStrip(
            order, "+Accepted +In_preparation +Delivered +Invoiced +Paid", False
        )

    def test_given_up(self):
        """What will not come any more is not waited for."""
        order = self._confirmed((self.chair, 10, 10))
        self._deliver(order, 4, backorder=False)
        self.assertStrip(
            order, "+Accepted +In_preparation +Delivered -Invoice -Payment"
        )
        self.assertEqual(self._detail(order, "step_delivery"), "4/10")
        self._pay(self._invoice(order))
        self.assertFalse(order.portal_space_under_way)

    def test_returned(self):
        order = self._confirmed((self.chair, 10, 10))
        picking = self._deliver(order, 10)
        self._return(picking, 3)
        self.assertStrip(
            order, "+Accepted +In_preparation +Returned_in_part -Invoice -Payment"
        )
        self.assertEqual(self._detail(order, "step_delivery"), "7/10")
        self._return(picking, 7)
        self.assertStrip(order, "+Accepted +In_preparation +Returned -Invoice -Payment")

    def test_for_free(self):
        order = self._confirmed((self.chair, 1, 0))
        self.assertStrip(order, "+Accepted >In_preparation -Delivery")
        self._deliver(order, 1)
        self.assertStrip(order, "+Accepted +In_preparation +Delivered", False)

    def test_cancelled(self):
        order = self._confirmed((self.chair, 10, 10))
        self._deliver(order, 4)
        order._action_cancel()
        self.assertStrip(order, "+Quotation >Cancelled +Delivered", False)

    def test_next_date(self):
        order = self._confirmed((self.chair, 10, 10))
        values = order.with_user(self.owner)._portal_space_entry_values()
        picking = order.picking_ids
        planned = fields.Datetime.context_timestamp(order, picking.scheduled_date)
        self.assertEqual(values["date"], planned.date())
        picking.scheduled_date = "2024-01-01 10:00:00"
        values = order.with_user(self.owner)._portal_space_entry_values()
        self.assertEqual(values["date_label"], "Was planned for")
        self.assertTrue(values["late"])

    def test_colleague(self):
        """Stock opens a delivery slip to the person who ordered alone: who may read
        the order gets the link that its page gives."""
        order = self._confirmed((self.chair, 1, 10))
        picking = self._deliver(order, 1)
        order.partner_id = self.owner.partner_id
        path = f"/my/picking/pdf/{picking.id}"
        for user, url in (
            (self.owner, path),
            (self.colleague, f"{path}?access_token={order._portal_ensure_token()}"),
        ):
            with self.subTest(user.login):
                as_user = order.with_user(user)
                step = as_user._portal_space_steps()[order.id][2]
                self.assertEqual(step.url, url)
                slip = as_user._portal_space_documents()[order.id][-1]
                self.assertEqual((slip.kind, slip.url), ("delivery", url))
                self.assertEqual(slip.key, f"delivery-{order.id}-{picking.id}")

    def test_news(self):
        """The delivery is told, by whoever makes it."""
        warehouse = self._new_employee("sale_warehouse", "stock.group_stock_user")
        order = self._confirmed((self.chair, 3, 10))

        def told():
            news = self.env["portal.news"].sudo()
            news = news.search([("partner_id", "=", self.owner.partner_id.id)])
            titles = news.mapped("title")
            news.unlink()
            return titles

        told()
        self._deliver(order.with_user(warehouse), 1)
        self.assertEqual(told(), [f"A part of your order {order.name} is delivered"])
        self._deliver(order, 2)
        self.assertEqual(told(), [f"Your order {order.name} is delivered"])
        self._return(order.picking_ids[-1], 1)
        self.assertEqual(told(), [])

    def test_queries(self):
        """Many orders take as many queries as few."""
        orders = self.env["sale.order"]
        for number in range(9):
            order = self._confirmed((self.chair, 3, 10), (self.desk, 1, 1))
            if number % 3:
                self._deliver(order, number % 3, 0)
            orders |= order

        def queries(records):
            self.env.invalidate_all()
            records = records.with_user(self.owner)
            before = self.env.cr.sql_log_count
            records._portal_space_entries()
            records._portal_space_documents()
            return self.env.cr.sql_log_count - before

        queries(orders)
        self.assertEqual(queries(orders[:3]), queries(orders))

    def test_before(self):
        """Orders that were there when the module came are followed, too."""
        from ..hooks import post_init_hook

        self.chair.invoice_policy = "order"
        order = self._confirmed((self.chair, 1, 10))
        self._pay(self._invoice(order))
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE sale_order SET portal_space_under_way = FALSE WHERE id = %s",
            [order.id],
        )
        self.env.invalidate_all()
        post_init_hook(self.env)
        self.assertTrue(order.portal_space_under_way)

    def test_multi_step(self):
        """What leaves the shelf is not delivered yet."""
        warehouse = self.env["stock.warehouse"].search(
            [("company_id", "=", self.company.id)], limit=1
        )
        warehouse.delivery_steps = "pick_ship"
        order = self._confirmed((self.chair, 1, 10))
        self._deliver(order, 1)
        self.assertStrip(order, "+Accepted >In_preparation -Delivery -Invoice -Payment")
