import io
import re
import zipfile
from unittest.mock import patch

from lxml import html

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.portal_space_document.models import portal_space
from odoo.addons.portal_space_document.tools import archive

from .common import PortalDocumentCommon


class DocumentsCase(PortalDocumentCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document.write({"state": "done", "name": "Door"})
        cls.window = cls._make_document(state="done", name="Window")
        cls.draft = cls._make_document(name="Draft")
        cls.theirs = cls._make_document(
            state="done",
            name="Theirs",
            partner_id=cls.people["stranger"].partner_id.id,
        )
        cls.plan, cls.note = cls.env["ir.attachment"].create(
            [
                {
                    "name": name,
                    "raw": name.encode(),
                    "res_model": cls.document._name,
                    "res_id": cls.document.id,
                    "portal_shared": shared,
                }
                for name, shared in (("plan.png", True), ("canary.png", False))
            ]
        )

    def space(self, who="owner"):
        return self.env["portal.space"].with_user(self.people[who])

    def names(self, who="owner", **kwargs):
        documents, _counts = self.space(who)._documents(**kwargs)
        return {document.name for document in documents}

    def key(self, document, kind="test"):
        return f"{kind}-{document.id}-0"


@tagged("post_install", "-at_install")
class TestDocuments(DocumentsCase):
    def test_who_finds_what(self):
        """What the records' own rights give, and no more."""
        own = {"Door.txt", "Window.txt", "plan.png"}
        for who, expected in {
            "owner": own,
            "colleague": own,
            "stranger": {"Theirs.txt"},
            "employee": own | {"Theirs.txt"},
            "outsider": set(),
            "public": set(),
        }.items():
            with self.subTest(who=who):
                self.assertEqual(self.names(who), expected)

    def test_finding(self):
        for kwargs, expected in (
            ({"search": "win"}, {"Window.txt"}),
            ({"search": " PLAN "}, {"plan.png"}),
            ({"search": "%"}, set()),
            ({"search": "canary"}, set()),
            ({"kind": "attachment"}, {"plan.png"}),
            ({"kind": "unknown"}, set()),
            ({"record": self.document}, {"Door.txt", "plan.png"}),
            ({"record": self.window}, {"Window.txt"}),
            ({"record": self.theirs}, set()),
            ({"record": self.document, "kind": "test"}, {"Door.txt"}),
        ):
            with self.subTest(**kwargs):
                self.assertEqual(self.names(**kwargs), expected)
        counts = {"test": 2, "attachment": 1}
        for kwargs in ({}, {"kind": "test"}, {"offset": 100}):
            with self.subTest(**kwargs):
                self.assertEqual(self.space()._documents(**kwargs)[1], counts)

    def test_order_and_pages(self):
        """The latest first, whatever their kind, without a hole between pages."""
        for days, record in enumerate((self.document, self.plan, self.window)):
            date = fields.Datetime.subtract(fields.Datetime.now(), days=days)
            self.env.cr.execute(
                f"UPDATE {record._table} SET create_date = %s WHERE id = %s",
                (date, record.id),
            )
        self.env.invalidate_all()
        pages = [self.space()._documents(offset=number, limit=1) for number in range(3)]
        found = [document.name for [document], _counts in pages]
        self.assertEqual(found, ["Door.txt", "plan.png", "Window.txt"])

    def test_hidden_section(self):
        """Kinds are hidden from all, or from who lacks a tag."""
        tag = self.env["res.partner.category"].create({"name": "Gold"})
        section = self.env["portal.space.section"].create(
            {"name": "Test", "code": "document_test", "category_ids": tag.ids}
        )
        self.assertEqual(self.names(), {"plan.png"})
        with self.assertRaises(UserError):
            self.space()._chosen_documents([self.key(self.document)])
        self.customer.category_id = [Command.link(tag.id)]
        self.assertIn("Door.txt", self.names())
        section.active = False
        self.assertEqual(self.names(), {"plan.png"})

    def test_queries_do_not_grow(self):
        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            space = self.space()
            space._documents(limit=40)
            return self.cr.sql_log_count - before

        count()
        few = count()
        for number in range(30):
            self._make_document(state="done", name=f"Chair {number}")
        self.assertEqual(count(), few)

    def test_chosen(self):
        """What comes from outside is looked up anew, with the customer's rights."""
        door = self.key(self.document)
        chosen = self.space()._chosen_documents([door, door])
        self.assertEqual([document.name for document in chosen], ["Door.txt"])
        for keys in (
            [],
            [door, self.key(self.theirs)],
            [self.key(self.draft)],
            [self.key(self.note, "attachment")],
            ["test", "test-", "test--", "test-x-0", "test-1e3-0", ""],
            [f"test-{10**30}-0"],
            [f"test-{self.document.id}-7"],
            [f"nothing-{self.document.id}-0"],
            [f"test-{number}-0" for number in range(51)],
        ):
            with self.subTest(keys=keys[:3]), self.assertRaises(UserError):
                self.space()._chosen_documents(keys)
        with self.assertRaises(UserError):
            self.space("stranger")._chosen_documents([door])

    def test_known_to_be_too_large(self):
        with (
            patch.object(portal_space, "ARCHIVE_MAX_SIZE", 4),
            self.assertRaises(UserError),
        ):
            self.space()._chosen_documents([self.key(self.plan, "attachment")])

    def test_names_in_an_archive(self):
        """They lead nowhere, and none replaces another."""
        names = ("a.txt", "A.txt", "a.txt", "../../a.txt", "", ".", "x" * 500 + ".pdf")
        content = b"".join(archive.stream((name, name.encode) for name in names))
        found = zipfile.ZipFile(io.BytesIO(content)).namelist()
        self.assertEqual(found[:3], ["a.txt", "A (2).txt", "a (3).txt"])
        self.assertEqual(len(set(found)), len(names))
        for name in found:
            self.assertFalse(re.search(r"[/\\]|^\.", name), name)
            self.assertLess(len(name), 160)
        self.assertTrue(found[-1].endswith(".pdf"))


@tagged("post_install", "-at_install")
class TestDocumentPages(HttpCase, DocumentsCase):
    def login(self, who):
        login = None if who == "public" else f"space_{who}"
        self.authenticate(login, login)

    def zip(self, *keys, **data):
        data = {
            "csrf_token": Request.csrf_token(self),
            "document": list(keys),
        } | data
        return self.url_open("/my/documents/zip", data=data)

    def test_page(self):
        self.login("owner")
        page = html.fromstring(self.url_open("/my/documents").content)
        keys = {box.get("value") for box in page.findall(".//input[@name='document']")}
        self.assertEqual(
            keys,
            {
                self.key(self.document),
                self.key(self.window),
                self.key(self.plan, "attachment"),
            },
        )
        for box in page.findall(".//input[@type='checkbox']"):
            self.assertTrue(
                page.find(f".//label[@for='{box.get('id')}']").text_content()
            )
        link = page.xpath("//a[contains(@href, '/web/content/')]")[0].get("href")
        self.assertEqual(self.url_open(link).content, b"plan.png")
        self.login("stranger")
        self.assertNotIn("Door", self.url_open("/my/documents").text)
        self.assertEqual(self.url_open(link).status_code, 404)

    def test_who_comes(self):
        for who, path in (
            ("public", "/web/login"),
            ("owner", "/my/documents"),
            ("outsider", "/my/documents"),
        ):
            with self.subTest(who=who):
                self.login(who)
                response = self.url_open("/my/documents")
                self.assertEqual(response.status_code, 200)
                self.assertIn(path, response.url)

    def test_hostile_addresses(self):
        """Whatever is asked for, the page answers, and shows no more."""
        self.login("stranger")
        for query in (
            f"record=test.portal.document,{self.document.id}",
            f"record=res.partner,{self.customer.id}",
            "record=nothing,1",
            "record=test.portal.document,x",
            "record=portal.space.mixin,1",
            "record=ir.attachment,1",
            "record=,",
            f"record=test.portal.document,{10**20}",
            "kind=%27%3Bdrop",
            "search=%00",
            "search=" + "a" * 3000,
            "search=<script>alert(1)</script>",
            "page=-1",
        ):
            with self.subTest(query=query):
                response = self.url_open(f"/my/documents?{query}")
                self.assertEqual(response.status_code, 200)
                self.assertNotIn("Door", response.text)
                self.assertNotIn("<script>alert(1)", response.text)

    def test_archive(self):
        self.login("owner")
        response = self.zip(self.key(self.document), self.key(self.plan, "attachment"))
        self.assertEqual(response.headers["Content-Type"], "application/zip")
        self.assertIn("attachment", response.headers["Content-Disposition"])
        found = zipfile.ZipFile(io.BytesIO(response.content))
        self.assertEqual(found.testzip(), None)
        self.assertEqual(
            {name: found.read(name) for name in found.namelist()},
            {"Door.txt": b"Door", "plan.png": b"plan.png"},
        )

    def test_archive_without_one_of_them(self):
        """The others come, and it is said what is missing."""
        self.login("owner")
        make = type(self.document)._make_file

        def broken(document):
            if document == self.window:
                raise ValueError("no paper")
            return make(document)

        with (
            patch.object(type(self.document), "_make_file", broken),
            mute_logger("odoo.addons.portal_space_document.models.portal_space"),
        ):
            response = self.zip(self.key(self.window), self.key(self.document))
        found = zipfile.ZipFile(io.BytesIO(response.content))
        self.assertEqual(found.namelist(), ["Door.txt", "missing documents.txt"])
        self.assertIn(b"Window.txt", found.read("missing documents.txt"))

    def test_archive_refused(self):
        """Nothing is lost: the page comes again, says why, and what was chosen."""
        self.login("stranger")
        theirs = self.key(self.theirs)
        response = self.zip(theirs, self.key(self.document), search="th")
        page = html.fromstring(response.content)
        self.assertIn("no longer available", page.find(".//*[@role='alert']").text)
        chosen = page.xpath("//input[@type='checkbox'][@checked]/@value")
        self.assertEqual(chosen, [theirs])
        self.assertIn("Choose", self.zip().text)

    @mute_logger("odoo.http")
    def test_archive_by_other_roads(self):
        self.login("owner")
        key = self.key(self.document)
        self.assertEqual(
            self.url_open(f"/my/documents/zip?document={key}").status_code, 405
        )
        self.assertEqual(self.zip(key, csrf_token="").status_code, 400)
        self.login("public")
        self.assertIn("/web/login", self.zip(key).url)
