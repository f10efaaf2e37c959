from odoo import Command
from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestEnd(DiscussRecordCommon):
    """What becomes of the conversation, and of the people in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.salesperson = cls._new_user("salesperson", "sales_team.group_sale_salesman")
        cls.opportunity = cls.env["crm.lead"].create(
            {
                "name": "Forty desks",
                "type": "opportunity",
                "user_id": cls.salesperson.id,
            }
        )

    def _commit(self):
        self.env.flush_all()
        self.env.cr.precommit.run()

    def test_lost_and_restored(self):
        channel = self._open(self.opportunity, self.salesperson)
        self._commit()
        reason = self.env["crm.lost.reason"].create({"name": "Too expensive"})
        self.opportunity.with_user(self.salesperson).action_set_lost(
            lost_reason_id=reason.id
        )
        self._commit()
        self.assertEqual(channel.outcome, "Lost: Too expensive")
        self.assertEqual(channel.closed_uid, self.salesperson)
        self.opportunity.with_user(self.salesperson).action_restore()
        self._commit()
        self.assertFalse(channel.is_closed)

    def test_won_is_not_the_end(self):
        channel = self._open(self.opportunity, self.salesperson)
        self._commit()
        self.opportunity.action_set_won()
        self._commit()
        self.assertFalse(channel.is_closed)

    def test_archived(self):
        channel = self._open(self.opportunity, self.salesperson)
        self._commit()
        self.opportunity.probability = 20
        self.opportunity.action_archive()
        self._commit()
        self.assertEqual(channel.outcome, "Archived")

    def test_salesperson_changes_team(self):
        """Where a rule opens opportunities to a team, who goes to another team leaves
        their conversations, at once, and stays where they were invited."""
        self.env["ir.rule"].create(
            {
                "name": "of my teams",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "groups": [
                    Command.link(self.env.ref("sales_team.group_sale_salesman").id)
                ],
                "domain_force": "[('team_id', 'in', user.crm_team_ids.ids)]",
            }
        )
        north, south = self.env["crm.team"].create([{"name": "N"}, {"name": "S"}])
        colleague = self._new_user("colleague", "sales_team.group_sale_salesman")
        membership = self.env["crm.team.member"].create(
            {"user_id": colleague.id, "crm_team_id": north.id}
        )
        self.opportunity.team_id = north
        channel = self._open(self.opportunity, colleague)
        other = self.opportunity.copy({"user_id": self.salesperson.id})
        invited = self._open(other, self.salesperson)
        invited.with_user(self.salesperson).add_members(colleague.partner_id.ids)
        membership.crm_team_id = south
        self.assertNotIn(colleague.partner_id, self._members(channel))
        self.assertIn(colleague.partner_id, self._members(invited))
        self.assertFalse(channel.with_user(colleague).has_access("read"))
        departure = self.env["discuss.record.departure"].search(
            [("partner_id", "=", colleague.partner_id.id)]
        )
        self.assertEqual(departure.channel_id, channel)
        self.assertEqual(departure.reason, "team")
        self.assertEqual(departure.record_names, "Forty desks")

    def test_opportunity_changes_team(self):
        """Who is of the former team leaves at once, also when the new one follows from
        the salesperson."""
        north, south = self.env["crm.team"].create([{"name": "N"}, {"name": "S"}])
        self.env["ir.rule"].create(
            {
                "name": "of the north",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "groups": [
                    Command.link(self.env.ref("sales_team.group_sale_salesman").id)
                ],
                "domain_force": f"[('team_id', '=', {north.id})]",
            }
        )
        colleague, of_south = (
            self._new_user(login, "sales_team.group_sale_salesman")
            for login in ("colleague", "of south")
        )
        self.env["crm.team.member"].create(
            {"user_id": of_south.id, "crm_team_id": south.id}
        )
        self.opportunity.team_id = north
        # let in by the rule of the team alone
        self.env.ref("crm.crm_rule_personal_lead").active = False
        channel = self._open(self.opportunity, colleague)
        self.assertIn(colleague.partner_id, self._members(channel))
        self.opportunity.team_id = south
        self.assertNotIn(colleague.partner_id, self._members(channel))
        self.opportunity.team_id = north
        self._open(self.opportunity, colleague)
        self.opportunity.user_id = of_south
        self._commit()
        self.assertEqual(self.opportunity.team_id, south)
        self.assertNotIn(colleague.partner_id, self._members(channel))

    def test_company_that_follows_from_the_team(self):
        """It closes the opportunity to those of another company, at once."""
        other = self.env["res.company"].create({"name": "Elsewhere"})
        team = self.env["crm.team"].create({"name": "E", "company_id": other.id})
        colleague = self._new_user(
            "colleague", "sales_team.group_sale_salesman_all_leads"
        )
        self.opportunity.user_id = False
        channel = self._open(self.opportunity, colleague)
        self._commit()
        self.opportunity.team_id = team
        self._commit()
        self.assertEqual(self.opportunity.company_id, other)
        self.assertNotIn(colleague.partner_id, self._members(channel))
        self.assertEqual(channel.sudo().record_company_ids, other)

    def test_salesperson_joins_a_team(self):
        """Where a rule keeps opportunities from a team, joining it closes them, too,
        and so does leaving a team by a membership that is deleted."""
        # in several at once, not to leave one for the other
        self.env["ir.config_parameter"].set_param("sales_team.membership_multi", True)
        north, south = self.env["crm.team"].create([{"name": "N"}, {"name": "S"}])
        self.env["ir.rule"].create(
            {
                "name": "not of the south",
                "model_id": self.env["ir.model"]._get_id("crm.lead"),
                "groups": [
                    Command.link(self.env.ref("sales_team.group_sale_salesman").id)
                ],
                "domain_force": f"""[
                    ('team_id', 'in', {south.id} not in user.crm_team_ids.ids
                        and user.crm_team_ids.ids or [])
                ]""",
            }
        )
        colleague = self._new_user("colleague", "sales_team.group_sale_salesman")
        Member = self.env["crm.team.member"]
        values = {"user_id": colleague.id, "crm_team_id": north.id}
        first = Member.create(values)
        self.opportunity.team_id = north
        channel = self._open(self.opportunity, colleague)
        second = Member.create({**values, "crm_team_id": south.id})
        self.assertNotIn(colleague.partner_id, self._members(channel))
        second.unlink()
        self._open(self.opportunity, colleague)
        first.unlink()
        self.assertNotIn(colleague.partner_id, self._members(channel))
