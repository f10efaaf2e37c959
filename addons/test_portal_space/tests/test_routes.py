from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import mute_logger

from .common import PortalDocumentCommon


@tagged("post_install", "-at_install")
class TestRoutes(HttpCase, PortalDocumentCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._make_conversation()
        cls.token = cls.document._portal_ensure_token()

    def _call(self, route, **params):
        """Return what the route answers, or None if it refuses."""
        try:
            with mute_logger("odoo.http"):
                return self.make_jsonrpc_request(route, params)
        except JsonRpcException:
            return None

    def _post_route(self, **post_data):
        result = self._call(
            "/mail/message/post",
            thread_model=self.document._name,
            thread_id=self.document.id,
            post_data={"body": "Hello", **post_data},
        )
        return self.env["mail.message"].browse(result and result["message_id"])

    def _as(self, who):
        login = None if who == "public" else f"space_{who}"
        self.authenticate(login, login)

    def test_what_routes_tell(self):
        """Neither messages that the page does not show, nor addresses."""
        thread = {"thread_model": self.document._name, "thread_id": self.document.id}
        for who in ("public", "owner", "colleague", "stranger"):
            self._as(who)
            for route, params in {
                "/mail/thread/messages": thread,
                "/mail/chatter_fetch": thread,
                "/mail/chatter_fetch ": thread | {"token": self.token},
                "/portal/chatter_init": thread | {"token": self.token},
                "/mail/thread/recipients": thread,
                "/mail/thread/recipients/fields": {"thread_model": self.document._name},
                "/mail/thread/recipients/get_suggested_recipients": thread,
                "/mail/partner/from_email": thread | {"emails": ["a@example.com"]},
            }.items():
                with self.subTest(who=who, route=route):
                    found = self._call(route.strip(), **params)
                    self.assertNotIn("canary", str(found))
                    if "recipient" in route or "from_email" in route:
                        self.assertIsNone(found)
                    if "chatter_fetch " in route or (
                        "messages" in route and who in ("owner", "colleague")
                    ):
                        self.assertEqual(
                            set(found["messages"]), {m.id for m in self.shown.values()}
                        )
        self._as("employee")
        self.assertIsNotNone(self._call("/mail/thread/recipients", **thread))

    def test_hidden_messages_take_no_reaction(self):
        for who, access in (
            ("owner", {}),
            ("public", {"token": self.token}),
            ("stranger", {"token": self.token}),
        ):
            self._as(who)
            for kind, message in self.hidden.items():
                with self.subTest(who=who, kind=kind):
                    self.assertIsNone(
                        self._call(
                            "/mail/message/reaction",
                            message_id=message.id,
                            content="👍",
                            action="add",
                            **access,
                        )
                    )
        self._as("owner")
        self.assertIsNotNone(
            self._call(
                "/mail/message/reaction",
                message_id=self.shown["comment"].id,
                content="👍",
                action="add",
            )
        )

    def test_customers_post_comments(self):
        """Not notes, and nothing in the name of Odoo."""
        self._as("owner")
        for data in (
            {},
            {"message_type": "notification"},
            {"message_type": "auto_comment", "subtype_xmlid": "mail.mt_comment"},
            {"subtype_xmlid": "mail.mt_note"},
            {"message_type": "comment", "subtype_xmlid": "mail.mt_comment"},
            {"date": "2001-01-01", "author_id": self.employee.partner_id.id},
        ):
            with self.subTest(data=data):
                message = self._post_route(**data)
                self.assertEqual(message.message_type, "comment")
                self.assertEqual(message.subtype_id, self.env.ref("mail.mt_comment"))
                self.assertEqual(message.author_id, self.owner.partner_id)
                self.assertEqual(message.date.date(), message.create_date.date())
        for who in ("public", "stranger", "outsider"):
            self._as(who)
            self.assertFalse(self._post_route())

    def test_who_rewrites_what(self):
        """Authors their comments, by the route: nobody what Odoo said in their name."""
        self._as("owner")
        own = self._post_route()
        self._notify(self.shown["comment"], self.owner)
        signed = self._post("Signed by Owner", user=self.owner)
        messages = {"own": own, "signed": signed, **self.shown, **self.hidden}
        access = {"public": {"token": self.token}, "stranger": {"token": self.token}}
        for who in ("public", "owner", "colleague", "stranger", "outsider"):
            self._as(who)
            for kind, message in messages.items():
                # The token speaks for the customer, as in Odoo.
                may = kind == "own" and who in ("owner", "public")
                body = message.body
                with self.subTest(who=who, kind=kind):
                    for text in (f"changed by {who}", ""):
                        if not text and may and who == "owner":
                            continue
                        if not text and may:
                            continue
                        self._call(
                            "/mail/message/update_content",
                            message_id=message.id,
                            update_data={
                                "body": text,
                                "message_type": "notification",
                                "attachment_ids": [],
                                "date": "2001-01-01",
                            },
                            **access.get(who, {}),
                        )
                    message.invalidate_recordset()
                    self.assertIs(message.body != body, may)
                    self.assertEqual(message.message_type, messages[kind].message_type)
        self.assertEqual(own.message_type, "comment")
        self.assertEqual(own.author_id, self.owner.partner_id)
        self.assertEqual(own.date.date(), own.create_date.date())
        self._as("owner")
        self.assertIsNone(
            self._call("/mail/update_is_internal", message_id=own.id, is_internal=True)
        )

    def test_sent_twice(self):
        """A message that arrives twice is posted once."""
        self._as("owner")
        key = self.env["portal.once"]._new_key()
        message = self._post_route(once=key)
        self.assertEqual(self._post_route(once=key), message)
        self.assertNotEqual(self._post_route(), message)
        self._as("colleague")
        self.assertNotEqual(self._post_route(once=key), message)
        self._as("stranger")
        self.assertFalse(self._post_route(once=key))
        self._as("owner")
        self.assertFalse(self._post_route(once="'"))
