from lxml import html

from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MailCommon
from odoo.addons.portal_space_colleague.models import res_partner

from .common import PortalDocumentCommon


class ColleaguesCase(MailCommon, PortalDocumentCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls.people["owner"]
        cls.manager.partner_id.portal_is_manager = True
        cls.colleague = cls.people["colleague"]
        cls.stranger = cls.people["stranger"]
        cls.of_colleague = cls._make_document(
            name="Of the colleague", partner_id=cls.colleague.partner_id.id
        )
        cls.of_company = cls._make_document(
            name="Of the company", partner_id=cls.customer.id
        )

    def partners(self, who="owner"):
        return self.env["res.partner"].with_user(self.people[who])

    def invite(self, name="Iris", email="iris@example.com", who="owner"):
        with self.mock_mail_gateway():
            partner_id = self.partners(who).portal_invite_colleague(name, email)
        return self.env["res.partner"].browse(partner_id)


@tagged("post_install", "-at_install")
class TestColleagues(ColleaguesCase):
    def documents(self, who="colleague"):
        return self.env["test.portal.document"].with_user(self.people[who])

    def test_own_or_company(self):
        """By search, by read, in groups and through what belongs to a record."""
        every = self.document | self.of_colleague | self.of_company
        self.assertEqual(self.documents().search([]), every)
        self.colleague.partner_id.portal_scope = "own"
        self.assertEqual(self.documents().search([]), self.of_colleague)
        self.assertEqual(self.documents()._read_group([], [], ["__count"]), [(1,)])
        for hidden in (self.document, self.of_company):
            with self.assertRaises(AccessError):
                hidden.with_user(self.colleague).read(["name"])
        message = self._post("Hello")
        with self.assertRaises(AccessError):
            message.with_user(self.colleague).read(["body"])
        self.document.message_subscribe(self.colleague.partner_id.ids)
        self.assertEqual(self.documents().search([]), self.of_colleague | self.document)
        self.colleague.partner_id.portal_scope = "company"
        self.assertEqual(self.documents().search([]), every)

    def test_own_widens_nothing(self):
        """What names somebody of another company stays closed to them."""
        self.colleague.partner_id.portal_scope = "own"
        theirs = self._make_document(partner_id=self.stranger.partner_id.id)
        theirs.message_subscribe(self.colleague.partner_id.ids)
        self.assertNotIn(theirs, self.documents().search([]))

    def test_invite(self):
        partner = self.invite()
        self.assertEqual(partner.commercial_partner_id, self.customer)
        user = partner.user_ids
        self.assertTrue(user._is_portal())
        self.assertEqual(partner.portal_scope, "company")
        self.assertFalse(partner.portal_is_manager)
        self.assertIn("iris@example.com", str(self._mails[0]["email_to"]))
        self.assertIn("Iris", self.customer.message_ids[0].body)
        self.assertTrue(self.customer.message_ids[0].subtype_id.internal)

    def test_invite_twice(self):
        partner = self.invite()
        with self.mock_mail_gateway():
            again = self.partners().portal_invite_colleague("I", "IRIS@example.com ")
        self.assertEqual(again, partner.id)
        self.assertFalse(self._mails)

    def test_invite_known_contact(self):
        known = self.env["res.partner"].create(
            {
                "name": "Iris the Known",
                "email": "iris@example.com",
                "parent_id": self.customer.id,
            }
        )
        self.assertEqual(self.invite(), known)
        self.assertEqual(known.name, "Iris the Known")

    def test_invite_refused(self):
        for values in (
            {"name": ""},
            {"name": " \n\u202e "},
            {"name": "x" * 101},
            {"email": ""},
            {"email": "nobody"},
            {"email": "a@example.com, b@example.com"},
            {"email": f"{'a' * 300}@example.com"},
            {"email": "a\0b@example.com"},
            {"email": "a\u200bb@example.com"},
            {"email": "a\ud800b@example.com"},
            # who logs in elsewhere is not brought here
            {"email": self.stranger.login + "@example.com"},
            {"email": self.people["employee"].email},
        ):
            with self.subTest(**values):
                self.stranger.login = "space_stranger@example.com"
                self.people["employee"].login = self.people["employee"].email
                with self.assertRaises(UserError):
                    self.invite(**values)
        for who in ("colleague", "stranger", "employee", "public"):
            with self.subTest(who=who), self.assertRaises(AccessError):
                self.invite(who=who)

    def test_invite_limit(self):
        self.patch(res_partner, "INVITED_PER_DAY", 3)
        self.invite()
        with self.assertRaises(UserError):
            self.invite(name="Jo", email="jo@example.com")

    def test_set(self):
        colleague = self.colleague.partner_id
        colleague.with_user(self.manager).portal_set_colleague("own", True)
        self.assertEqual(colleague.portal_scope, "own")
        self.assertTrue(colleague.portal_is_manager)
        me = self.manager.partner_id
        with self.assertRaises(UserError):
            me.with_user(self.manager).portal_set_colleague("company", False)
        with self.assertRaises(UserError):
            me.with_user(self.manager).portal_set_colleague("all", True)
        # now that there is another one
        me.with_user(self.colleague).portal_set_colleague("company", False)
        with self.assertRaises(AccessError):
            colleague.with_user(self.manager).portal_set_colleague("own", True)

    def test_remove(self):
        colleague, user = self.colleague.partner_id, self.colleague
        colleague.with_user(self.manager).portal_remove_colleague()
        self.assertFalse(user.active)
        self.assertTrue(colleague.active)
        with self.assertRaises(UserError):
            self.manager.partner_id.with_user(self.manager).portal_remove_colleague()
        # and may come back
        colleague.email = "colleague@example.com"
        self.assertEqual(self.invite(email="colleague@example.com"), colleague)
        self.assertTrue(user.active)

    def test_who_is_not_managed(self):
        """Nobody elsewhere, no company, and no employee who is a contact of theirs."""
        self.people["outsider"].partner_id.parent_id = self.customer
        for partner in (
            self.stranger.partner_id,
            self.customer,
            self.people["outsider"].partner_id,
            self.people["employee"].partner_id,
            self.env["res.partner"].browse(10**8),
        ):
            partner = partner.with_user(self.manager)
            with self.subTest(partner=partner.id), self.assertRaises(AccessError):
                partner.portal_set_colleague("company", True)
            with self.subTest(partner=partner.id), self.assertRaises(AccessError):
                partner.portal_remove_colleague()

    def test_company_without_manager(self):
        """Everybody sees the company's, and nobody decides but the supplier."""
        self.manager.partner_id.portal_is_manager = False
        for who in ("owner", "colleague"):
            with self.subTest(who=who), self.assertRaises(AccessError):
                self.partners(who)._portal_colleagues()
            self.assertEqual(len(self.documents(who).search([])), 3)

    def test_customer_who_is_a_person(self):
        """They have no company, so there is nobody to manage."""
        person = self._make_user("person")
        self.people["person"] = person
        person.partner_id.portal_is_manager = True
        below = self._make_user("below", parent_id=person.partner_id.id)
        self.assertEqual(below.partner_id.commercial_partner_id, person.partner_id)
        self.assertFalse(self.partners("person")._portal_manages_colleagues())
        with self.assertRaises(AccessError):
            self.invite(who="person")
        with self.assertRaises(AccessError):
            below.partner_id.with_user(person).portal_remove_colleague()
        hints = self.env["portal.space"].with_user(person)._hints({})
        self.assertNotIn("/my/colleagues", {hint.url for hint in hints})

    def test_who_moves(self):
        """Neither the right to manage nor what one sees goes along to another customer,
        by whatever change one gets there."""
        branch = self.env["res.partner"].create(
            {"name": "Branch", "parent_id": self.customer.id}
        )
        person = self.colleague.partner_id
        moves = (
            (person, {"parent_id": self.other_customer.id}),
            (person, {"parent_id": False}),
            (branch, {"parent_id": self.other_customer.id}),
            (branch, {"is_company": True}),
        )
        for moved, values in moves:
            branch.write({"parent_id": self.customer.id, "is_company": False})
            person.parent_id = branch
            person.write({"portal_scope": "own", "portal_is_manager": True})
            with self.subTest(moved=moved.name, **values):
                moved.write(values)
                self.assertEqual(person.portal_scope, "company")
                self.assertFalse(person.portal_is_manager)
        self.assertTrue(self.manager.partner_id.portal_is_manager)
        # who moves within the same company stays what they are
        branch.write({"parent_id": self.customer.id, "is_company": False})
        person.parent_id = branch
        person.write({"portal_scope": "own", "portal_is_manager": True})
        person.parent_id = self.customer
        self.assertEqual(person.portal_scope, "own")
        self.assertTrue(person.portal_is_manager)
        # what is given with the move is for the new company
        person.write({"parent_id": self.other_customer.id, "portal_is_manager": True})
        self.assertEqual(person.portal_scope, "company")
        self.assertTrue(person.portal_is_manager)

    def test_moved_manager(self):
        self.manager.partner_id.parent_id = self.other_customer
        with self.assertRaises(AccessError):
            self.stranger.partner_id.with_user(self.manager).portal_remove_colleague()
        with self.assertRaises(AccessError):
            self.colleague.partner_id.with_user(self.manager).portal_set_colleague(
                "own", False
            )

    def test_archived(self):
        """Whom the supplier shuts out is not listed, and not let in by a manager; who
        comes back manages nobody."""
        colleague = self.colleague.partner_id
        colleague.portal_is_manager = True
        self.colleague.active = False
        self.assertFalse(colleague.portal_is_manager)
        self.assertNotIn(colleague, self.partners()._portal_colleagues())
        with self.assertRaises(AccessError):
            colleague.with_user(self.manager).portal_set_colleague("own", True)
        colleague.email = "colleague@example.com"
        with self.assertRaises(UserError):
            self.invite(email="colleague@example.com")
        self.assertFalse(self.colleague.active)
        self.colleague.active = True
        self.assertIn(colleague, self.partners()._portal_colleagues())
        self.assertFalse(colleague.portal_is_manager)

    def test_deactivated_by_oneself(self):
        """Who gave their account back may be invited again, as somebody new."""
        self.colleague.login = "colleague@example.com"
        colleague = self.colleague.partner_id
        colleague.write({"email": "colleague@example.com", "portal_is_manager": True})
        self.colleague.with_user(self.colleague).sudo()._deactivate_portal_user()
        self.assertFalse(colleague.portal_is_manager)
        self.assertNotIn(colleague, self.partners()._portal_colleagues())
        partner = self.invite(name="Colleague", email="colleague@example.com")
        self.assertTrue(partner.user_ids.active)
        self.assertEqual(partner.user_ids.login, "colleague@example.com")

    @mute_logger("odoo.models")
    def test_no_other_road(self):
        """A customer neither reads nor writes who decides and who sees what."""
        for partner in (self.manager.partner_id, self.colleague.partner_id):
            for field, value in (
                ("portal_scope", "company"),
                ("portal_is_manager", True),
            ):
                for user in (self.colleague, self.manager, self.stranger):
                    with self.subTest(field=field, user=user.login):
                        own = partner.with_user(user)
                        with self.assertRaises(AccessError):
                            own.write({field: value})
                        with self.assertRaises(AccessError):
                            own.read([field])
                        with self.assertRaises(AccessError):
                            own.search([(field, "=", value)])


@tagged("post_install", "-at_install")
class TestColleaguePages(HttpCase, ColleaguesCase):
    def login(self, who):
        login = None if who == "public" else f"space_{who}"
        self.authenticate(login, login)

    def post(self, path="", **data):
        data = {"csrf_token": Request.csrf_token(self)} | data
        return self.url_open(f"/my/colleagues{path}", data=data, allow_redirects=False)

    def test_pages(self):
        self.login("owner")
        page = html.fromstring(self.url_open("/my/colleagues").content)
        shown = [bdi.text for bdi in page.iterfind(".//bdi[@class='o_space_title']")]
        self.assertEqual(shown, ["Colleague", "Owner"])
        self.assertIn("/my/colleagues", self.url_open("/my").text)
        for who in ("public", "colleague", "stranger", "employee"):
            with self.subTest(who=who):
                self.login(who)
                self.assertNotIn(
                    "o_space_colleagues", self.url_open("/my/colleagues").text
                )
                if who != "public":
                    self.assertNotIn("/my/colleagues", self.url_open("/my").text)

    def test_forms(self):
        colleague = self.colleague.partner_id
        path = f"/{colleague.id}"
        for who in ("public", "colleague", "stranger", "employee"):
            self.login(who)
            for where, data in (
                (path, {"scope": "own", "is_manager": "1"}),
                (f"{path}/remove", {}),
                ("/invite", {"name": "Iris", "email": "iris@example.com"}),
            ):
                with self.subTest(who=who, where=where):
                    self.assertEqual(self.post(where, **data).status_code, 303)
        self.assertEqual(colleague.portal_scope, "company")
        self.assertTrue(self.colleague.active)
        self.login("owner")
        self.assertEqual(self.post(path, scope="own").status_code, 303)
        self.assertEqual(colleague.portal_scope, "own")
        page = self.post(path, scope="nothing")
        self.assertIn('role="alert"', page.text)
        with self.mock_mail_gateway():
            self.post("/invite", name="Iris", email="iris@example.com")
        self.assertEqual(
            self.env["res.users"].search([("login", "=", "iris@example.com")]).name,
            "Iris",
        )
        page = html.fromstring(self.post("/invite", name="<b>Jo", email="jo").content)
        self.assertEqual(page.find(".//input[@name='name']").get("value"), "<b>Jo")
        self.assertEqual(page.find(".//input[@name='email']").get("value"), "jo")
        self.post(f"{path}/remove")
        self.assertFalse(self.colleague.active)

    @mute_logger("odoo.http")
    def test_other_roads(self):
        self.login("owner")
        path = f"/{self.colleague.partner_id.id}/remove"
        self.assertEqual(self.url_open(f"/my/colleagues{path}").status_code, 405)
        self.assertEqual(self.post(path, csrf_token="").status_code, 400)
        self.assertEqual(self.post("/99999999999999999999/remove").status_code, 303)
        self.assertTrue(self.colleague.active)
