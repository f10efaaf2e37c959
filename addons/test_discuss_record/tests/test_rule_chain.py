from unittest.mock import patch

from odoo.tests import tagged

from .rule_common import TestRuleCommon


@tagged("post_install", "-at_install")
class TestRuleChain(TestRuleCommon):
    """A rule opens one conversation for records that follow from each other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Sequel = cls.env["test.discuss.sequel"]

    def _rule(self, **values):
        return self._new_rule(model="test.discuss.sequel", **values)

    def test_siblings_in_one_batch(self):
        rule = self._rule(message="Hello")
        sequels = self.Sequel.create(
            [
                {"name": "One", "origin_id": self.document.id},
                {
                    "name": "Two",
                    "origin_id": self.document.id,
                    "user_id": self.colleague.id,
                },
                {"name": "Alone", "user_id": self.stranger.id},
            ]
        )
        self._commit()
        one, two, alone = sequels
        channel = one.team_channel_id
        self.assertTrue(channel)
        self.assertEqual(two.team_channel_id, channel)
        self.assertEqual(self.document.team_channel_id, channel)
        self.assertEqual(channel.name, "One")
        self.assertEqual(
            self._members(channel), (self.responsible | self.colleague).partner_id
        )
        self.assertTrue(all(channel.channel_member_ids.mapped("record_entry")))
        self.assertNotEqual(alone.team_channel_id, channel)
        self.assertEqual(self._members(alone.team_channel_id), self.stranger.partner_id)
        self.assertEqual(len(self._said(channel)), 1, "said once")
        self.assertEqual(rule.run_count, 3)

    def test_siblings_with_fields(self):
        """What the first message says of each stands there, with its name."""
        name = self.env["ir.model.fields"]._get("test.discuss.sequel", "note")
        self._rule(message_field_ids=name.ids)
        sequels = self.Sequel.create(
            [
                {"name": name, "note": note, "origin_id": self.document.id}
                for name, note in (("One", "Red"), ("Two", "Blue"))
            ]
        )
        self._commit()
        said = self._said(sequels.team_channel_id)
        text = " ".join(said.sorted("id").mapped("preview"))
        self.assertRegex(text, "One.*Red.*Two.*Blue")

    def test_chain_that_is_discussed(self):
        """Whatever goes on with a conversation that there is joins it."""
        sequel = self.Sequel.create({"name": "One", "origin_id": self.document.id})
        later = self.Sequel.create({"name": "Two", "previous_id": sequel.id})
        channel = self.env["discuss.channel"].browse(self.document.open_team_channel())
        self.assertEqual(later.team_channel_id, channel)
        # as it was when rules made a channel for each record
        self.env.cr.execute(
            "UPDATE test_discuss_sequel SET team_channel_id = NULL WHERE id IN %s",
            [(sequel | later)._ids],
        )
        self.env.invalidate_all()
        later.user_id = self.stranger
        rule = self._rule(message="Hello")
        rule.filter_domain = str([("id", "=", later.id)])
        rule.action_open_existing()
        self._commit()
        self.assertEqual((sequel | later).team_channel_id, channel)
        self.assertIn(self.stranger.partner_id, self._members(channel))
        self.assertEqual(len(self._said(channel)), 1)
        (note,) = self._feed_notes(channel)
        self.assertIn("Test Sequel Two", note.body)

    def test_less_private_than_the_rule_asks(self):
        """A chain keeps its conversation, as a record does: nothing is said there."""
        private = self._new_rule(
            access="invited",
            message="Secret",
            trigger="stage",
            value_key="test.discuss.record,done",
            user_ids=self.stranger.ids,
        )
        document = self._new_saved()
        sequel = self.Sequel.create({"name": "One", "user_id": self.colleague.id})
        channel = self._open(sequel, self.colleague)
        sequel.origin_id = document
        self.env.cr.execute(
            "UPDATE test_discuss_record SET team_channel_id = NULL WHERE id = %s",
            [document.id],
        )
        self.env.invalidate_all()
        document.state = "done"
        self._commit()
        self.assertEqual(private.run_count, 1)
        self.assertEqual(document.team_channel_id, channel)
        self.assertFalse(self._said(channel))
        self.assertNotIn(self.stranger.partner_id, self._members(channel))

    def test_heirs_of_what_enters_a_stage(self):
        """What follows from the record before the rule acts shares its channel."""
        self._new_rule(trigger="stage", value_key="test.discuss.record,done")
        document = self._new_saved()
        document.state = "done"
        sequel = self.Sequel.create(
            {
                "name": "Made by it",
                "origin_id": document.id,
                "user_id": self.stranger.id,
            }
        )
        third = self.Sequel.create({"name": "And that", "previous_id": sequel.id})
        self._commit()
        channel = document.team_channel_id
        self.assertTrue(channel)
        self.assertEqual((sequel | third).team_channel_id, channel)
        self.assertEqual(channel.name, "Document")
        self.assertEqual(
            self._members(channel), (self.responsible | self.stranger).partner_id
        )

    def test_apart(self):
        """A link that its writer could not make joins nothing."""
        sequel = self.Sequel.with_user(self.stranger).create(
            {"name": "Curious", "origin_id": self.confidential.id}
        )
        rule = self._rule()
        rule.filter_domain = str([("id", "=", sequel.id)])
        rule.action_open_existing()
        self.assertTrue(sequel.sudo().team_channel_id)
        self.assertFalse(self.confidential.team_channel_id)

    def test_batch_of_chains_does_not_grow(self):
        rule = self._rule(message="Hello", user_ids=self.colleague.ids)
        counts = {}
        for size in (10, 10, 100):
            with patch.object(type(rule), "_run_queued", lambda self: None):
                documents = self.Document.create(
                    [
                        {"name": f"Document {i}", "user_id": self.responsible.id}
                        for i in range(size)
                    ]
                )
                sequels = self.Sequel.create(
                    [
                        {"name": f"{document.name} {i}", "origin_id": document.id}
                        for document in documents
                        for i in range(2)
                    ]
                )
                self._commit()
            counts[size] = self._count(
                lambda sequels=sequels: rule.sudo()._engine()._run(sequels.ids)
            )
            self.assertEqual(len(documents.team_channel_id), size)
            self.assertEqual(documents.team_channel_id, sequels.team_channel_id)
        # statements that write many rows are cut into pieces
        self.assertLess(counts[100] - counts[10], 20)
