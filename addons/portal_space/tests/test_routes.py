import base64
import html
import re

from odoo.tests import tagged
from odoo.tools import file_open

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

    def test_picture(self):
        """The page has the address of the person's picture, not the picture."""
        self.owner.partner_id.image_1920 = base64.b64encode(
            file_open("web/static/img/user_placeholder.jpg", "rb").read()
        )
        self.log_in("owner")
        page = self.url_open("/my").text
        self.assertFalse("data:image" in page)
        addresses = set(re.findall(r"/web/image/res.partner/[^\"]+", page))
        self.assertEqual(len(addresses), 1)
        [address] = addresses
        picture = self.url_open(html.unescape(address))
        self.assertEqual(picture.status_code, 200)
        self.assertIn("immutable", picture.headers["Cache-Control"])
        self.assertTrue(picture.headers["Content-Type"].startswith("image/"))
        self.assertIn(str(self.owner.partner_id.id), address)
        # who changes it sees it at once
        self.env.cr.execute(
            "UPDATE res_partner SET write_date = now() + interval '1 minute'"
            " WHERE id = %s",
            self.owner.partner_id.ids,
        )
        self.env.invalidate_all()
        self.assertFalse(address in self.url_open("/my").text)

    def test_hostile(self):
        self.fuzz(
            "owner",
            "/my?a={a}",
            "/my/news?page={page}",
            "/my/news/page/{page}",
            Route("/my/news/read", data={"csrf_token": "", "page": "1"}),
            may_write=VISIT,
        )
