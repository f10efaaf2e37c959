from types import SimpleNamespace
from unittest.mock import patch

from odoo.tests import tagged

from odoo.addons.bus.models.bus import channel_with_db
from odoo.addons.mail.tools.discuss import Store

from .common import DiscussThemeCommon


@tagged("post_install", "-at_install")
class TestChannelStore(DiscussThemeCommon):
    """What browsers are told about themes, and whose."""

    def get_channel_data(self, target, channel):
        store = Store(bus_channel=target).add(channel)
        return next(
            data
            for data in store.get_result()["discuss.channel"]
            if data["id"] == channel.id
        )

    def test_channel_for_whom(self):
        """One row per audience: does it learn the theme of a channel?"""
        group = self.Channel.with_user(self.user_employee)._create_group(
            (self.user_portal.partner_id + self.user_team.partner_id).ids
        )
        public = self.create_channel()
        world = self.create_channel(group_public_id=False)
        table = [
            (self.user_employee, group, True),
            (self.user_team, group, True),
            (self.user_portal, group, False),
            (self.guest, group, False),
            (group, group, False),
            (public, public, True),
            (world, world, False),
        ]
        for target, channel, expected in table:
            with self.subTest(target=target, channel=channel):
                data = self.get_channel_data(target, channel.sudo())
                self.assertEqual("theme_id" in data, expected)

    def test_own_request_for_whom(self):
        """The same for answers to a request, where there is no bus."""
        group = self.Channel.with_user(self.user_employee)._create_group(
            self.user_portal.partner_id.ids
        )
        data = self.get_channel_data(None, group)
        self.assertEqual(data["theme_id"], self.general.id)
        self.assertNotIn(
            "theme_id", self.get_channel_data(None, group.with_user(self.user_portal))
        )

    def test_moving_a_channel(self):
        """Colleagues see it move; a customer who is in the channel hears nothing."""
        group = self.Channel.with_user(self.user_employee)._create_group(
            self.user_portal.partner_id.ids
        )
        self.take_bus_messages()
        group.theme_id = self.theme_open
        self.assertEqual(
            self.take_bus_messages(),
            [
                (
                    ["discuss.channel", group.id, "internal_users"],
                    {
                        "type": "mail.record/insert",
                        "payload": {
                            "discuss.channel": [
                                {"id": group.id, "theme_id": self.theme_open.id}
                            ]
                        },
                    },
                )
            ],
        )

    def test_who_hears_of_moves(self):
        """One row per member: does their browser listen where a move is told?"""
        group = self.Channel.with_user(self.user_employee)._create_group(
            (self.user_portal.partner_id + self.user_team.partner_id).ids
        )
        for user, expected in (
            (self.user_employee, True),
            (self.user_team, True),
            (self.user_portal, False),
        ):
            session = SimpleNamespace(session=SimpleNamespace(uid=user.id))
            with (
                self.subTest(user=user.name),
                patch("odoo.addons.bus.models.ir_websocket.wsrequest", session),
            ):
                channels = (
                    self.env["ir.websocket"].with_user(user)._build_bus_channel_list([])
                )
                listens_to = {channel_with_db("db", channel) for channel in channels}
                to_group = ("db", "discuss.channel", group.id)
                to_employees = ("db", "res.groups", self.env.ref("base.group_user").id)
                self.assertIn(to_group, listens_to)
                self.assertEqual((*to_group, "internal_users") in listens_to, expected)
                self.assertEqual(to_employees in listens_to, expected)

    def test_changing_themes_tells_nothing(self):
        """Browsers of employees hear that something changed, never what."""
        expected = [
            (
                ["res.groups", self.env.ref("base.group_user").id],
                {"type": "discuss.theme/changed", "payload": {}},
            )
        ]
        self.take_bus_messages()
        secret = self.Theme.create({"name": "Secret", "group_ids": self.group_team.ids})
        self.assertEqual(self.take_bus_messages(), expected)
        secret.name = "Still secret"
        self.assertEqual(self.take_bus_messages(), expected)
        secret.action_archive()
        self.assertEqual(self.take_bus_messages(), expected)
        secret.unlink()
        self.assertEqual(self.take_bus_messages(), expected)

    def test_themes_at_start(self):
        """One row per person: which themes is the browser given at start?"""
        table = [
            (self.user_employee, self.theme_open),
            (self.user_team, self.theme_open + self.theme_team + self.theme_team_sub),
            (self.user_employee_c2, self.theme_open + self.theme_company_2),
        ]
        ours = (
            self.theme_open
            + self.theme_team
            + self.theme_team_sub
            + self.theme_company_2
        )
        for user, expected in table:
            with self.subTest(user=user.name):
                store = Store()
                self.env["res.users"].with_user(user)._init_store_data(store)
                data = store.get_result()
                known = {theme["id"] for theme in data["discuss.theme"]}
                self.assertEqual(known & set(ours.ids), set(expected.ids))
                self.assertEqual(known, set(data["Store"]["discuss_themes"]))
                self.assertEqual(
                    data["Store"]["discuss_default_theme"], self.general.id
                )
        for user in (self.user_portal, self.user_public):
            with self.subTest(user=user.name):
                store = Store()
                self.env["res.users"].with_user(user)._init_store_data(store)
                data = store.get_result()
                self.assertNotIn("discuss.theme", data)
                self.assertNotIn("discuss_themes", data["Store"])

    def test_parent_is_the_nearest_that_one_sees(self):
        top = self.Theme.create({"name": "Top"})
        self.theme_team.parent_id = top
        self.theme_team_sub.group_ids = self.env.ref("base.group_user")
        for user, parent in (
            (self.user_team, self.theme_team),
            (self.user_employee, top),
        ):
            store = Store()
            self.Theme.with_user(user)._add_to_store(store)
            parents = {
                theme["id"]: theme["parent_id"]
                for theme in store.get_result()["discuss.theme"]
            }
            with self.subTest(user=user.name):
                self.assertEqual(parents[self.theme_team_sub.id], parent.id)
                self.assertFalse(parents[top.id])

    def test_queries_of_themes(self):
        """Loading themes costs the same however many there are, and channels."""

        def load():
            self.Theme.with_user(self.user_employee)._add_to_store(Store())

        few = self.count_queries(load)
        for number in range(20):
            parent = self.theme_open if number % 2 else self.Theme
            theme = self.Theme.create(
                {"name": f"Theme {number}", "parent_id": parent.id}
            )
            self.create_channel(theme_id=theme.id)
        self.assertEqual(self.count_queries(load), few)
        self.assertLessEqual(few, 2)

    def test_queries_of_channels(self):
        """The theme comes with the other columns of a channel; the favourites cost two
        queries, however many channels there are."""
        for _number in range(10):
            self.create_channel(theme_id=self.theme_open.id)

        def load():
            channels = self.Channel.with_user(self.user_employee)
            Store().add(channels._get_channels_as_member())

        ours = self.count_queries(load)
        Channel = self.registry["discuss.channel"]
        Member = self.registry["discuss.channel.member"]
        with (
            patch.object(Channel, "_theme_store_field", dict),
            patch.object(Member, "_favorite_store_fields", list),
            patch.object(
                Member, "_own_favorites", self.env["discuss.channel.member"].browse
            ),
        ):
            stock = self.count_queries(load)
        self.assertEqual(ours, stock + 2)
