from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestTender(DiscussRecordCommon):
    """What rules do with opportunities."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._new_user(
            "manager",
            "sales_team.group_sale_manager,discuss_theme.group_discuss_administrator",
        )
        cls.salesperson = cls._new_user("salesperson", "sales_team.group_sale_salesman")
        cls.colleague = cls._new_user(
            "colleague", "sales_team.group_sale_salesman_all_leads"
        )
        cls.engineer = cls._new_user("engineer", "base.group_user")
        cls.customer = cls._new_user("customer", "base.group_portal")
        cls.tag, cls.other_tag = cls.env["crm.tag"].create(
            [{"name": "A tender"}, {"name": "Not a tender"}]
        )
        cls.team = cls.env["crm.team"].create(
            {"name": "Answers", "user_id": cls.manager.id}
        )

    def _new_rule(self, *people_fields, message_fields=(), **values):
        get = self.env["ir.model.fields"]._get
        return (
            self.env["discuss.record.rule"]
            .with_user(self.manager)
            .create(
                {
                    "name": "A rule",
                    "model": "crm.lead",
                    "people_field_ids": [get("crm.lead", n).id for n in people_fields],
                    "message_field_ids": [
                        get("crm.lead", n).id for n in message_fields
                    ],
                    **values,
                }
            )
        )

    def _new_tender_rule(self):
        return self._new_rule(
            "user_id",
            "message_partner_ids",
            message_fields=("date_deadline", "description"),
            trigger="tag",
            value_id=self.tag.id,
            access="invited",
            message="What is asked:",
        )

    def _new_lead(self, **values):
        lead = (
            self.env["crm.lead"]
            .with_context(mail_create_nosubscribe=True)
            .create(
                {
                    "name": "Forty desks",
                    "type": "opportunity",
                    "user_id": self.salesperson.id,
                    "team_id": self.team.id,
                    **values,
                }
            )
        )
        self.env.cr.flush()
        return lead

    def _write(self, lead, **values):
        lead.with_user(self.salesperson).write(values)
        self.env.cr.flush()
        self.env.invalidate_all()

    def test_tender(self):
        self._new_tender_rule()
        lead = self._new_lead(
            date_deadline="2026-12-24",
            description="<p>Desks &amp; chairs</p><p>for nine rooms</p>",
            tag_ids=self.other_tag.ids,
        )
        lead.message_subscribe((self.engineer | self.customer).partner_id.ids)
        self.assertFalse(lead.team_channel_id)
        self._write(lead, tag_ids=[Command.link(self.tag.id)])
        channel = lead.team_channel_id
        self.assertEqual(
            self._members(channel), (self.salesperson | self.engineer).partner_id
        )
        # the engineer takes part, though the opportunity is closed to them
        self.assertFalse(lead.with_user(self.engineer).has_access("read"))
        self.assertEqual(self._open(lead, self.salesperson), channel)
        body = channel.message_ids.body
        self.assertIn("12/24/2026", body)
        self.assertIn("Desks &amp; chairs", body)
        self.assertIn("for nine rooms", body)
        # who reads all opportunities has no business here
        with self.assertRaisesRegex(AccessError, "To be invited, ask salesperson"):
            self._open(lead, self.colleague)
        with self.assertRaises(AccessError):
            channel.with_user(self.manager).message_ids.read(["body"])

    def test_tag_from_the_start(self):
        rule = self._new_tender_rule()
        leads = self._new_lead(tag_ids=self.tag.ids) | self._new_lead()
        self.assertEqual([bool(lead.team_channel_id) for lead in leads], [True, False])
        # another tag, the same one again, and taking it off: nothing happens
        self._write(leads[0], tag_ids=[Command.link(self.other_tag.id)])
        self._write(leads[0], tag_ids=[Command.set(self.tag.ids)])
        self._write(leads[0], tag_ids=[Command.clear()])
        self._write(leads[1], tag_ids=[Command.link(self.other_tag.id)])
        self.assertFalse(leads[1].team_channel_id)
        self.assertEqual(rule.run_count, 1)

    def test_stage(self):
        stages = self.env["crm.stage"].create(
            [{"name": "Seen", "sequence": 90}, {"name": "Agreed", "sequence": 91}]
        )
        self._new_rule("team_id", trigger="stage", value_id=stages[1].id)
        lead = self._new_lead(stage_id=stages[0].id)
        self._write(lead, stage_id=stages[0].id)
        self.assertFalse(lead.team_channel_id)
        self._write(lead, stage_id=stages[1].id)
        # the team is named: its leader, who may read the opportunity, is in by right
        members = lead.team_channel_id.channel_member_ids
        self.assertEqual(
            members.partner_id, (self.salesperson | self.manager).partner_id
        )
        self.assertEqual(members.mapped("record_entry"), [True, True])

    def test_stage_or_tag_that_is_gone(self):
        rule = self._new_tender_rule()
        self.assertFalse(rule.problem)
        self.tag.unlink()
        self.env.invalidate_all()
        self.assertIn("Choose the tag", rule.problem)

    def test_model_that_its_author_may_not_read(self):
        administrator = self._new_user(
            "rules", "base.group_user,discuss_theme.group_discuss_administrator"
        )
        with self.assertRaisesRegex(Exception, "may not read the records"):
            self.env["discuss.record.rule"].with_user(administrator).create(
                {"name": "Curious", "model": "crm.lead"}
            )

    def test_tagging_costs_nothing_where_no_rule_waits_for_the_tag(self):
        lead = self._new_lead()
        other = self._new_lead()

        def count(lead):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            lead.tag_ids = self.other_tag
            self.env.cr.flush()
            return self.env.cr.sql_log_count - before

        count(self._new_lead())
        without = count(lead)
        self._new_tender_rule()
        count(self._new_lead())
        self.assertEqual(count(other), without)

    def test_demo(self):
        lead = self.env.ref("crm_discuss_record_rule.lead_tender")
        channel = lead.team_channel_id
        self.assertEqual(channel.record_access, "invited")
        self.assertEqual(
            self._members(channel),
            self.env.ref("base.partner_admin") | self.env.ref("base.partner_demo"),
        )
        said = channel.message_ids.filtered(lambda m: m.message_type == "comment")
        self.assertEqual(len(said), 1)
        self.assertFalse(self.env.ref("crm_discuss_record_rule.rule_tender").last_error)
