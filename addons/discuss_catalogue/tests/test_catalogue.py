import functools
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from ..models.discuss_channel import BUSY_MESSAGES
from .common import DiscussCatalogueCommon


@tagged("post_install", "-at_install")
class TestCatalogue(DiscussCatalogueCommon):
    """What is found, and in which order."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.now = fields.Datetime.now()
        cls.joined = cls.create_channel(
            cls, name="Été à Lyon", theme_id=cls.theme_open.id
        )
        cls.other = cls.create_channel(
            cls,
            cls.user_team,
            name="Trade fair",
            description="Stands, 100% of them",
            theme_id=cls.theme_open.id,
        )
        cls.below = cls.create_channel(
            cls, cls.user_team, name="annual_fair", theme_id=cls.theme_below.id
        )
        cls.elsewhere = cls.create_channel(
            cls, cls.user_team, name="Zebra", theme_id=cls.theme_team.id
        )
        for age, channel in enumerate(
            [cls.other, cls.elsewhere, cls.joined, cls.below]
        ):
            channel.sudo().last_interest_dt = cls.now - timedelta(days=age + 1)
        cls.private = cls.Channel.with_user(cls.user_employee)._create_group(
            cls.user_employee.partner_id.ids, name="Salaries"
        )
        cls.private.sudo().theme_id = cls.theme_below
        cls.private.last_interest_dt = cls.now
        cls.closed = cls.create_channel(
            cls, cls.user_team, name="Old fair", theme_id=cls.theme_open.id
        ).sudo()
        cls.closed.write({"is_closed": True, "outcome": "We took the small stand"})

    def make_old(self, *channels):
        self.env.flush_all()
        for channel in channels:
            self.env.cr.execute(
                "UPDATE discuss_channel SET create_date = %s WHERE id = %s",
                [self.now - timedelta(days=8), channel.id],
            )
            channel.invalidate_recordset(["create_date"])

    def test_what_is_told_of_a_channel(self):
        self.other.with_user(self.user_employee).channel_join()
        self.other.with_user(self.user_employee).set_favorite(True)
        (line,) = self.browse(search="stands")["channels"]
        self.assertEqual(
            line,
            {
                "id": self.other.id,
                "name": "Trade fair",
                "description": "Stands, 100% of them",
                "kind": "public",
                "theme_id": self.theme_open.id,
                "member_count": 2,
                "last_interest_dt": fields.Datetime.to_string(
                    self.other.last_interest_dt
                ),
                "is_member": True,
                "is_favorite": True,
                "is_new": True,
                "is_busy": False,
                "is_closed": False,
                "outcome": "",
            },
        )
        (line,) = self.browse(search="small stand")["channels"]
        self.assertEqual(line["id"], self.closed.id)
        self.assertTrue(line["is_closed"])
        self.assertEqual(line["outcome"], "We took the small stand")
        self.assertFalse(line["is_member"])
        self.assertFalse(line["is_favorite"])

    def test_kinds(self):
        self.other.group_public_id = self.group_team
        self.user_employee.group_ids += self.group_team
        self.below.group_public_id = False
        kinds = {line["name"]: line["kind"] for line in self.browse()["channels"]}
        self.assertEqual(
            kinds,
            {
                "Salaries": "private",
                "Trade fair": "restricted",
                "Zebra": "public",
                "Été à Lyon": "public",
                "annual_fair": "open",
            },
        )

    def test_orders(self):
        self.assertEqual(
            self.names(),
            ["Salaries", "Trade fair", "Zebra", "Été à Lyon", "annual_fair"],
        )
        self.assertEqual(
            self.names(order="newest"),
            ["Salaries", "Zebra", "annual_fair", "Trade fair", "Été à Lyon"],
        )
        self.below.with_user(self.user_employee).channel_join()
        (self.below | self.elsewhere).add_members(self.user_portal.partner_id.ids)
        self.assertEqual(
            self.names(order="members"),
            ["annual_fair", "Zebra", "Salaries", "Trade fair", "Été à Lyon"],
        )

    def test_names_are_sorted_as_people_do(self):
        """Whatever the case and, where the database can tell, the accents."""
        names = self.names(order="name")
        self.assertEqual(names[0], "annual_fair")
        self.assertEqual(
            [name for name in names if name != "Été à Lyon"],
            ["annual_fair", "Salaries", "Trade fair", "Zebra"],
        )
        rank = 1 if self.env.registry.has_unaccent else 4
        self.assertEqual(names[rank], "Été à Lyon")

    def test_search(self):
        for search, expected in [
            ("FAIR", ["Trade fair", "annual_fair", "Old fair"]),
            ("trade fair", ["Trade fair"]),
            ("  fair   trade ", ["Trade fair"]),
            ("fair stands", ["Trade fair"]),
            ("100%", ["Trade fair"]),
            ("l_f", ["annual_fair"]),
            ("e_f", []),
            ("%", ["Trade fair"]),
            ("small", ["Old fair"]),
            ("fair nowhere", []),
            ("\0", ["Salaries", "Trade fair", "Zebra", "Été à Lyon", "annual_fair"]),
            ("'; --", []),
            ("\u202e", []),
        ]:
            with self.subTest(search=search):
                self.assertEqual(self.names(search=search), expected)

    def test_what_is_closed_shows_last_and_when_asked_for(self):
        self.closed.last_interest_dt = self.now + timedelta(days=1)
        self.assertNotIn("Old fair", self.names())
        self.assertEqual(self.names(filters=["closed"]), ["Old fair"])
        self.assertEqual(self.names(filters=["closed"], search="trade"), [])
        for order in ("activity", "name", "members", "newest"):
            self.assertEqual(self.names(search="fair", order=order)[-1], "Old fair")
        self.assertEqual(self.browse()["all_count"], 5)
        self.assertEqual(self.browse(filters=["closed"])["all_count"], 1)

    def test_joined(self):
        self.assertEqual(self.names(filters=["joined"]), ["Salaries", "Été à Lyon"])
        self.assertEqual(
            self.names(filters=["not_joined"]), ["Trade fair", "Zebra", "annual_fair"]
        )
        self.assertEqual(self.names(filters=["joined", "not_joined"]), [])

    def test_my_themes(self):
        """Those in which there is a channel that one has joined."""
        self.assertEqual(
            self.names(filters=["my_themes"]),
            ["Salaries", "Trade fair", "Été à Lyon", "annual_fair"],
        )
        self.private.action_unfollow()
        self.assertEqual(
            self.names(filters=["my_themes"]), ["Trade fair", "Été à Lyon"]
        )
        self.assertEqual(self.names(self.user_admin, filters=["my_themes"]), [])

    def test_new(self):
        self.make_old(self.joined, self.other, self.private)
        self.assertEqual(self.names(filters=["new"]), ["Zebra", "annual_fair"])
        is_new = {line["name"]: line["is_new"] for line in self.browse()["channels"]}
        self.assertTrue(is_new["Zebra"])
        self.assertFalse(is_new["Trade fair"])

    def test_busy(self):
        long_ago = self.now - timedelta(days=8)
        self.say(self.other, BUSY_MESSAGES)
        self.say(self.elsewhere, BUSY_MESSAGES - 1)
        self.say(self.joined, BUSY_MESSAGES, message_type="notification")
        self.say(self.private, BUSY_MESSAGES, date=long_ago)
        self.say(self.private, BUSY_MESSAGES - 1)
        self.assertEqual(self.names(filters=["busy"]), ["Trade fair"])
        busy = {line["name"]: line["is_busy"] for line in self.browse()["channels"]}
        self.assertEqual([name for name in busy if busy[name]], ["Trade fair"])
        self.say(self.elsewhere)
        self.assertEqual(self.names(filters=["busy"]), ["Trade fair", "Zebra"])

    def test_filters_add_up(self):
        self.make_old(self.joined)
        self.assertEqual(self.names(filters=["joined", "new"]), ["Salaries"])
        self.assertEqual(
            self.names(
                filters=("new", "not_joined"), search="f", theme_id=self.theme_below.id
            ),
            ["annual_fair"],
        )

    def test_themes_count_what_is_below(self):
        catalogue = self.browse()
        self.assertEqual(
            self.count_by_theme(), {self.theme_open: 4, self.theme_below: 2}
        )
        self.assertEqual(catalogue["elsewhere_count"], 1)
        self.assertEqual(catalogue["all_count"], 5)
        self.assertEqual(catalogue["total"], 5)
        catalogue = self.browse(theme_id=self.theme_below.id, search="fair")
        self.assertEqual(catalogue["total"], 1)
        self.assertEqual(catalogue["all_count"], 3)
        self.assertEqual(
            self.count_by_theme(theme_id=self.theme_below.id, search="fair"),
            {self.theme_open: 3, self.theme_below: 1},
        )

    def test_one_theme(self):
        for theme, expected in [
            (self.theme_open, ["Salaries", "Trade fair", "Été à Lyon", "annual_fair"]),
            (self.theme_below, ["Salaries", "annual_fair"]),
            (self.general, []),
        ]:
            catalogue = self.browse(theme_id=theme.id)
            names = [line["name"] for line in catalogue["channels"]]
            self.assertEqual(names, expected)
            self.assertEqual(catalogue["total"], len(expected))
        self.assertEqual(self.names(theme_id=0), ["Zebra"])
        self.assertEqual(self.browse(theme_id=0)["total"], 1)

    def test_pages(self):
        everything = self.names()
        pages = [self.names(offset=offset, limit=2) for offset in (0, 2, 4, 6)]
        self.assertEqual(pages, [everything[:2], everything[2:4], everything[4:], []])
        self.assertEqual(self.browse(offset=4, limit=2)["total"], 5)

    def test_malformed(self):
        for params in (
            {"search": 5},
            {"search": ["fair"]},
            {"search": {"a": 1}},
            {"search": True},
            {"search": "a" * 10_000},
            {"filters": "joined"},
            {"filters": ["mine"]},
            {"filters": [["joined"]]},
            {"filters": [None]},
            {"filters": {"joined": True}},
            {"filters": None},
            {"filters": 7},
            {"order": "name desc; DROP TABLE discuss_channel"},
            {"order": ["name"]},
            {"order": None},
            {"order": {}},
            {"offset": -1},
            {"offset": "1"},
            {"offset": True},
            {"offset": 1.5},
            {"offset": 10**30},
            {"limit": 0},
            {"limit": -1},
            {"limit": 101},
            {"limit": 10**9},
            {"limit": None},
            {"limit": "40"},
        ):
            with self.subTest(params=params), self.assertRaises(ValidationError):
                self.browse(**params)
        for theme_id in (
            False,
            True,
            "1",
            [self.theme_open.id],
            {},
            -1,
            self.theme_open.id + 1_000_000,
            10**30,
            1.0,
            self.theme_team.id,
        ):
            with self.subTest(theme_id=theme_id), self.assertRaises(AccessError):
                self.browse(theme_id=theme_id)

    def populate(self, number):
        """Add channels in themes of their own, one in two of which is joined."""
        themes = self.Theme.create(
            [
                {"name": f"Theme {number} {rank}", "parent_id": self.theme_open.id}
                for rank in range(number // 10)
            ]
        )
        channels = self.Channel.create(
            [
                {
                    "name": f"Fair {rank}",
                    "channel_type": "group" if rank % 3 else "channel",
                    "theme_id": themes[rank % len(themes)].id,
                }
                for rank in range(number)
            ]
        )
        partners = self.user_employee.partner_id + self.user_team.partner_id
        self.env["discuss.channel.member"].create(
            [
                {"channel_id": channel.id, "partner_id": partner.id}
                for channel in channels[::2]
                for partner in partners
            ]
        )
        self.say(channels[0], BUSY_MESSAGES)
        channels[0].with_user(self.user_employee).set_favorite(True)

    def test_queries_do_not_grow(self):
        """However many channels, themes and members there are."""

        def count():
            return [
                self.count_queries(functools.partial(self.browse, **params))
                for params in (
                    {},
                    {"search": "fair", "order": "name", "limit": 100},
                    {"filters": ["busy", "joined", "my_themes", "new"], "limit": 100},
                    {"order": "members", "theme_id": self.theme_open.id, "limit": 100},
                )
            ]

        self.populate(10)
        few = count()
        self.assertLessEqual(max(few), 20)
        self.populate(1000)
        for number, before in zip(count(), few, strict=True):
            self.assertLessEqual(number, before)
