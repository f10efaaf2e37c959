from odoo.tests import HttpCase, tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestUi(HttpCase, DiscussRecordCommon):
    """What a salesperson sees of the discussions of their quotations."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = cls._new_user("salesperson", "sales_team.group_sale_salesman")
        cls.colleague = cls._new_user(
            "colleague", "sales_team.group_sale_salesman_all_leads"
        )
        cls.loud, cls.quiet = cls.env["res.partner"].create(
            [{"name": "Loud Buyer"}, {"name": "Quiet Buyer"}]
        )
        orders = cls.env["sale.order"].create(
            [
                {"partner_id": partner.id, "user_id": cls.salesperson.id}
                for partner in (cls.loud, cls.quiet)
            ]
        )
        for order in orders:
            cls._open(cls, order, cls.colleague)
        orders[0].team_channel_id.with_user(cls.colleague).message_post(
            body="Before Friday?",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def test_list_and_header(self):
        self.start_tour(
            "/odoo/action-sale.action_quotations_with_onboarding",
            "sale_discuss_record_glance",
            login="salesperson",
        )

    def test_customer(self):
        self.start_tour(
            f"/odoo/res.partner/{self.loud.id}",
            "sale_discuss_record_customer",
            login="salesperson",
        )
