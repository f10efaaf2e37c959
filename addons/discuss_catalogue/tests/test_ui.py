from odoo.tests import HttpCase, tagged

from .common import DiscussCatalogueCommon


class CatalogueTour(HttpCase, DiscussCatalogueCommon):
    """Channels to browse."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fair = cls.create_channel(
            cls,
            cls.user_team,
            name="Trade fairs",
            description="The stand in spring",
            theme_id=cls.theme_open.id,
        )
        cls.create_channel(cls, name="A channel of mine", theme_id=cls.theme_below.id)
        closed = cls.create_channel(
            cls, cls.user_team, name="Old fair", theme_id=cls.theme_open.id
        )
        closed.sudo().write({"is_closed": True, "outcome": "We took the small stand"})
        private = cls.Channel.with_user(cls.user_team)._create_group(
            cls.user_team.partner_id.ids, name="Board"
        )
        private.sudo().theme_id = cls.theme_open


@tagged("post_install", "-at_install")
class TestUi(CatalogueTour):
    """Browsing in the browser."""

    def test_browse(self):
        self.start_tour("/odoo/discuss", "discuss_catalogue", login="employee")
        self.assertNotIn(
            self.user_employee.partner_id, self.fair.channel_member_ids.partner_id
        )


@tagged("post_install", "-at_install")
class TestUiPhone(CatalogueTour):
    """Browsing on a phone."""

    browser_size = "375x667"
    touch_enabled = True

    def test_browse(self):
        self.start_tour("/odoo/channels", "discuss_catalogue_phone", login="employee")
        self.assertIn(
            self.user_employee.partner_id, self.fair.channel_member_ids.partner_id
        )
