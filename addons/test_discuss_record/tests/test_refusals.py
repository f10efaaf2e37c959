from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from odoo.addons.discuss_theme.tests.public_methods import public_methods

from .rule_common import TestRuleCommon

REFUSED = "refused"


def _is_ours(module):
    return "discuss_record" in module and not module.startswith("test_")


@tagged("post_install", "-at_install")
class TestRefusals(HttpCase, TestRuleCommon):
    """Each public method of record channels, called over the network by those to whom
    the record is closed: they are refused, or told nothing."""

    def _calls(self):
        """Return each call, and what a colleague gets who may not read the record."""
        rule = self._new_rule()
        channel = self._open(self.confidential, self.responsible)
        self.confidential.partner_id = self.customer.partner_id
        message = channel.with_user(self.responsible).message_post(body="Secret plan")
        follow_up = (
            self.env["discuss.message.follow.up"]
            .with_user(self.responsible)
            .create({"message_id": message.id, "kind": "activity"})
        )
        model, ids = self.confidential._name, self.confidential.ids
        partner_ids = self.customer.partner_id.ids
        return [
            ((model, "open_team_channel", ids), REFUSED),
            ((model, "open_own_channel", ids), REFUSED),
            ((model, "meet_in_team_channel", ids), REFUSED),
            ((model, "action_open_own_channel", ids), REFUSED),
            ((model, "get_discussions_at_stake", ids), REFUSED),
            ((model, "get_discuss_glances", ids), []),
            (("discuss.channel", "get_record_headers", channel.ids), REFUSED),
            (("discuss.channel", "get_record_cards", [f"{model}/{ids[0]}"]), {}),
            (("discuss.channel", "get_record_suggestions", "Secre"), []),
            (("discuss.message.follow.up", "action_follow_up", follow_up.ids), REFUSED),
            (("discuss.record.feed", "action_open"), REFUSED),
            (("discuss.record.rule", "action_open_existing", rule.ids), REFUSED),
            (("mail.message", "get_results", message.ids), []),
            (
                ("res.partner", "get_record_conversations", partner_ids),
                {"name": self.customer.name, "total": 0, "conversations": []},
            ),
            # leads to the list of what one may read oneself
            (("res.partner", "action_view_record_conversations", partner_ids), None),
        ]

    def _call(self, model, method, *args):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": {}},
        )

    @mute_logger("odoo.http")
    def test_each_method(self):
        calls = self._calls()
        for login in (None, "customer", "stranger"):
            self.authenticate(login, login)
            for call, told in calls:
                with self.subTest(login=login, call=call[:2]):
                    if login != "stranger" or told == REFUSED:
                        with self.assertRaisesRegex(
                            JsonRpcException, "AccessError|SessionExpired"
                        ):
                            self._call(*call)
                    elif told is not None:
                        self.assertEqual(self._call(*call), told)
                        self.assertNotIn("Secret", str(self._call(*call)))

    def test_no_method_is_forgotten(self):
        known = {call[1] for call, _told in self._calls()}
        self.assertFalse(public_methods(self.registry, _is_ours) - known)
