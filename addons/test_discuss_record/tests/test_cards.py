from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestCards(HttpCase, TestDiscussRecordCommon):
    """What messages refer to is shown to those who may read it, to each their own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.order = cls._new_document(
            name="TDR0042", user_id=cls.responsible.id, amount=5
        )
        cls.secret = cls._new_document(
            name="TDR0043", user_id=cls.responsible.id, is_confidential=True
        )
        cls.action = cls.env["ir.actions.act_window"].create(
            {
                "name": "Documents",
                "path": "test-documents",
                "res_model": "test.discuss.record",
            }
        )

    def _cards(self, user, *references):
        """Return the names of the records found, by reference."""
        cards = self.env["discuss.channel"].with_user(user).get_record_cards(references)
        return {
            reference: [card["name"] for card in found]
            for reference, found in cards.items()
        }

    def _link(self, record):
        return f"test.discuss.record/{record.id}"

    def test_card(self):
        ((card,),) = (
            self.env["discuss.channel"]
            .with_user(self.colleague)
            .get_record_cards(["#TDR0042"])
            .values()
        )
        self.assertEqual(card["model"], "test.discuss.record")
        self.assertEqual(card["id"], self.order.id)
        self.assertEqual(card["name"], "TDR0042")
        self.assertEqual(card["state"], "Draft")
        values = {field["name"]: field["value"] for field in card["fields"]}
        self.assertEqual(values["user_id"], "Romane Responsible")
        self.assertIn("5.00", values["amount"])
        self.assertNotIn("margin", values)

    def test_each_reader_their_own(self):
        references = ["#TDR0042", "#TDR0043", "#TDR0044"]
        links = [
            self._link(self.order),
            self._link(self.secret),
            self._link(self.secret.browse(self.secret.id + 10_000)),
        ]
        for user, found in (
            (self.responsible, [0, 1]),
            (self.colleague, [0]),
            (self.stranger, [0]),
            (self.user_admin, [0]),
        ):
            with self.subTest(user=user.name):
                names = ["TDR0042", "TDR0043"]
                self.assertEqual(
                    self._cards(user, *references, *links),
                    {references[i]: [names[i]] for i in found}
                    | {links[i]: [names[i]] for i in found},
                )
        for user in (self.customer, self.env.ref("base.public_user")):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self._cards(user, *references)

    def test_other_company(self):
        elsewhere = self._new_document(name="TDR0045", company_id=self.other_company.id)
        self.assertEqual(self._cards(self.colleague, "#TDR0045"), {})
        self.colleague.company_ids += self.other_company
        # ... which is theirs, although it is not switched on
        for reference in ("#TDR0045", self._link(elsewhere)):
            self.assertEqual(
                self._cards(self.colleague, reference), {reference: ["TDR0045"]}
            )

    def test_roads(self):
        action_id, order_id = self.action.id, self.order.id
        for reference in (
            "#TDR0042",
            "#tdr0042",
            f"test.discuss.record/{order_id}",
            f"m-test.discuss.record/{order_id}",
            f"test-documents/{order_id}",
            f"action-{action_id}/{order_id}",
        ):
            with self.subTest(reference=reference):
                self.assertEqual(
                    self._cards(self.colleague, reference), {reference: ["TDR0042"]}
                )

    def test_same_name(self):
        for _index in range(4):
            self._new_document(name="TDR0042")
        (found,) = self._cards(self.colleague, "#TDR0042").values()
        self.assertEqual(found, ["TDR0042"] * 3)

    def test_leads_nowhere(self):
        user_id = self.colleague.id
        references = [
            "",
            "#",
            "#TDR",
            "#TDR0042\x00",
            "TDR0042",
            f"res.users/{user_id}",
            f"discuss.record.mixin/{user_id}",
            f"no.such.model/{user_id}",
            f"no-such-path/{user_id}",
            f"action-base.no_such_action/{user_id}",
            f"action-base.user_admin/{user_id}",
            f"action-99999999999999999999/{user_id}",
            f"action-/{user_id}",
            f"test.discuss.record/{2**31}",
            "test.discuss.record/-1",
            "test.discuss.record/0",
            "test.discuss.record/1 OR 1=1",
        ]
        self.assertEqual(self._cards(self.colleague, *references), {})

    def test_hostile(self):
        Channel = self.env["discuss.channel"].with_user(self.colleague)
        for references in ("#TDR0042", None, 42, [42], [["#TDR0042"]], ["#1"] * 51):
            with (
                self.subTest(references=references),
                self.assertRaises(ValidationError),
            ):
                Channel.get_record_cards(references)
        for search in (None, 42, ["TDR"]):
            with self.subTest(search=search), self.assertRaises(ValidationError):
                Channel.get_record_suggestions(search)

    def test_suggestions(self):
        def suggested(user, search):
            suggestions = (
                self.env["discuss.channel"]
                .with_user(user)
                .get_record_suggestions(search)
            )
            return [suggestion["reference"] for suggestion in suggestions]

        self._new_document(name="TDR 0044 with spaces")
        for user, search, found in (
            (self.responsible, "TDR00", ["TDR0043", "TDR0042"]),
            (self.colleague, "TDR00", ["TDR0042"]),
            (self.colleague, "td", ["TDR0042"]),
            (self.colleague, "0042", ["TDR0042"]),
            (self.colleague, "42", []),
            (self.colleague, "T", []),
            (self.colleague, "", []),
            (self.colleague, "TDR%", []),
            (self.colleague, "T_R", []),
        ):
            with self.subTest(user=user.name, search=search):
                ours = [name for name in suggested(user, search) if "TDR" in name]
                self.assertEqual(ours, found)
        for _index in range(10):
            self._new_document(name="TDR0050")
        self.assertEqual(len(suggested(self.colleague, "TDR0050")), 8)
        with self.assertRaises(AccessError):
            suggested(self.customer, "TDR00")

    @mute_logger("odoo.http")
    def test_routes(self):
        def ask(method, argument):
            return self.make_jsonrpc_request(
                f"/web/dataset/call_kw/discuss.channel/{method}",
                {
                    "model": "discuss.channel",
                    "method": method,
                    "args": [argument],
                    "kwargs": {},
                },
            )

        for login, error in (
            ("colleague", None),
            ("customer", "AccessError"),
            (None, "SessionExpired"),
        ):
            self.authenticate(login, login)
            for method, argument in (
                ("get_record_cards", ["#TDR0042", "#TDR0043"]),
                ("get_record_suggestions", "TDR004"),
            ):
                with self.subTest(login=login, method=method):
                    if error:
                        with self.assertRaisesRegex(JsonRpcException, error):
                            ask(method, argument)
                    else:
                        self.assertEqual(len(ask(method, argument)), 1)

    def test_message_holds_nothing_but_what_was_typed(self):
        """What goes to all members, by bus or e-mail, is the text."""
        channel = self._open(self.secret, self.responsible)
        channel.with_user(self.responsible).sudo()._add_members(users=self.stranger)
        self._reset_bus()
        message = channel.with_user(self.responsible).message_post(
            body="See #TDR0043", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.assertEqual(str(message.body), "<p>See #TDR0043</p>")
        sent = " ".join(self._bus_messages())
        self.assertIn("#TDR0043", sent)
        self.assertNotIn("test.discuss.record", sent)

    def test_does_not_grow(self):
        documents = self.order.concat(
            *(
                self._new_document(
                    name=f"TDR1{index:03}", user_id=self.responsible.id, amount=index
                )
                for index in range(40)
            )
        )
        Channel = self.env["discuss.channel"].with_user(self.colleague)

        def count(count):
            some = documents[:count]
            references = [f"#{document.name}" for document in some]
            references[::2] = [self._link(document) for document in some[::2]]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(len(Channel.get_record_cards(references)), count)
            return self.env.cr.sql_log_count - before

        count(2)
        self.assertEqual(count(4), count(40))
