from odoo.tests import tagged

from .common import Route, SpaceCase

LOGIN = "/web/login"
# What a visit leaves.
VISIT = {"portal_visit"}


@tagged("post_install", "-at_install")
class TestRoutes(SpaceCase):
    """Who gets what from the routes of the space itself."""

    def test_matrix(self):
        self.matrix(
            {
                "/my": {"public": LOGIN, "*": 200},
                "/my/home": {"public": LOGIN, "*": 200},
                "/my/news": {"public": LOGIN, "*": 200},
                "/my/news/page/2": {"public": LOGIN, "*": 200},
                "/my/news/read": {"*": 405},
                Route("/my/news/read", data={}): {"public": LOGIN, "*": "/my/news"},
                Route("/my/news/read", data={"csrf_token": "no"}): {
                    "public": LOGIN,
                    "*": 400,
                },
            },
            may_write=VISIT,
        )

    def test_hostile(self):
        self.fuzz(
            "owner",
            "/my?a={a}",
            "/my/news?page={page}",
            "/my/news/page/{page}",
            Route("/my/news/read", data={"csrf_token": "", "page": "1"}),
            may_write=VISIT,
        )
