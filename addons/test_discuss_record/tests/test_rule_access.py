from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from odoo.addons.discuss_record_rule.hooks import uninstall_hook

from .rule_common import TestRuleCommon


@tagged("post_install", "-at_install")
class TestRuleAccess(TestRuleCommon):
    """Who sets up rules, and whom private channels keep out."""

    def test_who_sets_up_rules(self):
        rule = self._new_rule()
        values = {"name": "Mine", "model": "test.discuss.record"}
        for user in (self.colleague, self.customer, self.env.ref("base.public_user")):
            as_user = rule.with_user(user)
            for name, change in (
                ("read", lambda rules: rules.read(["name"])),
                ("create", lambda rules: rules.create(values)),
                ("write", lambda rules: rules.write({"name": "Mine"})),
                ("open", lambda rules: rules.action_open_existing()),
                ("delete", lambda rules: rules.unlink()),
            ):
                with self.subTest(user=user.login, change=name):
                    with self.assertRaises(AccessError):
                        change(as_user)

    def test_author_cannot_be_borrowed(self):
        rule = self._new_rule(author_id=self.env.ref("base.user_root").id)
        self.assertEqual(rule.author_id, self.administrator)
        rule.write({"author_id": self.env.ref("base.user_admin").id})
        self.assertEqual(rule.author_id, self.administrator)
        rule.sudo().with_user(self.env.ref("base.user_admin")).message = "Hello"
        self.assertEqual(rule.author_id, self.env.ref("base.user_admin"))
        # whoever changes what it does answers for it
        rule.user_ids = self.administrator
        self.assertEqual(rule.author_id, self.administrator)

    def test_bad_setup_is_refused(self):
        theme = self.env["discuss.theme"].create({"name": "Gone", "active": False})
        get = self.env["ir.model.fields"]._get
        for values in (
            {"filter_domain": "[("},
            {"filter_domain": "__import__('os')"},
            {"filter_domain": "5"},
            {"filter_domain": "[('no_such_field', '=', 1)]"},
            {"filter_domain": "[('amount', 'like?', 1)]"},
            {"filter_domain": "[('date', '=', 'no date')]"},
            {"theme_id": theme.id},
            {"trigger": "stage"},
            {"model": "res.partner"},
            {"trigger": "tag", "value_id": 1},
            {"message": "x" * 5000},
            {"message_field_ids": get("test.discuss.record", "margin").ids},
            {"message_field_ids": get("res.partner", "name").ids},
            {"people_field_ids": get("test.discuss.record", "name").ids},
        ):
            with self.subTest(values=values):
                with self.assertRaises(ValidationError):
                    self._new_rule(**values)

    def _private(self):
        self._new_rule(access="invited", user_ids=self.stranger.ids, message="Secret")
        document = self._new_saved()
        return document, document.team_channel_id

    def test_private_channel(self):
        """Who answers for the record and who is named are in, readers stay out."""
        document, channel = self._private()
        self.assertEqual(
            {m.partner_id: m.record_entry for m in channel.channel_member_ids},
            {self.responsible.partner_id: True, self.stranger.partner_id: False},
        )
        self.assertTrue(document.with_user(self.colleague).has_access("write"))
        with self.assertRaisesRegex(AccessError, "private.*Romane Responsible"):
            self._open(document, self.colleague)
        as_colleague = channel.with_user(self.colleague)
        for entry in (
            lambda: as_colleague.channel_join(),
            lambda: as_colleague.add_members(self.colleague.partner_id.ids),
            lambda: as_colleague.message_ids.read(["body"]),
            lambda: as_colleague.get_record_headers(),
            lambda: as_colleague.message_post(body="Hello"),
        ):
            with self.assertRaises(AccessError):
                entry()
        self.assertNotIn(self.colleague.partner_id, self._members(channel))
        self.assertEqual(self._open(document, self.responsible), channel)
        self.assertEqual(self._open(document, self.stranger), channel)

    def test_private_channel_after_following(self):
        """To follow the record is no way in; to be made responsible for it is."""
        document, channel = self._private()
        document.message_subscribe(self.colleague.partner_id.ids)
        document.name = "Another name"
        self.assertNotIn(self.colleague.partner_id, self._members(channel))
        document.user_id = self.colleague
        self.assertEqual(
            self._members(channel), (self.colleague | self.stranger).partner_id
        )

    def test_private_channel_goes_on(self):
        """It promises entry to nobody, and is not merged into one that lets in more."""
        other = self._new_saved()
        opened = self._open(other, self.colleague)
        opened.with_user(self.colleague).message_post(body="Said in the open")
        document, channel = self._private()
        sequel = self.env["test.discuss.sequel"].create(
            {"name": "Sequel", "origin_id": document.id}
        )
        self.assertEqual(sequel.team_channel_id, channel)
        self.env.cr.flush()
        (note,) = self._feed_notes(channel)
        self.assertIn("It stays private", note.body)
        self.assertNotIn("who may read that", note.body)
        other._discuss_absorb(document)
        self.assertFalse(opened.is_closed or channel.is_closed)
        self.assertNotIn(
            "Said in the open", " ".join(channel.message_ids.mapped("body"))
        )
        self.assertNotIn(self.colleague.partner_id, self._members(channel))

    def test_invitation_into_a_private_channel(self):
        document, channel = self._private()
        self._reset_bus()
        channel.with_user(self.responsible).add_members(self.colleague.partner_id.ids)
        self.assertEqual(self._open(document, self.colleague), channel)
        told = [n for n in self._bus_messages() if "transient_message" in n]
        self.assertFalse(told, "the record is open to the colleague")
        # the daily audit leaves them in
        self._audit()
        self.assertIn(self.colleague.partner_id, self._members(channel))

    def test_threads_of_a_private_channel(self):
        _document, channel = self._private()
        thread = channel.with_user(self.responsible)._create_sub_channel(name="Detail")
        self.assertEqual(thread.sudo().record_access, "invited")
        self.assertFalse(thread.with_user(self.colleague).has_access("read"))

    def test_privacy_is_decided_at_birth(self):
        _document, channel = self._private()
        with self.assertRaises(UserError):
            channel.record_access = "record"
        with self.assertRaises(AccessError):
            self.env["discuss.channel"].with_user(self.colleague).create(
                {
                    "name": "Forged",
                    "channel_type": "group",
                    "record_access": "invited",
                }
            )

    def test_uninstall_opens_nothing(self):
        document, channel = self._private()
        uninstall_hook(self.env)
        self.assertFalse(document.team_channel_id)
        self.assertTrue(channel.record_is_gone)
        self.assertEqual(len(channel.channel_member_ids.filtered("is_owner")), 1)
        self.assertEqual(len(channel.channel_member_ids), 2)


@tagged("post_install", "-at_install")
class TestRuleRoutes(HttpCase, TestRuleCommon):
    def _call(self, records, method):
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{records._name}/{method}",
            {
                "model": records._name,
                "method": method,
                "args": [records.ids],
                "kwargs": {},
            },
        )

    @mute_logger("odoo.http")
    def test_private_channel(self):
        self._new_rule(access="invited", user_ids=self.stranger.ids)
        document = self._new_saved()
        channel = document.team_channel_id
        link = f"/chat/{channel.id}/{channel.uuid}"
        for login, enters in (
            (None, False),
            ("customer", False),
            ("colleague", False),
            ("stranger", True),
            ("responsible", True),
        ):
            with self.subTest(login=login):
                self.authenticate(login, login)
                if enters:
                    self.assertEqual(
                        self._call(document, "open_team_channel"), channel.id
                    )
                else:
                    with self.assertRaises(JsonRpcException):
                        self._call(document, "open_team_channel")
                status = self.url_open(link).status_code
                self.assertEqual(status, 200 if enters else 404)
        self.assertEqual(len(self._members(channel)), 2)

    @mute_logger("odoo.http")
    def test_rules(self):
        rule = self._new_rule()
        for login in (None, "customer", "colleague"):
            with self.subTest(login=login):
                self.authenticate(login, login)
                for method in ("action_open_existing", "_run", "_run_queued"):
                    with self.assertRaises(JsonRpcException):
                        self._call(rule, method)
        self.assertFalse(rule.run_count)
