from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.discuss_record.tests.common import DiscussRecordCommon


@tagged("post_install", "-at_install")
class TestDiscussRecordRule(DiscussRecordCommon):
    """Rules by themselves. What they do is tested where there is a document to discuss,
    in `test_discuss_record`."""

    def test_administrators_of_discuss_set_up_rules(self):
        Rule = self.env["discuss.record.rule"]
        administrator = self._new_user(
            "administrator", "discuss_theme.group_discuss_administrator"
        )
        self.assertTrue(Rule.with_user(administrator).has_access("create"))
        for group in ("base.group_user", "base.group_portal", "base.group_public"):
            user = self._new_user(f"in_{group[5:]}", group)
            for operation in ("read", "create", "write", "unlink"):
                with self.subTest(group=group, operation=operation):
                    self.assertFalse(Rule.with_user(user).has_access(operation))
            with self.assertRaises(AccessError):
                Rule.with_user(user).search([])

    def test_rules_are_for_records_with_channels(self):
        Rule = self.env["discuss.record.rule"]
        self.assertNotIn("res.partner", dict(Rule._selection_model()))
        with self.assertRaises(ValidationError):
            Rule.create({"name": "Customers", "model": "res.partner"})
