from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import DiscussThemeCommon


@tagged("post_install", "-at_install")
class TestChannelKind(DiscussThemeCommon):
    """The kinds of channel, and how a channel of each kind is made."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.employees = cls.env.ref("base.group_user")
        # an employee of the team makes them, for a restricted one must be readable
        cls.Maker = cls.Channel.with_user(cls.user_team)
        cls.colleague = cls.user_employee.partner_id

    def test_kind_of_every_channel(self):
        """One row per way to be: what is it called, and is it found by that name?"""
        chat = self.Maker._get_or_create_chat(self.colleague.ids)
        table = [
            ("public", self.create_channel(self.user_team)),
            (
                "restricted",
                self.create_channel(self.user_team, group_public_id=self.group_team.id),
            ),
            ("private", self.create_channel(self.user_team, channel_type="group")),
            ("direct", chat),
            ("open", self.create_channel(self.user_team, group_public_id=False)),
        ]
        ids = [channel.id for _kind, channel in table]
        for kind, channel in table:
            with self.subTest(kind=kind):
                self.assertEqual(channel.kind, kind)
                found = self.Maker.search([("id", "in", ids), ("kind", "=", kind)])
                self.assertEqual(found, channel)
                others = self.Maker.search([("id", "in", ids), ("kind", "!=", kind)])
                self.assertEqual(len(others), 4)
        self.assertFalse(self.Maker.search([("id", "in", ids), ("kind", "=", False)]))
        thread = table[1][1]._create_sub_channel(name="A thread")
        self.assertEqual(thread.kind, "restricted")

    def test_make_each_kind(self):
        table = [
            ("public", None, "channel", self.employees),
            ("restricted", self.group_team.id, "channel", self.group_team),
            ("private", None, "group", self.env["res.groups"]),
            # as stock asks
            (None, self.employees.id, "channel", self.employees),
        ]
        for kind, group_id, channel_type, group in table:
            with self.subTest(kind=kind):
                channel = self.Maker._create_channel(
                    " Spring fair ",
                    group_id,
                    theme_id=self.theme_open.id,
                    description=" Who brings what ",
                    kind=kind,
                    partner_ids=self.user_team.partner_id.ids,
                )
                self.assertEqual(channel.channel_type, channel_type)
                self.assertEqual(channel.group_public_id, group)
                self.assertEqual(channel.theme_id, self.theme_open)
                self.assertEqual(channel.name, "Spring fair")
                self.assertEqual(channel.description, "Who brings what")
                self.assertEqual(
                    channel.channel_member_ids.partner_id, self.user_team.partner_id
                )

    def test_people_from_the_start(self):
        for kind in ("public", "private"):
            with self.subTest(kind=kind):
                channel = self.Maker._create_channel(
                    "Spring fair", None, kind=kind, partner_ids=self.colleague.ids
                )
                self.assertEqual(
                    channel.channel_member_ids.partner_id,
                    self.user_team.partner_id + self.colleague,
                )
                self.assertEqual(channel.sudo().theme_id, self.general)

    def test_refused(self):
        """One row per thing that a client may say and should not."""
        customer_id = self.user_portal.partner_id.id
        somebody = self.env["res.partner"].create({"name": "A supplier"})
        table = [
            ({"kind": "direct"}, "is public, restricted to a group, or private"),
            ({"kind": "open"}, "is public, restricted to a group, or private"),
            ({"kind": ["private"]}, "is public, restricted to a group, or private"),
            ({"kind": "restricted"}, "Choose the group"),
            ({"kind": "restricted", "group_id": "abc"}, "not in this group"),
            ({"kind": "restricted", "group_id": True}, "not in this group"),
            ({"kind": "restricted", "group_id": 10_000_000}, "not in this group"),
            (
                {
                    "kind": "restricted",
                    "group_id": self.env.ref("base.group_system").id,
                },
                "not in this group",
            ),
            ({"group_id": self.env.ref("base.group_portal").id}, "not in this group"),
            ({"partner_ids": "abc"}, "does not exist any more"),
            ({"partner_ids": ["1"]}, "does not exist any more"),
            ({"partner_ids": [True]}, "does not exist any more"),
            ({"partner_ids": [10_000_000]}, "does not exist any more"),
            ({"partner_ids": [customer_id]}, "Cora Customer is not a colleague"),
            ({"partner_ids": [somebody.id]}, "A supplier is not a colleague"),
            (
                {
                    "kind": "restricted",
                    "group_id": self.group_team.id,
                    "partner_ids": self.colleague.ids,
                },
                "is not in the group “Team”, and could not read",
            ),
        ]
        before = self.Channel.search_count([])
        for values, message in table:
            values = {"name": "Spring fair", "group_id": None, **values}
            with (
                self.subTest(values=values),
                self.assertRefused(ValidationError, message),
            ):
                self.Maker._create_channel(**values)
        self.assertEqual(self.Channel.search_count([]), before)

    def test_no_way_to_lock_oneself_out(self):
        """A group that one is not in is refused on the other ways, too."""
        group = self.group_team
        Channel = self.Channel.with_user(self.user_employee)
        with self.assertRefused(ValidationError, "You are not in this group"):
            Channel.create({"name": "Spring fair", "group_public_id": group.id})
        channel = Channel.create({"name": "Spring fair"})
        with self.assertRefused(ValidationError, "You are not in this group"):
            channel.group_public_id = group
        # a module, or its data, may
        channel.sudo().group_public_id = group

    def test_group_conversations(self):
        """What stock calls a group comes with people from outside, as it did, and
        refuses what is none."""
        group = self.Maker._create_group(self.user_portal.partner_id.ids)
        self.assertIn(self.user_portal.partner_id, group.channel_partner_ids)
        table = [
            ({"partners_to": None}, "does not exist any more"),
            ({"partners_to": ["a"]}, "does not exist any more"),
            ({"partners_to": [10_000_000]}, "does not exist any more"),
            ({"partners_to": [], "name": ["a"]}, "needs a name"),
            ({"partners_to": [], "name": "x" * 10_000}, "limited to 100 characters"),
            ({"partners_to": [], "default_display_mode": "x"}, "not shown in this way"),
        ]
        for values, message in table:
            with (
                self.subTest(values=values),
                self.assertRefused(ValidationError, message),
            ):
                self.Maker._create_group(**values)

    def test_groups_to_choose(self):
        """One's own groups of people; neither technical ones nor those of others."""
        self.user_team.group_ids += self.env.ref("base.group_no_one")
        groups = self.Maker.get_restriction_groups()
        self.assertIn({"id": self.group_team.id, "name": "Team"}, groups)
        ids = {group["id"] for group in groups}
        self.assertNotIn(self.employees.id, ids)
        self.assertNotIn(self.env.ref("base.group_no_one").id, ids)
        Other = self.Channel.with_user(self.user_employee)
        self.assertNotIn("Team", [g["name"] for g in Other.get_restriction_groups()])
        with self.assertRefused(AccessError, "Only employees make channels"):
            self.Channel.with_user(self.user_portal).get_restriction_groups()

    def test_kind_is_told_to_colleagues_alone(self):
        group = self.Maker._create_group(self.user_portal.partner_id.ids)
        fields = self.Channel._sync_field_names()
        self.assertIn("kind", fields["internal_users"])
        self.assertNotIn("kind", fields[None])
        self.take_bus_messages()
        channel = self.create_channel(self.user_team)
        self.take_bus_messages()
        channel.group_public_id = self.group_team
        sent = dict(
            (tuple(target), message["payload"]["discuss.channel"][0])
            for target, message in self.take_bus_messages()
        )
        told = sent["discuss.channel", channel.id, "internal_users"]
        self.assertEqual(told["kind"], "restricted")
        self.assertNotIn("kind", sent["discuss.channel", channel.id])
        self.assertEqual(group.kind, "private")
