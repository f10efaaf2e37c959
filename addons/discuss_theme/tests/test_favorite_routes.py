from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common_controllers import MailControllerCommon

from .common import DiscussThemeCommon


@tagged("post_install", "-at_install", "mail_controller")
class TestFavoriteRoutes(DiscussThemeCommon, MailControllerCommon):
    """What the star asks of the server, by well-meaning people and others."""

    def request(self, route, **params):
        """Ask as the web client does; return (result, error message)."""
        with mute_logger("odoo.http"):
            response = self.url_open(route, json={"params": params}).json()
        error = response.get("error", {}).get("data", {})
        return response.get("result"), error.get("message")

    def star(self, channel_id, is_favorite=True):
        return self.request(
            "/discuss/channel/favorite", channel_id=channel_id, is_favorite=is_favorite
        )

    def order(self, channel_ids):
        return self.request("/discuss/channel/favorite/order", channel_ids=channel_ids)

    def favorites(self, user):
        return (
            self.env["discuss.channel.member"].with_user(user)._own_favorites()
        ).channel_id

    def test_star_and_order(self):
        first, second = self.create_channel(), self.create_channel()
        self.authenticate("employee", "employee")
        result, error = self.star(first.id)
        self.assertFalse(error)
        (data,) = result["discuss.channel.member"]
        self.assertEqual(data["id"], first.self_member_id.id)
        self.assertTrue(data["is_favorite"])
        self.star(second.id)
        result, error = self.order([second.id, first.id])
        self.assertFalse(error)
        self.assertEqual(
            {m["id"]: m["favorite_sequence"] for m in result["discuss.channel.member"]},
            {second.self_member_id.id: 1, first.self_member_id.id: 2},
        )
        self.star(second.id, False)
        self.assertEqual(self.favorites(self.user_employee), first)

    def test_refused(self):
        """One row per person: nobody stars what they take no part in."""
        colleague = self.user_theme_admin
        group = self.Channel.with_user(self.user_employee)._create_group(
            (colleague + self.user_portal).partner_id.ids
        )
        channel = self.create_channel()
        for user, may in (
            (colleague, True),
            (self.user_team, False),
            (self.user_portal, False),
            (self.user_public, False),
            (self.guest, False),
        ):
            self._authenticate_pseudo_user(user)
            refusal = "you do not take part|Session expired|for employees"
            with self.subTest(user=user.name):
                result, error = self.star(group.id)
                self.assertEqual(bool(result), may)
                self.assertEqual(bool(error), not may)
                for malformed in (
                    channel.id,
                    channel.id + 1_000_000,
                    str(group.id),
                    [group.id],
                    True,
                    None,
                    {},
                ):
                    result, error = self.star(malformed)
                    self.assertFalse(result)
                    self.assertRegex(error, refusal)
                result, error = self.order([channel.id])
                self.assertFalse(result)
                self.assertRegex(error, f"among your favorites|{refusal}")
        self.assertEqual(self.favorites(colleague), group)
        for user in (self.user_employee, self.user_team, self.user_portal):
            self.assertFalse(self.favorites(user))
