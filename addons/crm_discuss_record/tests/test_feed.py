from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestFeed(DiscussRecordCommon):
    """What becomes of an opportunity is told in its channel."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = cls._new_user("salesperson", "sales_team.group_sale_salesman")
        cls.salesperson.name = "Sally"
        cls.other = cls._new_user("other", "sales_team.group_sale_salesman")
        cls.opportunity = cls.env["crm.lead"].create(
            {"name": "Desks", "type": "opportunity", "user_id": cls.salesperson.id}
        )

    def setUp(self):
        super().setUp()
        self.channel = self._open(self.opportunity, self.salesperson)
        self.lead = self.opportunity.with_user(self.salesperson)
        self._end_transaction()

    def _last_line(self):
        (*_lines, last) = self._feed_lines(self._feed_notes(self.channel))
        return last

    def test_stage_deadline_and_assignee(self):
        before = self.lead.stage_id
        after = self.env["crm.stage"].create({"name": "Tried"})
        self.lead.write({"stage_id": after.id, "date_deadline": "2030-01-02"})
        self.assertEqual(
            self._last_line(),
            f"Desks Stage: {before.name} → Tried · Expected Closing: 01/02/2030",
        )
        self.opportunity.user_id = self.other
        self.assertEqual(self._last_line(), "Desks Salesperson: Sally → other")

    def test_won(self):
        self.lead.action_set_won()
        self.assertTrue(self._last_line().endswith("· Won"))

    def test_lost(self):
        self.lead.action_set_lost()
        lines = self._feed_lines(self._feed_notes(self.channel))
        self.assertEqual(lines[-2:], ["Desks Lost", "closed this channel: Lost"])
