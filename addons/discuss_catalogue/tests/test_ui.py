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

    def test_steward(self):
        """They reach the list in which several channels are moved or merged."""
        self.user_team.group_ids += self.env.ref("discuss_owner.group_discuss_steward")
        small = self.create_channel(name="Small fairs", theme_id=self.theme_open.id)
        self.start_tour("/odoo/channels", "discuss_catalogue_steward", login="team")
        self.env.invalidate_all()
        both = self.fair + small
        self.assertEqual(both.theme_id, self.general)
        self.assertEqual(len(both.sudo().merged_into_id & both), 1)

    def test_customer(self):
        """They see nothing of all this in the channel that they are in."""
        theme = self.Theme.create({"name": "Confidential theme"})
        group = self.Channel.with_user(self.user_employee)._create_group(
            self.user_portal.partner_id.ids, name="With a customer"
        )
        group.theme_id = theme
        group.description = "What we owe each other"
        group.set_favorite(True)
        url = f"/discuss/channel/{group.id}"
        self.start_tour(url, "discuss_catalogue_customer", login="customer")
        # the catalogue itself is closed to them
        self.authenticate("customer", "customer")
        page = self.url_open("/odoo/channels")
        self.assertNotIn("/odoo/channels", page.url)


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
