from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestDeal(DiscussRecordCommon):
    """One conversation for an opportunity and its quotations."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = cls._new_user("salesperson", "sales_team.group_sale_salesman")
        cls.other = cls._new_user("other", "sales_team.group_sale_salesman")
        cls.manager = cls._new_user(
            "manager", "sales_team.group_sale_salesman_all_leads"
        )
        cls.customer = cls.env["res.partner"].create({"name": "Azure"})
        cls.opportunity = cls._new_opportunity("Forty desks")

    @classmethod
    def _new_opportunity(cls, name, user=None):
        return cls.env["crm.lead"].create(
            {
                "name": name,
                "type": "opportunity",
                "partner_id": cls.customer.id,
                "user_id": (user or cls.salesperson).id,
            }
        )

    def _quote(self, opportunity=None, user=None, number=1):
        """Make quotations as the button of an opportunity does."""
        user = user or self.salesperson
        context = {"default_partner_id": self.customer.id}
        if opportunity:
            context = opportunity.with_user(
                user
            )._prepare_opportunity_quotation_context()
        return (
            self.env["sale.order"]
            .with_user(user)
            .with_context(**context)
            .create([{"user_id": user.id}] * number)
        )

    def test_quotations_carry_on(self):
        channel = self._open(self.opportunity, self.salesperson)
        first = self._quote(self.opportunity)
        second = self._quote(self.opportunity, self.manager)
        self.assertEqual((first | second).team_channel_id, channel)
        self.assertEqual(channel.name, "Forty desks")
        self.assertEqual(
            self._members(channel), (self.salesperson | self.manager).partner_id
        )
        headers = channel.with_user(self.manager).get_record_headers()
        self.assertEqual(
            {header["name"] for header in headers},
            {"Forty desks", first.name, second.name},
        )
        self.assertEqual(
            {header["state"] for header in headers},
            {self.opportunity.stage_id.name, "Quotation"},
        )

    def test_pressed_on_the_quotation_first(self):
        order = self._quote(self.opportunity)
        variant = order.copy()
        channel = self._open(order, self.salesperson)
        self.assertEqual(self.opportunity.team_channel_id, channel)
        self.assertEqual(variant.team_channel_id, channel)
        self.assertEqual(self._open(self.opportunity, self.manager), channel)

    def test_life_of_a_quotation(self):
        channel = self._open(self.opportunity, self.salesperson)
        order = self._quote(self.opportunity)
        order.action_confirm()
        order.action_cancel()
        order.action_draft()
        self.assertEqual(order.team_channel_id, channel)
        self.assertEqual(order.copy().team_channel_id, channel)
        order.opportunity_id = False
        self.assertEqual(order.team_channel_id, channel)
        self.assertFalse(order.copy().team_channel_id)

    def test_opportunity_set_later(self):
        channel = self._open(self._quote(), self.salesperson)
        order = channel.sale_order_ids.with_user(self.salesperson)
        order.opportunity_id = self.opportunity
        self.assertEqual(self.opportunity.team_channel_id, channel)

    def test_opportunity_of_somebody_else(self):
        """Its number is easily guessed: that opens no conversation."""
        theirs = self._new_opportunity("Theirs", self.other)
        channel = self._open(theirs, self.other)
        forged = self._quote()
        forged.opportunity_id = theirs.id
        self.assertFalse(forged.team_channel_id)
        own = self._open(forged, self.salesperson)
        self.assertNotEqual(own, channel)
        self.assertFalse(channel._filter_open_to(self.salesperson))
        self.assertNotIn(self.salesperson.partner_id, self._members(channel))

    def test_who_reads_the_quotation_reads_what_was_said(self):
        """The salesperson of a quotation reads it, if not the opportunity."""
        channel = self._open(self.opportunity, self.salesperson)
        channel.with_user(self.salesperson).message_post(
            body="Before", message_type="comment"
        )
        with self.assertRaises(AccessError):
            self._open(self.opportunity, self.other)
        order = self._quote(self.opportunity, self.manager)
        order.user_id = self.other
        self.assertEqual(self._open(order, self.other), channel)
        as_other = channel.with_user(self.other)
        self.assertIn("Before", as_other.message_ids.mapped("preview"))
        (header,) = as_other.get_record_headers()
        self.assertEqual(header["name"], order.name)
        # and leaves with that quotation
        order.user_id = self.manager
        self.assertNotIn(self.other.partner_id, self._members(channel))

    def test_merge(self):
        """The one that stays keeps its channel, and hears what was said in others."""
        second = self._new_opportunity("Chairs", self.other)
        third = self._new_opportunity("Lamps")
        order = self._quote(second, self.manager)
        self.opportunity.probability = 90
        channel = self._open(self.opportunity, self.salesperson)
        for number, record in enumerate((second, self.opportunity, second)):
            self._open(record, self.manager)
            record.team_channel_id.with_user(self.manager).message_post(
                body=f"Word {number}", message_type="comment"
            )
        (merged_channel,) = second.team_channel_id
        merged = (
            (self.opportunity | second | third)
            .with_user(self.manager)
            .merge_opportunity()
        )
        self.assertEqual(merged, self.opportunity)
        self.assertFalse((second | third).exists())
        self.assertEqual(merged.team_channel_id, channel)
        self.assertEqual(order.team_channel_id, channel)
        self.assertEqual(merged_channel.merged_into_id, channel)
        words = channel.message_ids.sorted("id").mapped("preview")
        self.assertEqual(
            [word for word in words if word.startswith("Word")],
            ["Word 0", "Word 1", "Word 2"],
        )
        # the other salesperson may not read what became of their opportunity
        self.assertEqual(
            self._members(channel), (self.salesperson | self.manager).partner_id
        )
        self.env.cr.precommit.run()
        self.assertFalse(channel.is_closed)

    def test_merge_into_an_opportunity_without_conversation(self):
        second = self._new_opportunity("Chairs")
        channel = self._open(second, self.salesperson)
        self.opportunity.probability = 90
        merged = (
            (self.opportunity | second).with_user(self.salesperson).merge_opportunity()
        )
        self.assertEqual(merged.team_channel_id, channel)
        self.env.cr.precommit.run()
        self.assertFalse(channel.is_closed)

    def test_quotation_on_its_own(self):
        channel = self._open(self.opportunity, self.salesperson)
        order = self._quote(self.opportunity)
        action = self.env.ref("sale_crm_discuss_record.action_open_own_channel")
        action = action.with_user(self.salesperson).with_context(
            active_model="sale.order", active_id=order.id, active_ids=order.ids
        )
        opened = action.run()
        own = order.team_channel_id
        self.assertEqual(own.parent_channel_id, channel)
        self.assertEqual(opened["context"]["active_id"], f"discuss.channel_{own.id}")
        self.assertEqual(self.opportunity.team_channel_id, channel)

    def test_queries_do_not_grow(self):
        def count(opportunity, number):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self._quote(opportunity, number=number)
            self.env.flush_all()
            self.env.cr.precommit.run()
            return self.env.cr.sql_log_count - before

        other = self._new_opportunity("Chairs")
        self._open(self.opportunity, self.salesperson)
        for opportunity in (self.opportunity, other):
            count(opportunity, 1)
        # per quotation, stock asks for a number and a few more: ours is the difference
        extra = [
            count(self.opportunity, number) - count(other, number) for number in (1, 50)
        ]
        self.assertLessEqual(extra[1], extra[0], extra)
