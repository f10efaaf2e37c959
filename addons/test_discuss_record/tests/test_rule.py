from unittest.mock import patch

from odoo.tests import tagged

from .rule_common import TestRuleCommon


@tagged("post_install", "-at_install")
class TestRule(TestRuleCommon):
    """What rules open, for whom, and what is said there."""

    def test_when_created(self):
        rule = self._new_rule(filter_domain="[('amount', '>', 100)]")
        small, large = self._new_saved(amount=5), self._new_saved(amount=500)
        self.assertFalse(small.team_channel_id)
        channel = large.team_channel_id
        self.assertEqual(self._members(channel), self.responsible.partner_id)
        self.assertTrue(channel.channel_member_ids.record_entry)
        self.assertEqual(channel.name, "Document")
        self.assertEqual(channel.record_audience, "team")
        self.assertFalse(channel.message_ids)
        self.assertEqual(rule.run_count, 1)
        # what matches later was not created then
        small.amount = 500
        self._commit()
        self.assertFalse(small.team_channel_id)

    def test_when_it_enters_a_stage(self):
        self._new_rule(trigger="stage", value_key="test.discuss.record,done")
        document, born_done = self._new_saved(), self._new_saved(state="done")
        self.assertFalse(document.team_channel_id)
        self.assertTrue(born_done.team_channel_id)
        document.amount = 7
        self._commit()
        self.assertFalse(document.team_channel_id)
        document.state = "done"
        self._commit()
        self.assertTrue(document.team_channel_id)

    def test_passing_through_a_stage_is_not_entering_it(self):
        self._new_rule(trigger="stage", value_key="test.discuss.record,done")
        document = self._new_saved()
        document.state = "done"
        document.state = "draft"
        self._commit()
        self.assertFalse(document.team_channel_id)

    def test_what_was_in_the_stage_before_the_rule(self):
        document = self._new_saved(state="done")
        self._new_rule(trigger="stage", value_key="test.discuss.record,done")
        document.write({"state": "done", "amount": 7})
        self._commit()
        self.assertFalse(document.team_channel_id)

    def test_once_per_record(self):
        rule = self._new_rule(
            trigger="stage", value_key="test.discuss.record,done", message="Hello"
        )
        document = self._new_saved(state="done")
        channel = document.team_channel_id
        document.state = "draft"
        self._commit()
        document.state = "done"
        self._commit()
        self.assertEqual(document.team_channel_id, channel)
        self.assertEqual(len(self._said(channel)), 1)
        self.assertEqual(rule.run_count, 1)

    def test_people(self):
        """Colleagues who are named come in, by the record that they may read."""
        group = self.env["res.groups"].create(
            {"name": "Some", "user_ids": self.colleague.ids}
        )
        user_field = self.env["ir.model.fields"]._get("test.discuss.record", "user_id")
        self._new_rule(
            group_ids=group.ids,
            user_ids=(self.stranger | self.customer).ids,
            people_field_ids=user_field.ids,
        )
        for confidential in (False, True):
            with self.subTest(confidential=confidential):
                document = self._new_saved(is_confidential=confidential)
                members = document.team_channel_id.channel_member_ids
                entries = {m.partner_id: m.record_entry for m in members}
                self.assertEqual(
                    entries,
                    {
                        self.responsible.partner_id: True,
                        self.colleague.partner_id: not confidential,
                        self.stranger.partner_id: not confidential,
                    }
                    # who set up the rule may not read it: it is not found
                    if not confidential
                    else {},
                )

    def test_named_later(self):
        user_field = self.env["ir.model.fields"]._get("test.discuss.record", "user_id")
        self._new_rule(access="invited", people_field_ids=user_field.ids)
        document = self._new_saved()
        document.user_id = self.colleague
        self._commit()
        self.assertEqual(
            self._members(document.team_channel_id),
            (self.responsible | self.colleague).partner_id,
        )

    def test_theme(self):
        theme = self.env["discuss.theme"].create({"name": "Of rules"})
        self._new_rule(theme_id=theme.id)
        self.assertEqual(self._new_saved().team_channel_id.theme_id, theme)

    def test_first_message(self):
        names = ("user_id", "amount", "date", "name")
        fields = self.env["ir.model.fields"]
        for name in names:
            fields |= fields._get("test.discuss.record", name)
        self._new_rule(message="Please <b>answer</b>", message_field_ids=fields.ids)
        document = self._new_saved(name="<img src=x>", amount=5)
        channel = document.team_channel_id
        message = channel.message_ids
        self.assertEqual(message.author_id, self.env.ref("base.partner_root"))
        self.assertIn("Please &lt;b&gt;answer&lt;/b&gt;", message.body)
        self.assertIn("&lt;img src=x&gt;", message.body)
        self.assertIn("Romane Responsible", message.body)
        self.assertNotIn("Date", message.body)
        self.assertFalse(message.notification_ids)
        member = channel.channel_member_ids
        self.assertEqual(member.message_unread_counter, 1)

    def test_channel_that_there_was(self):
        """It is used only if it is as private as the rule asks for."""
        for access, used in (("record", True), ("invited", False)):
            with self.subTest(access=access):
                document = self._new_saved()
                channel = self._open(document, self.responsible)
                rule = self._new_rule(
                    access=access,
                    message="Hello",
                    user_ids=self.stranger.ids,
                    trigger="stage",
                    value_key="test.discuss.record,done",
                )
                document.state = "done"
                self._commit()
                self.assertEqual(document.team_channel_id, channel)
                self.assertEqual(bool(self._said(channel)), used)
                self.assertEqual(
                    self.stranger.partner_id in self._members(channel), used
                )
                rule.active = False

    def test_channel_that_is_closed(self):
        document = self._new_saved()
        channel = self._open(document, self.responsible)
        channel.with_user(self.responsible).sudo()._close("It is over")
        self._new_rule(
            message="Hello",
            user_ids=self.stranger.ids,
            trigger="stage",
            value_key="test.discuss.record,done",
        )
        document.state = "done"
        self._commit()
        self.assertFalse(self._said(channel))
        self.assertNotIn(self.stranger.partner_id, self._members(channel))

    def test_company(self):
        company = self.responsible.company_id
        self._new_rule(company_id=company.id)
        self.assertFalse(self._new_saved().team_channel_id)
        self.assertTrue(self._new_saved(company_id=company.id).team_channel_id)

    def test_only_what_its_author_may_read(self):
        self._new_rule()
        self.assertFalse(self._new_saved(is_confidential=True).team_channel_id)
        self.assertFalse(
            self._new_saved(company_id=self.other_company.id).team_channel_id
        )

    def test_existing_records(self):
        documents = self._new_saved() | self._new_saved()
        rule = self._new_rule()
        rule.filter_domain = str([("id", "in", documents.ids)])
        self.assertEqual(rule.pending_count, 2)
        with patch.object(type(rule), "_batch_size", 1):
            rule.action_open_existing()
        self.assertEqual((rule.pending_count, rule.run_count), (1, 1))
        rule.action_open_existing()
        self.assertEqual((rule.pending_count, rule.run_count), (0, 2))
        self.assertEqual(len(documents.team_channel_id), 2)

    def test_hears_of_it_at_once(self):
        self._new_rule(message="Hello")
        self._reset_bus()
        document = self._new_document(user_id=self.responsible.id)
        told = "".join(self._bus_messages())
        self.assertIn(
            f'"id": {document.team_channel_id.id}'.replace(" ", ""),
            told.replace(" ", ""),
        )
