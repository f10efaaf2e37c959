from odoo.exceptions import AccessError
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .rule_common import TestRuleCommon


class TestRulePrivateCommon(TestRuleCommon):
    """A private channel, which a rule has opened for a document, and the records that
    share it since: whoever reads the document can make one that is theirs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._new_rule(access="invited", user_ids=cls.stranger.ids, message="Secret")

    def _private(self):
        document = self._new_saved()
        return document, document.team_channel_id

    def _forge(self, document, user):
        """Make a record that follows from the document, and answer for it."""
        return (
            self.env["test.discuss.sequel"]
            .with_user(user)
            .create({"name": "Mine", "origin_id": document.id, "user_id": user.id})
        )

    def _assert_closed(self, channel, records, user):
        self._commit()
        self.assertNotIn(user.partner_id, self._members(channel))
        self.assertFalse(channel._filter_open_to(user))
        for record in records:
            with self.assertRaisesRegex(AccessError, "is private|is closed to you"):
                self._open(record, user)
            with self.assertRaisesRegex(AccessError, "is private|is closed to you"):
                record.with_user(user).open_own_channel()
        with self.assertRaises(AccessError):
            channel.with_user(user).message_ids.read(["body"])


@tagged("post_install", "-at_install")
class TestRulePrivate(TestRulePrivateCommon):
    """Who answers for the record for which a private channel was opened enters it; who
    answers for what shares it later does not."""

    def test_who_makes_a_record_of_theirs(self):
        document, channel = self._private()
        sequel = self._forge(document, self.colleague)
        self.assertEqual(sequel.sudo().team_channel_id, channel)
        self._assert_closed(channel, (document, sequel), self.colleague)

    def test_who_takes_over_what_came_later(self):
        document, channel = self._private()
        sequel = self._forge(document, self.responsible)
        self._commit()
        sequel.with_user(self.colleague).user_id = self.colleague
        self._assert_closed(channel, (document, sequel), self.colleague)

    def test_who_had_made_a_record_before(self):
        """What shares the channel from its first day was not what it was opened for."""
        rule = self._new_rule(
            access="invited",
            model="test.discuss.record",
            trigger="stage",
            value_key="test.discuss.record,done",
        )
        (self.Rule.search([]) - rule).active = False
        document = self._new_saved()
        sequel = self._forge(document, self.colleague)
        self._commit()
        self.assertFalse(sequel.sudo().team_channel_id)
        document.state = "done"
        self._commit()
        channel = document.team_channel_id
        self.assertEqual(channel.record_access, "invited")
        self.assertEqual(sequel.sudo().team_channel_id, channel)
        self._assert_closed(channel, (document, sequel), self.colleague)
        self.assertEqual(self._open(sequel, self.responsible), channel)

    def test_who_links_a_record_of_theirs(self):
        document, channel = self._private()
        sequel = self.env["test.discuss.sequel"].create(
            {"name": "Mine", "user_id": self.colleague.id}
        )
        sequel.with_user(self.colleague).origin_id = document
        self.assertEqual(sequel.team_channel_id, channel)
        self._assert_closed(channel, (document, sequel), self.colleague)

    def test_rule_for_what_came_later(self):
        """A rule for sequels does not bring their people into what is private, either:
        whoever makes a sequel is named on it."""
        user_field = self.env["ir.model.fields"]._get("test.discuss.sequel", "user_id")
        self._new_rule(
            access="invited",
            model="test.discuss.sequel",
            people_field_ids=user_field.ids,
            message="About the sequel",
        )
        document, channel = self._private()
        sequel = self._forge(document, self.colleague)
        self._assert_closed(channel, (document, sequel), self.colleague)
        self.assertIn("About the sequel", self._said(channel)[0].body)
        self.assertEqual(
            self._members(channel), (self.responsible | self.stranger).partner_id
        )

    def test_who_belongs_there_enters(self):
        document, channel = self._private()
        sequel = self._forge(document, self.colleague)
        self._commit()
        for user in (self.responsible, self.stranger):
            for record in (document, sequel):
                self.assertEqual(self._open(record, user), channel)
        # whoever is made responsible for the document answers for it, by either road
        document.user_id = self.colleague
        self._commit()
        self.assertEqual(
            self._members(channel), (self.colleague | self.stranger).partner_id
        )
        self.assertEqual(self._open(sequel, self.colleague), channel)
        with self.assertRaisesRegex(AccessError, "ask Colin Colleague"):
            self._open(sequel, self.responsible)

    def test_rule_that_is_gone(self):
        """Who answers does not depend on what has become of the rule."""
        document, channel = self._private()
        self.Rule.search([]).unlink()
        document.user_id = self.colleague
        self.assertEqual(
            self._members(channel), (self.colleague | self.stranger).partner_id
        )

    def test_invited_from_what_came_later(self):
        document, channel = self._private()
        sequel = self._forge(document, self.colleague)
        self._commit()
        channel.with_user(self.responsible).add_members(self.colleague.partner_id.ids)
        self.assertEqual(self._open(sequel, self.colleague), channel)
        channel._revoke_record_entries("audit")
        self.assertIn(self.colleague.partner_id, self._members(channel))

    def test_merge_of_documents(self):
        """The document that stays is the one that the channel is about."""
        for stays in (0, 1):
            with self.subTest(stays=stays):
                (kept, channel), (other, _other) = (
                    self._private() for _number in range(2)
                )
                if stays:
                    self.env.cr.execute(
                        "UPDATE test_discuss_record SET team_channel_id = NULL"
                        " WHERE id = %s",
                        [kept.id],
                    )
                    self.env.invalidate_all()
                    channel = other.team_channel_id
                sequel = self._forge(other, self.colleague)
                self._commit()
                kept._discuss_absorb(other)
                other.unlink()
                self._commit()
                self.assertEqual(kept.team_channel_id, channel)
                self.assertEqual(sequel.sudo().team_channel_id, channel)
                self._assert_closed(channel, (kept, sequel), self.colleague)
                kept.user_id = self.colleague
                self._commit()
                self.assertEqual(self._open(sequel, self.colleague), channel)

    def test_merge_by_who_may_only_read(self):
        """To merge what one only reads makes nobody answer for it."""
        mine = self.env["test.discuss.record"].create({"name": "Mine"})
        self._commit()
        self.env.cr.execute(
            "UPDATE test_discuss_record SET team_channel_id = NULL WHERE id = %s",
            [mine.id],
        )
        self.env["discuss.record.opening"].search([("res_id", "=", mine.id)]).unlink()
        self.env.invalidate_all()
        document, channel = self._private()
        self.env["ir.rule"].create(
            {
                "name": "others only read it",
                "model_id": self.env["ir.model"]._get_id("test.discuss.record"),
                "domain_force": f"[('id', '!=', {document.id})]",
                "perm_read": False,
            }
        )
        mine.with_user(self.colleague)._discuss_absorb(document)
        mine.with_user(self.colleague).user_id = self.colleague
        self.assertEqual(mine.team_channel_id, channel)
        self._assert_closed(channel, mine, self.colleague)

    def test_threads_of_records(self):
        """A record that came later may have a thread: for those of its channel."""
        document, channel = self._private()
        sequel = self._forge(document, self.colleague)
        self._commit()
        thread_id = sequel.with_user(self.responsible).open_own_channel()
        thread = self.env["discuss.channel"].browse(thread_id)
        self.assertEqual(thread.record_access, "invited")
        self._assert_closed(thread, sequel, self.colleague)
        channel.with_user(self.responsible).add_members(self.colleague.partner_id.ids)
        self.assertEqual(self._open(sequel, self.colleague), thread)

    def test_nobody_writes_what_channels_were_opened_for(self):
        document, channel = self._private()
        sequel = self._forge(document, self.colleague)
        Opening = self.env["discuss.record.opening"]
        values = {
            "channel_id": channel.id,
            "res_model": sequel._name,
            "res_id": sequel.id,
        }
        for user in (self.colleague, self.administrator, self.customer):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    Opening.with_user(user).create(values)
                with self.assertRaises(AccessError):
                    Opening.search([]).with_user(user).write(values)


@tagged("post_install", "-at_install")
class TestRulePrivateRoutes(HttpCase, TestRulePrivateCommon):
    def _call(self, model, method, *args, **kwargs):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    @mute_logger("odoo.http")
    def test_roads_of_later_records(self):
        document, channel = self._private()
        self.authenticate("colleague", "colleague")
        values = {"name": "Mine", "user_id": self.colleague.id}
        made = self._call(
            "test.discuss.sequel", "create", {**values, "origin_id": document.id}
        )
        default = self._call(
            "test.discuss.sequel",
            "create",
            values,
            context={"default_origin_id": document.id},
        )
        taken = self._forge(document, self.responsible).id
        self._call("test.discuss.sequel", "write", [taken], values)
        for sequel_id in (made, default, taken):
            for method in ("open_team_channel", "open_own_channel"):
                with self.subTest(sequel=sequel_id, method=method):
                    with self.assertRaises(JsonRpcException):
                        self._call("test.discuss.sequel", method, [sequel_id])
        for method, args in (
            ("channel_join", ()),
            ("add_members", (self.colleague.partner_id.ids,)),
            ("get_record_headers", ()),
            ("message_post", ()),
        ):
            with self.subTest(method=method):
                with self.assertRaises(JsonRpcException):
                    self._call("discuss.channel", method, [channel.id], *args)
        link = f"/chat/{channel.id}/{channel.uuid}"
        self.assertEqual(self.url_open(link).status_code, 404)
        self.assertEqual(
            self._members(channel), (self.responsible | self.stranger).partner_id
        )
        self.authenticate("responsible", "responsible")
        self.assertEqual(
            self._call("test.discuss.sequel", "open_team_channel", [made]), channel.id
        )
