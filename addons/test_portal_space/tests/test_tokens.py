from unittest.mock import patch

from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tools import consteq, mute_logger

from .common import PortalDocumentCommon


@tagged("post_install", "-at_install")
class TestTokens(HttpCase, PortalDocumentCommon):
    """A link opens its record, until its token is changed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls._make_document(
            name="Other", partner_id=cls.people["stranger"].partner_id.id
        )
        cls._post("Hello")
        cls._post("canary", subtype_xmlid="mail.mt_note")
        cls.token = cls.document._portal_ensure_token()
        cls.other_token = cls.other._portal_ensure_token()
        cls.pid = cls.owner.partner_id.id
        cls.hash = cls.document._sign_token(cls.pid)

    def _fetch(self, document, **access):
        """Return the messages that the chatter of the page gets, or None."""
        params = {"thread_model": document._name, "thread_id": document.id, **access}
        try:
            with mute_logger("odoo.http"):
                result = self.make_jsonrpc_request("/mail/chatter_fetch", params)
        except JsonRpcException:
            return None
        return [values["body"][1] for values in result["data"]["mail.message"]]

    def _post_message(self, document, **access):
        params = {
            "thread_model": document._name,
            "thread_id": document.id,
            "post_data": {"body": "Posted", "message_type": "comment"},
            **access,
        }
        try:
            with mute_logger("odoo.http"):
                self.make_jsonrpc_request("/mail/message/post", params)
        except JsonRpcException:
            return False
        return True

    def _opens_page(self, document, token):
        url = f"/my/test-documents/{document.id}?access_token={token}"
        return "o_portal_chatter" in self.url_open(url).text

    def test_token_opens_its_record_alone(self):
        self.authenticate(None, None)
        for document, token, opens in (
            (self.document, self.token, True),
            (self.document, self.other_token, False),
            (self.other, self.token, False),
            (self.document, self.token[:-1], False),
            (self.document, "", False),
            (self.document, "False", False),
        ):
            with self.subTest(document=document.name, token=token):
                self.assertIs(self._opens_page(document, token), opens)
                self.assertIs(bool(self._fetch(document, token=token)), opens)
                self.assertIs(self._post_message(document, token=token), opens)

    def test_changed_token(self):
        self.authenticate(None, None)
        for token in (False, "0123456789"):
            self.document.access_token = token
            self.assertFalse(self._opens_page(self.document, self.token))
            self.assertIsNone(self._fetch(self.document, token=self.token))
            self.assertFalse(self._post_message(self.document, token=self.token))
            self.assertFalse(
                self._post_message(self.document, pid=self.pid, hash=self.hash)
            )

    def test_swapped_person_and_hash(self):
        self.authenticate(None, None)
        stranger = self.people["stranger"].partner_id.id
        for document, pid, hash_, opens in (
            (self.document, self.pid, self.hash, True),
            (self.document, stranger, self.hash, False),
            (self.other, self.pid, self.hash, False),
            (self.document, self.pid, self.hash[:-1] + "z", False),
            (self.document, self.pid, "", False),
        ):
            with self.subTest(pid=pid, document=document.name):
                self.assertIs(self._post_message(document, pid=pid, hash=hash_), opens)
        self.assertEqual(self.document.message_ids[0].author_id.id, self.pid)

    def test_constant_time(self):
        """Tokens are compared in a time that tells nothing about them."""
        self.authenticate(None, None)
        with (
            patch("odoo.addons.portal.utils.consteq", wraps=consteq) as chatter,
            patch(
                "odoo.addons.portal.controllers.portal.consteq", wraps=consteq
            ) as page,
        ):
            self._fetch(self.document, token="0123456789")
            self._opens_page(self.document, "0123456789")
        self.assertTrue(chatter.called)
        self.assertTrue(page.called)

    def test_what_a_token_reads(self):
        """The page, not what employees have beside it, by any request."""
        self.env["ir.attachment"].create(
            {
                "name": "canary.txt",
                "raw": b"canary",
                "res_model": self.document._name,
                "res_id": self.document.id,
            }
        )
        self.document.message_subscribe(self.employee.partner_id.ids)
        self.document.activity_schedule(
            "mail.mail_activity_data_todo", note="canary", user_id=self.employee.id
        )
        self.assertEqual(self._fetch(self.document, token=self.token), ["<p>Hello</p>"])
        requests = (
            "activities",
            "attachments",
            "contact_fields",
            "display_name",
            "followers",
            "scheduledMessages",
            "suggestedRecipients",
        )
        for login, access in (
            (None, {"token": self.token}),
            (None, {"pid": self.pid, "hash": self.hash}),
            ("space_owner", {}),
            ("space_stranger", {"token": self.token}),
        ):
            self.authenticate(login, login)
            for request in requests:
                params = {
                    "fetch_params": [
                        [
                            "mail.thread",
                            {
                                "thread_model": self.document._name,
                                "thread_id": self.document.id,
                                "request_list": [request],
                                "access_params": access,
                            },
                        ]
                    ],
                }
                with self.subTest(login=login, request=request):
                    found = str(self.make_jsonrpc_request("/mail/data", params))
                    self.assertNotIn("canary", found)
                    self.assertNotIn("Employee", found)
                    self.assertEqual("Quotation" in found, request == "display_name")
