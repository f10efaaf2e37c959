import re

from odoo.tests import tagged

from odoo.addons.portal_space.tests.common import Route, SpaceCase

from .common import new_page

LOGIN = "/web/login"


@tagged("post_install", "-at_install")
class TestRoutes(SpaceCase):
    """Who gets what from the routes of answers."""

    entitled_groups = "document_page.group_document_manager"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.page = new_page(cls.env, "Pumps and valves", "<p>Clean the filter</p>")
        company = cls.env["res.company"].create({"name": "Elsewhere"})
        cls.hidden = [
            new_page(cls.env, "Pumps inside", portal_answer=False),
            new_page(cls.env, "Pumps of before", active=False),
            new_page(cls.env, "Pumps of others", company_id=company.id),
            new_page(cls.env, "All pumps", type="category"),
        ]

    def answer(self, response):
        if response.status_code != 200 or "Clean the filter" not in response.text:
            return f"{response.status_code}, and not the answer"
        return None

    def nothing(self, response):
        if response.status_code != 404 or "Pumps" in response.text:
            return f"{response.status_code}, or it tells the title"
        return None

    def found(self, response):
        answers = response.json()["result"]["answers"]
        expected = [{"title": "Pumps and valves", "url": f"/my/answers/{self.page.id}"}]
        return None if answers == expected else answers

    def test_who(self):
        paths = [f"/my/answers/{page.id}" for page in self.hidden]
        paths += [f"/my/answers/{page_id}" for page_id in (0, 2**31 - 1, 10**20)]
        self.matrix(
            {
                f"/my/answers/{self.page.id}": {"public": LOGIN, "*": self.answer},
                **{path: {"public": LOGIN, "*": self.nothing} for path in paths},
                f"/my/answers/{-self.page.id}": {"public": None, "*": 404},
                Route("/my/requests/similar", json={"text": "pumps and valves"}): {
                    "public": "SessionExpiredException",
                    "*": self.found,
                },
            },
            may_write=(),
        )
        self.log_in("owner")
        gone = {
            # with the second at which it ends
            re.sub(r'csrf_token: "\w+"', "", self.url_open(path).text)
            for path in paths
        }
        self.assertEqual(len(gone), 1, "a page that is hidden is not there")

    def test_hostile(self):
        self.fuzz(
            "owner",
            "/my/answers/{page}",
            f"/my/answers/{self.page.id}?title={{title}}&content={{content}}",
            Route("/my/requests/similar", json={"text": "", "description": ""}),
        )

    def test_accessibility(self):
        self.check_accessibility("space_owner", f"/my/answers/{self.page.id}")
