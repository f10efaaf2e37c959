from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .rule_common import TestRuleCommon

ENGINE = "odoo.addons.discuss_record_rule.models.discuss_record_rule_engine"
EMPTY_WATCH = {"create": (), "fields": {}, "people": frozenset(), "names": frozenset()}


@tagged("post_install", "-at_install")
class TestRuleFaults(TestRuleCommon):
    """What goes wrong with a rule does not touch the records."""

    def test_failing_rule(self):
        rule = self._new_rule(message="Hello")
        other = self._new_rule(name="Another", sequence=20)
        with (
            patch.object(type(rule), "_say", side_effect=ZeroDivisionError("no")),
            self.assertLogs(ENGINE, "WARNING") as logs,
        ):
            document = self._new_saved()
        self.assertEqual(len(logs.output), 2)
        self.assertTrue(document.exists())
        self.assertFalse(document.team_channel_id)
        self.assertEqual(rule.last_error, "ZeroDivisionError: no")
        self.assertEqual(rule.error_count, 1)
        self.assertTrue(rule.last_error_date)
        self.assertFalse(rule.run_count)
        # the next time it works
        second = self._new_saved()
        self.assertTrue(second.team_channel_id)
        self.assertFalse((rule | other).filtered("last_error"))
        self.assertEqual(rule.error_count, 0)
        # and what was missed is opened by hand
        rule.filter_domain = str([("id", "=", document.id)])
        rule.action_open_existing()
        self.assertTrue(document.team_channel_id)

    def test_one_failing_rule_leaves_the_others(self):
        failing = self._new_rule()
        working = self._new_rule(sequence=20)
        # as when a field is removed by a module that goes
        self._break_filter(failing)
        with self.assertLogs(ENGINE, "WARNING"), mute_logger("odoo.sql_db"):
            document = self._new_saved()
        self.assertTrue(document.team_channel_id)
        self.assertIn("no_such_field", failing.last_error)
        self.assertIn("no_such_field", failing.problem)
        self.assertFalse(failing.pending_count)
        self.assertEqual(working.run_count, 1)
        with self.assertRaises(ValidationError):
            failing.action_open_existing()

    def _break_filter(self, rule):
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE discuss_record_rule SET filter_domain = %s WHERE id = %s",
            ["[('no_such_field', '=', 1)]", rule.id],
        )
        self.env.invalidate_all()

    def test_author_who_has_left(self):
        rule = self._new_rule()
        self.administrator.active = False
        with self.assertLogs(ENGINE, "WARNING"):
            self.assertFalse(self._new_saved().team_channel_id)
        self.assertIn("who set up this rule", rule.sudo().last_error)

    def test_rollback_in_the_middle_of_a_batch(self):
        self._new_rule(message="Hello")
        values = [{"name": f"Document {i}"} for i in range(1000)]
        channels = self.env["discuss.channel"].search_count([])
        runs = self.env["discuss.record.rule.run"].search_count([])
        try:
            with self.env.cr.savepoint():
                self.Document.create(values[:500])
                self.env.cr.flush()
                self.Document.create(values[500:])
                raise ZeroDivisionError
        except ZeroDivisionError:
            self._commit()
        self.assertEqual(self.env["discuss.channel"].search_count([]), channels)
        self.assertEqual(self.env["discuss.record.rule.run"].search_count([]), runs)
        # as if nothing had been
        self.assertTrue(self._new_saved().team_channel_id)

    def test_batch_does_not_grow(self):
        rule = self._new_rule(message="Hello", user_ids=self.colleague.ids)
        counts = {}
        for size in (10, 10, 1000):
            values = [
                {"name": f"Document {i}", "user_id": self.responsible.id}
                for i in range(size)
            ]
            with patch.object(type(rule), "_run_queued", lambda self: None):
                documents = self.Document.create(values)
                self._commit()
            counts[size] = self._count(
                lambda documents=documents: rule.sudo()._engine()._run(documents.ids)
            )
            self.assertEqual(len(documents.team_channel_id), size)
        # statements that write many rows are cut into pieces
        self.assertLess(counts[1000] - counts[10], 200)

    def test_saving_costs_nothing_where_no_rule_waits(self):
        values = {"name": "Some", "state": "draft", "user_id": self.responsible.id}

        def create():
            self.Document.create(dict(values))

        def write():
            self.document.write({"amount": 5, "state": "draft"})

        create()
        write()
        with patch.object(
            type(self.Rule), "_get_watch", lambda self, model: EMPTY_WATCH
        ):
            create()
            stock = [self._count(create), self._count(write)]
        for rule in (
            {},
            {"trigger": "stage", "value_key": "test.discuss.record,done"},
        ):
            with self.subTest(rule=rule):
                if rule:
                    self._new_rule(**rule)
                create()  # what rules there are is cached for good
                self.assertEqual([self._count(create), self._count(write)], stock)
