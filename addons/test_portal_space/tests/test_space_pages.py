from odoo.tests import tagged

from odoo.addons.portal_space.tests.common import Route, SpaceCase

LOGIN = "/web/login"
# What a visit leaves.
VISIT = {"portal_visit"}


@tagged("post_install", "-at_install")
class SpacePagesCase(SpaceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner.partner_id.portal_is_manager = True
        cls.door, cls.window = cls.env["test.portal.document"].create(
            [
                {
                    "name": name,
                    "partner_id": cls.owner.partner_id.id,
                    "state": "done",
                }
                for name in ("Door", "Window")
            ]
        )
        cls.floor, cls.roof = cls.env["ir.attachment"].create(
            [
                {
                    "name": name,
                    "raw": b"x" * size,
                    "res_model": cls.door._name,
                    "res_id": cls.door.id,
                    "portal_shared": True,
                }
                for name, size in (("floor.png", 2048), ("roof.png", 1536))
            ]
        )


class TestSpacePages(SpacePagesCase):
    """Who gets what from the pages of documents and of colleagues."""

    def holds(self, *words):
        def check(answer):
            lacking = [word for word in words if word not in answer.text]
            return f"lacks {lacking}" if lacking else None

        return check

    def lacks(self, *words):
        def check(answer):
            found = [word for word in words if word in answer.text]
            return f"has {found}" if found else None

        return check

    def test_matrix(self):
        key = f"test-{self.door.id}-0"
        about = f"/my/documents?record=test.portal.document,{self.door.id}"
        record = f"/my/test-documents/{self.door.id}"
        colleague = self.colleague.partner_id.id
        mine = {"owner", "colleague"}
        shown = dict.fromkeys(mine, self.holds("Door.txt", "floor.png"))
        link = dict.fromkeys(mine, self.holds(about))
        forms = {
            Route("/my/colleagues/invite", data={"name": "", "email": ""}): 200,
            Route(f"/my/colleagues/{colleague}", data={"scope": ""}): 200,
            Route("/my/colleagues/0/remove", data={}): "/my",
        }
        self.matrix(
            {
                "/my/documents": {
                    **shown,
                    "public": LOGIN,
                    # whose rights are those of their department
                    "employee": 200,
                    "entitled": 200,
                    "*": self.lacks("Door", "floor"),
                },
                about: {
                    **shown,
                    "public": LOGIN,
                    "employee": 200,
                    "entitled": 200,
                    "*": self.lacks("Door", "floor"),
                },
                record: {
                    **link,
                    "public": "/my",
                    "prospect": "/my",
                    "other": "/my",
                    "employee": 200,
                },
                "/my/documents/zip": {"*": 405},
                Route("/my/documents/zip", data={"document": key}): {
                    **dict.fromkeys(mine, self.holds("PK")),
                    "public": LOGIN,
                    "employee": 200,
                    "entitled": 200,
                    "*": self.lacks("PK", "Door"),
                },
                "/my/colleagues": {"public": LOGIN, "owner": 200, "*": "/my"},
                "/my/colleagues/invite": {"*": 405},
                **{
                    route: {"public": LOGIN, "owner": got, "*": "/my"}
                    for route, got in forms.items()
                },
            },
            may_write=VISIT,
        )

    def test_hostile(self):
        for who in ("owner", "other"):
            self.fuzz(
                who,
                "/my/documents?search={search}&kind={kind}&record={record}",
                "/my/documents?page={page}&record=test.portal.document,{record}",
                Route(
                    "/my/documents/zip",
                    data={
                        "csrf_token": "",
                        "search": "",
                        "kind": "",
                        "record": "",
                        "document": "",
                    },
                ),
                Route("/my/colleagues/invite", data={"name": "", "email": ""}),
                Route(
                    f"/my/colleagues/{self.colleague.partner_id.id}",
                    data={"scope": "", "is_manager": ""},
                ),
                Route("/my/colleagues/{id}/remove", data={"a": ""}),
                examples=10,
                may_write=VISIT,
            )

    def test_hidden_page(self):
        """Where the company hides the page, nothing leads there."""
        self.env.ref("portal_space_document.section_documents").active = False
        self.log_in("owner")
        answer = self.ask("/my/documents")
        self.assertEqual(answer.headers["Location"].rpartition("/")[2], "my")
        for path in ("/my", f"/my/test-documents/{self.door.id}"):
            self.assertNotIn("/my/documents", self.url_open(path).text)

    def test_accessibility(self):
        path = f"/my/documents?record=test.portal.document,{self.door.id}"
        self.check_accessibility(
            self.owner.login, "/my/documents", path, "/my/colleagues"
        )


class SpaceJourneysCase(SpacePagesCase):
    def find_document(self):
        self.start_tour("/my", "test_portal_space_find_document", login="space_owner")

    def invite_colleague(self):
        self.start_tour(
            "/my", "test_portal_space_invite_colleague", login="space_owner"
        )
        user = self.env["res.users"].with_context(active_test=False)
        user = user.search([("login", "=", "iris@example.com")])
        self.assertFalse(user.active)
        self.assertEqual(user.partner_id.portal_scope, "own")
        self.assertEqual(user.partner_id.commercial_partner_id, self.customer)


class TestSpaceJourneys(SpaceJourneysCase):
    def test_find_document(self):
        self.find_document()

    def test_invite_colleague(self):
        self.invite_colleague()


class TestSpaceJourneysPhone(SpaceJourneysCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_find_document(self):
        self.find_document()

    def test_invite_colleague(self):
        self.invite_colleague()
