from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestPurchaseOrder(DiscussRecordCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = cls._new_user("buyer", "purchase.group_purchase_user")
        cls.manager = cls._new_user("manager", "purchase.group_purchase_manager")
        cls.bystander = cls._new_user("bystander", "base.group_user")
        cls.vendor = cls._new_user("vendor", "base.group_portal")
        cls.order = cls.env["purchase.order"].create(
            {"partner_id": cls.vendor.partner_id.id, "user_id": cls.buyer.id}
        )
        cls.order.message_subscribe(cls.vendor.partner_id.ids)

    def test_people_and_place(self):
        channel = self._open(self.order, self.manager)
        self.assertEqual(
            self._members(channel),
            (self.buyer | self.manager).partner_id,
        )
        self.assertEqual(channel.name, f"{self.order.name} - vendor")
        self.assertEqual(
            channel.theme_id, self.env.ref("purchase_discuss_record.theme_purchases")
        )
        self.assertEqual(channel.purchase_order_ids, self.order)

    def test_closed_to_those_who_may_not_read_the_order(self):
        """The vendor reads the order in the portal, but is no colleague."""
        self.assertTrue(self.order.with_user(self.vendor).has_access("read"))
        for user in (self.bystander, self.vendor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._open(self.order, user)
        self.assertFalse(self.order.team_channel_id)

    def test_name_follows_the_vendor(self):
        channel = self._open(self.order, self.buyer)
        self.order.partner_id = self.env["res.partner"].create({"name": "New Vendor"})
        self.assertEqual(channel.name, f"{self.order.name} - New Vendor")

    def test_header(self):
        channel = self._open(self.order, self.buyer)
        (header,) = channel.with_user(self.buyer).get_record_headers()
        self.assertEqual(header["kind"], "Purchase Order")
        self.assertEqual(header["state"], "RFQ")
        values = {field["name"]: field["value"] for field in header["fields"]}
        self.assertEqual(values["user_id"], "buyer")
        self.assertEqual(values["partner_id"], "vendor")
        self.assertIn("0.00", values["amount_total"])

    def test_button_is_in_the_form(self):
        view = (
            self.env["purchase.order"]
            .with_user(self.buyer)
            .get_view(self.env.ref("purchase.purchase_order_form").id, "form")
        )
        self.assertIn("discuss_record_button", view["arch"])

    def test_lists_have_the_column_and_the_filter(self):
        model = self.env["purchase.order"].with_user(self.buyer)
        for view_type, xmlid in (
            ("list", "purchase.purchase_order_kpis_tree"),
            ("list", "purchase.purchase_order_view_tree"),
            ("kanban", "purchase.view_purchase_order_kanban"),
            ("search", "purchase.view_purchase_order_filter"),
            ("search", "purchase.purchase_order_view_search"),
        ):
            with self.subTest(view=xmlid):
                view = model.get_view(self.env.ref(xmlid).id, view_type)
                name = {"search": "has_unread_discussion"}.get(
                    view_type, "has_discussion"
                )
                self.assertIn(f'name="{name}"', view["arch"])

    def test_end(self):
        channel = self._open(self.order, self.buyer)
        self.env.cr.precommit.run()
        self.order.button_cancel()
        self.env.cr.precommit.run()
        self.assertEqual(channel.outcome, "Cancelled")
        self.order.button_draft()
        self.env.cr.precommit.run()
        self.assertFalse(channel.is_closed)

    def test_billed(self):
        """A draft of a bill is not the end, posted it is; taken back, it is not."""
        product = self.env["product.product"].create(
            {"name": "Service", "type": "service", "purchase_method": "purchase"}
        )
        self.order.order_line = [
            Command.create({"product_id": product.id, "price_unit": 77})
        ]
        self.order.button_confirm()
        channel = self._open(self.order, self.buyer)
        self._end_transaction()
        self.order.action_create_invoice()
        self._end_transaction()
        self.assertEqual(self.order.invoice_status, "invoiced")
        self.assertFalse(channel.is_closed)
        bill = self.order.invoice_ids
        bill.invoice_date = "2030-01-01"
        bill.action_post()
        self._end_transaction()
        self.assertEqual(channel.outcome, "Received and billed")
        bill.button_draft()
        self._end_transaction()
        self.assertFalse(channel.is_closed)
        bill.action_post()
        self._end_transaction()
        self.assertTrue(channel.is_closed)
