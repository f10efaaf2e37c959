from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.mail.tools.discuss import Store

from .common import PortalDocumentCommon


@tagged("post_install", "-at_install")
class TestSharing(HttpCase, PortalDocumentCommon):
    """An employee shares a file of a record with its customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document.write({"state": "done", "name": "Door"})
        cls.plan, cls.photo = cls._attach(cls.document, "plan.png", "photo.png")

    @classmethod
    def _attach(cls, record, *names, **values):
        return cls.env["ir.attachment"].create(
            [
                {
                    "name": name,
                    "raw": name.encode(),
                    "res_model": record._name,
                    "res_id": record.id,
                    **values,
                }
                for name in names
            ]
        )

    def share(self, files, shared=True, who="employee"):
        files.with_user(self.people[who]).portal_share(shared)

    def news(self, who="owner"):
        return self.env["portal.news"].search(
            [("partner_id", "=", self.people[who].partner_id.id)]
        )

    def test_share(self):
        self.share(self.plan)
        self.assertTrue(self.plan.portal_shared)
        self.assertFalse(self.photo.portal_shared)
        space = self.env["portal.space"].with_user(self.owner)
        found, _counts = space._documents(kind="attachment")
        self.assertEqual([document.name for document in found], ["plan.png"])
        news = self.news()
        self.assertEqual(news.kind, "document")
        self.assertEqual(news.title, "plan.png was shared with you: Door")
        self.assertEqual(
            (news.res_model, news.res_id), (self.document._name, self.document.id)
        )

    def test_share_twice(self):
        """Who clicks twice tells once."""
        self.share(self.plan)
        self.news().read_date = "2026-01-01"
        self.share(self.plan)
        self.assertEqual(len(self.news()), 1)
        self.share(self.plan | self.photo)
        self.assertEqual(self.news()[0].title, "photo.png was shared with you: Door")

    def test_share_several(self):
        self.owner.lang = "en_US"
        self.share(self.plan | self.photo)
        self.assertEqual(self.news().title, "2 files were shared with you: Door")

    def test_page_leads_to_documents(self):
        """Where there can be none, the page of a record does not say "Documents"."""
        space = self.env["portal.space"].with_user(self.owner)
        self.assertTrue(space._may_have_documents(self.document))
        section = {"name": "Test", "code": "document_test", "active": False}
        self.env["portal.space.section"].create(section)
        self.assertFalse(space._may_have_documents(self.document))
        self.share(self.plan)
        self.assertTrue(space._may_have_documents(self.document))
        self.share(self.plan, False)
        self.assertFalse(space._may_have_documents(self.document))

    def test_no_longer(self):
        self.share(self.plan)
        self.share(self.plan, False)
        self.assertFalse(self.plan.portal_shared)
        self.assertFalse(self.news())
        space = self.env["portal.space"].with_user(self.owner)
        self.assertFalse(space._documents(kind="attachment")[0])

    def test_no_longer_outside_of_the_space(self):
        """What is shared on a record that the space does not show, any more, is taken
        back by who may write that."""
        outside = self._attach(
            self._make_document().partner_id, "partner.png", portal_shared=True
        )
        with self.assertRaises(AccessError):
            self.share(outside, False)
        self.assertTrue(outside.portal_shared)
        # partners are written by managers of contacts
        self.employee.group_ids += self.env.ref("base.group_partner_manager")
        self.plan.portal_shared = True
        self.share(outside | self.plan, False)
        self.assertFalse(any((outside | self.plan).mapped("portal_shared")))

    def test_who_may_not(self):
        """Customers, and employees who may not write the record."""
        for who in ("public", "owner", "colleague", "stranger", "outsider"):
            for shared in (True, False):
                self.plan.portal_shared = not shared
                with self.subTest(who=who, shared=shared):
                    with self.assertRaises(AccessError):
                        self.share(self.plan, shared, who)
                    self.assertIs(self.plan.portal_shared, not shared)
        self.plan.portal_shared = False
        self.env["ir.rule"].create(
            {
                "name": "read only",
                "model_id": self.env["ir.model"]._get_id(self.document._name),
                "domain_force": "[('id', '=', 0)]",
                "perm_read": False,
            }
        )
        with self.assertRaises(AccessError):
            self.share(self.plan)
        self.assertFalse(self.news())

    def test_what_may_not(self):
        """Files of what no customer sees, of no customer's, of fields, and links."""
        nobodys = self._make_document(partner_id=False)
        for files in (
            self._attach(self.employee.partner_id, "partner.png"),
            self._attach(nobodys, "nobody.png"),
            self._attach(self.document, "link", type="url", url="https://example.com"),
            self.plan | self._attach(nobodys, "mixed.png"),
            self.env["ir.attachment"]
            .with_user(self.employee)
            .create({"name": "free.png", "raw": b"x"})
            .sudo(False),
        ):
            # partners are written by managers of contacts
            self.employee.group_ids += self.env.ref("base.group_partner_manager")
            with self.subTest(names=files.mapped("name")):
                with self.assertRaises(UserError), self.cr.savepoint():
                    self.share(files)
                self.assertFalse(any(files.mapped("portal_shared")))
        self.assertFalse(self.news())

    def test_what_the_client_is_told(self):
        """Employees, whether a file is shared and can be; customers neither."""
        self.plan.portal_shared = True
        for who, told in (("employee", True), ("owner", False), ("public", False)):
            user = self.people[who]
            store = Store().add(self.plan.with_user(user).sudo())
            values = store.get_result()["ir.attachment"][0]
            with self.subTest(who=who):
                self.assertIs("portal_shared" in values, told)
        for who in ("employee", "owner"):
            self.authenticate(f"space_{who}", f"space_{who}")
            params = {
                "thread_model": self.document._name,
                "thread_id": self.document.id,
                "request_list": ["attachments", "display_name"],
            }
            found = self.make_jsonrpc_request(
                "/mail/data", {"fetch_params": [["mail.thread", params]]}
            )
            with self.subTest(who=who):
                self.assertIs("portal_has_customer" in str(found), who == "employee")
                self.assertIs("portal_shared" in str(found), who == "employee")
        self.document.partner_id = False
        self.authenticate("space_employee", "space_employee")
        found = self.make_jsonrpc_request(
            "/mail/data", {"fetch_params": [["mail.thread", params]]}
        )
        self.assertIs(found["mail.thread"][0]["portal_has_customer"], False)

    def test_uploaded_in_the_chatter(self):
        """What is put on the record anew is not shared by that."""
        attachment = self._attach(self.document, "new.png")
        self.assertFalse(attachment.portal_shared)
        self.share(attachment)
        self.assertFalse(attachment.copy().portal_shared)
