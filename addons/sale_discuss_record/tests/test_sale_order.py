from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestSaleOrder(DiscussRecordCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = cls._new_user("salesperson", "sales_team.group_sale_salesman")
        cls.other_salesperson = cls._new_user("other", "sales_team.group_sale_salesman")
        cls.manager = cls._new_user(
            "manager", "sales_team.group_sale_salesman_all_leads"
        )
        cls.employee = cls._new_user("bystander", "base.group_user")
        cls.customer = cls._new_user("customer", "base.group_portal")
        cls.order = cls.env["sale.order"].create(
            {"partner_id": cls.customer.partner_id.id, "user_id": cls.salesperson.id}
        )
        cls.order.message_subscribe(cls.customer.partner_id.ids)

    def test_people_and_place(self):
        channel = self._open(self.order, self.manager)
        self.assertEqual(
            self._members(channel),
            (self.salesperson | self.manager).partner_id,
        )
        self.assertEqual(channel.name, f"{self.order.name} - customer")
        self.assertEqual(
            channel.theme_id, self.env.ref("sale_discuss_record.theme_sales")
        )
        self.assertEqual(channel.sale_order_ids, self.order)

    def test_closed_to_those_who_may_not_read_the_order(self):
        """The customer reads the order in the portal, but is no colleague."""
        self.assertTrue(self.order.with_user(self.customer).has_access("read"))
        for user in (self.other_salesperson, self.employee, self.customer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._open(self.order, user)
        self.assertFalse(self.order.team_channel_id)

    def test_order_changes_hands(self):
        channel = self._open(self.order, self.manager)
        self.order.user_id = self.other_salesperson
        self.assertEqual(
            self._members(channel),
            (self.other_salesperson | self.manager).partner_id,
        )

    def test_header(self):
        self.order.write(
            {"commitment_date": "2030-06-18 12:00:00", "validity_date": "2030-05-17"}
        )
        channel = self._open(self.order, self.salesperson)
        as_salesperson = channel.with_user(self.salesperson)
        (header,) = as_salesperson.get_record_headers()
        self.assertEqual(header["kind"], "Quotation")
        self.assertEqual(header["name"], self.order.name)
        self.assertEqual(header["state"], "Quotation")
        values = {field["name"]: field["value"] for field in header["fields"]}
        self.assertEqual(values["partner_id"], "customer")
        self.assertIn("0.00", values["amount_total"])
        self.assertEqual(values["user_id"], "salesperson")
        self.assertEqual(values["validity_date"], "05/17/2030")
        self.assertEqual(values["commitment_date"], "06/18/2030")
        self.order.action_confirm()
        (header,) = as_salesperson.get_record_headers()
        self.assertEqual(header["state"], "Sales Order")
        names = [field["name"] for field in header["fields"]]
        self.assertEqual(
            names, ["partner_id", "amount_total", "commitment_date", "user_id"]
        )

    def test_name_follows_the_customer(self):
        channel = self._open(self.order, self.salesperson)
        self.order.partner_id = self.env["res.partner"].create({"name": "New Buyer"})
        self.assertEqual(channel.name, f"{self.order.name} - New Buyer")

    def test_button_is_in_the_form_of_employees(self):
        view = (
            self.env["sale.order"]
            .with_user(self.salesperson)
            .get_view(self.env.ref("sale.view_order_form").id, "form")
        )
        self.assertIn("discuss_record_button", view["arch"])

    def test_nothing_in_the_portal_page(self):
        self._open(self.order, self.salesperson).with_user(
            self.salesperson
        ).message_post(body="Canary: margin of 40 %", message_type="comment")
        messages = (
            self.env["mail.message"]
            .with_user(self.customer)
            .search([("model", "in", ("sale.order", "discuss.channel"))])
        )
        self.assertNotIn("Canary", "".join(messages.mapped("body")))

    def test_lists_have_the_column_and_the_filter(self):
        model = self.env["sale.order"].with_user(self.salesperson)
        for view_type, xmlid in (
            ("list", "sale.view_quotation_tree_with_onboarding"),
            ("list", "sale.view_order_tree"),
            ("kanban", "sale.view_quotation_kanban_with_onboarding"),
            ("search", "sale.sale_order_view_search_inherit_quotation"),
            ("search", "sale.sale_order_view_search_inherit_sale"),
        ):
            with self.subTest(view=xmlid):
                view = model.get_view(self.env.ref(xmlid).id, view_type)
                name = {"search": "has_unread_discussion"}.get(
                    view_type, "has_discussion"
                )
                self.assertIn(f'name="{name}"', view["arch"])
