from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from .common import SHARE, PortalDocumentCommon


@tagged("post_install", "-at_install")
class TestAttachments(HttpCase, PortalDocumentCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.message = cls._post("Look", attachments=[("shown.txt", b"Hello")])
        cls.note = cls._post(
            "canary",
            subtype_xmlid="mail.mt_note",
            attachments=[("note.txt", b"canary")],
        )
        cls.put, cls.shared, cls.public, cls.tokened = cls.env["ir.attachment"].create(
            [
                {
                    "name": f"{name}.txt",
                    "raw": name.encode(),
                    "res_model": cls.document._name,
                    "res_id": cls.document.id,
                    **values,
                }
                for name, values in (
                    ("put canary", {}),
                    ("shared", {"portal_shared": True}),
                    ("public", {"public": True}),
                    ("tokened", {"access_token": "0123456789"}),
                )
            ]
        )
        cls.files = {
            "of a message": cls.message.attachment_ids,
            "of a note": cls.note.attachment_ids,
            "put on the record": cls.put,
            "shared": cls.shared,
            "public": cls.public,
            "with a token": cls.tokened,
        }

    def test_who_opens_which_file_by_its_number(self):
        for who, opened in {
            "public": {"public"},
            "owner": {"public", "shared"},
            "colleague": {"public", "shared"},
            "stranger": {"public"},
            "outsider": {"public"},
            "employee": set(self.files),
        }.items():
            login = None if who == "public" else f"space_{who}"
            self.authenticate(login, login)
            for kind, file in self.files.items():
                for path in (f"/web/content/{file.id}", f"/web/image/{file.id}"):
                    with self.subTest(who=who, kind=kind, path=path):
                        response = self.url_open(path)
                        content = response.content if response.ok else b""
                        may = kind in opened
                        if path.startswith("/web/content"):
                            self.assertIs(content == file.raw, may)
                        if not may:
                            self.assertNotIn(b"canary", content)

    def test_with_its_token(self):
        """As Odoo does: files of shown messages come with a token."""
        self.authenticate(None, None)
        response = self.url_open(
            f"/web/content/{self.tokened.id}?access_token=0123456789"
        )
        self.assertEqual(response.content, self.tokened.raw)
        for token in ("9876543210", "", "0123"):
            response = self.url_open(f"/web/content/{self.put.id}?access_token={token}")
            self.assertFalse(response.ok and b"canary" in response.content)
        file = self.message.attachment_ids
        token = file._get_raw_access_token()
        self.assertEqual(
            self.url_open(f"/web/content/{file.id}?access_token={token}").content,
            b"Hello",
        )
        # The token of one file opens no other.
        response = self.url_open(f"/web/content/{self.put.id}?access_token={token}")
        self.assertFalse(response.ok)

    def test_where_customers_have_a_right_to_files(self):
        """Some modules let them read files: those of the page, then."""
        self.env["ir.model.access"].create(
            {
                "name": "files",
                "model_id": self.env["ir.model"]._get_id("ir.attachment"),
                "group_id": self.env.ref("base.group_portal").id,
                "perm_read": True,
            }
        )
        opened = {"of a message", "shared", "public"}
        for who, shown in (
            ("owner", opened),
            ("colleague", opened),
            ("stranger", {"public"}),
        ):
            for kind, file in self.files.items():
                file = file.with_user(self.people[who])
                with self.subTest(who=who, kind=kind):
                    self.assertIs(file.has_access("read"), kind in shown)
                    self.assertIs(
                        bool(file.search([("id", "=", file.id)])), kind in shown
                    )
        # The same file in a message of another record is not of this one's page.
        other = self._post("Look", document=self._make_document(name="Other"))
        other.attachment_ids = self.put
        self.assertFalse(self.put.with_user(self.owner).has_access("read"))

    def test_names_of_files(self):
        """A file tells its name to whoever sees it."""
        for file, user, is_named in (
            (self.put, self.owner, False),
            (self.files["of a note"], self.owner, False),
            (self.shared, self.owner, True),
            (self.files["of a message"], self.owner, True),
            (self.put, self.employee, True),
        ):
            self.document.message_main_attachment_id = file
            with self.subTest(file=file.name, user=user.name):
                found = str(
                    self.document.with_user(user).web_read(
                        {"message_main_attachment_id": {"fields": {"display_name": {}}}}
                    )
                )
                self.assertIs(file.name in found, is_named)

    def test_who_shares(self):
        """Employees who may write to the record."""
        self.put.with_user(self.employee).portal_shared = True
        self.put.portal_shared = False
        for who in (*SHARE, "outsider"):
            with self.subTest(who=who), self.assertRaises(AccessError):
                self.put.with_user(self.people[who]).portal_shared = True
        with self.assertRaises(AccessError):
            self.env["ir.attachment"].with_user(self.people["outsider"]).create(
                {
                    "name": "canary",
                    "res_model": self.document._name,
                    "res_id": self.document.id,
                    "portal_shared": True,
                }
            )
