from odoo.tests import HttpCase, tagged

from .rule_common import TestRuleCommon


@tagged("post_install", "-at_install")
class TestRuleUi(HttpCase, TestRuleCommon):
    def test_set_up_a_rule(self):
        self.env["discuss.record.rule"].search([]).unlink()
        self.document.state = "done"
        action = "discuss_record_rule.discuss_record_rule_action"
        self.start_tour(
            f"/odoo/action-{action}", "discuss_record_rule.set_up", login="rules"
        )
        channel = self.document.team_channel_id
        self.assertEqual(channel.record_access, "invited")
        self.assertEqual(self._members(channel), self.responsible.partner_id)
        self.assertIn("It is done.", channel.message_ids.mapped("body")[0])
