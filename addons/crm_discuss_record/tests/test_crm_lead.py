from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestCrmLead(DiscussRecordCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = cls._new_user("salesperson", "sales_team.group_sale_salesman")
        cls.other_salesperson = cls._new_user("other", "sales_team.group_sale_salesman")
        cls.manager = cls._new_user(
            "manager", "sales_team.group_sale_salesman_all_leads"
        )
        cls.bystander = cls._new_user("bystander", "base.group_user")
        cls.customer = cls._new_user("customer", "base.group_portal")
        cls.opportunity = cls.env["crm.lead"].create(
            {
                "name": "Forty desks",
                "type": "opportunity",
                "partner_id": cls.customer.partner_id.id,
                "expected_revenue": 5000,
                "user_id": cls.salesperson.id,
            }
        )

    def test_people_and_place(self):
        channel = self._open(self.opportunity, self.manager)
        self.assertEqual(
            self._members(channel),
            (self.salesperson | self.manager).partner_id,
        )
        self.assertEqual(channel.name, "Forty desks")
        self.assertEqual(
            channel.theme_id, self.env.ref("crm_discuss_record.theme_sales")
        )
        self.assertEqual(channel.opportunity_ids, self.opportunity)

    def test_closed_to_those_who_may_not_read_the_opportunity(self):
        for user in (self.other_salesperson, self.bystander, self.customer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._open(self.opportunity, user)
        self.assertFalse(self.opportunity.team_channel_id)

    def test_opportunity_changes_hands(self):
        channel = self._open(self.opportunity, self.manager)
        self.opportunity.user_id = self.other_salesperson
        self.assertEqual(
            self._members(channel),
            (self.other_salesperson | self.manager).partner_id,
        )

    def test_header(self):
        channel = self._open(self.opportunity, self.salesperson)
        (header,) = channel.with_user(self.salesperson).get_record_headers()
        self.assertEqual(header["kind"], "Opportunity")
        self.assertEqual(header["state"], self.opportunity.stage_id.name)
        values = {field["name"]: field["value"] for field in header["fields"]}
        self.assertEqual(values["user_id"], "salesperson")
        self.assertEqual(values["partner_id"], "customer")
        self.assertIn("5,000.00", values["expected_revenue"])

    def test_button_is_in_the_form(self):
        view = (
            self.env["crm.lead"]
            .with_user(self.salesperson)
            .get_view(self.env.ref("crm.crm_lead_view_form").id, "form")
        )
        self.assertIn("discuss_record_button", view["arch"])

    def test_lists_have_the_column_and_the_filter(self):
        model = self.env["crm.lead"].with_user(self.salesperson)
        for view_type, xmlid in (
            ("list", "crm.crm_case_tree_view_oppor"),
            ("list", "crm.crm_case_tree_view_leads"),
            ("kanban", "crm.crm_case_kanban_view_leads"),
            ("search", "crm.view_crm_case_opportunities_filter"),
            ("search", "crm.view_crm_case_leads_filter"),
        ):
            with self.subTest(view=xmlid):
                view = model.get_view(self.env.ref(xmlid).id, view_type)
                name = {"search": "has_unread_discussion"}.get(
                    view_type, "has_discussion"
                )
                self.assertIn(f'name="{name}"', view["arch"])
