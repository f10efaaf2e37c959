from odoo.tests import tagged

from .common import SpaceCase


@tagged("post_install", "-at_install")
class TestAccessibility(SpaceCase):
    """What axe-core finds on the pages of the space, and whether they fit."""

    def test_pages(self):
        self.env["portal.news"].create(
            {
                "partner_id": self.owner.partner_id.id,
                "kind": "progress",
                "title": "S00042 has advanced",
                "res_model": "res.partner",
                "res_id": self.owner.partner_id.id,
            }
        )
        self.customer.user_id = self.entitled
        self.check_accessibility("space_owner", "/my", "/my/news")
        self.check_accessibility(
            "space_entitled", f"/my/preview/{self.owner.partner_id.id}"
        )
