from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from .common import DiscussOwnerCommon


@tagged("post_install", "-at_install")
class TestAdministrators(DiscussOwnerCommon):
    """Administrators see what exists, not what is said in private."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chat = cls.Channel.with_user(cls.owner)._get_or_create_chat(
            cls.member.partner_id.ids
        )
        cls.Overview = cls.env["discuss.channel.overview"]
        cls.administrators = cls.user_theme_admin + cls.system

    def ways_in(self, channel, message, member, call):
        """Return what the user of these records may try, by name."""
        user = channel.env.user
        attachments = message.sudo().attachment_ids.with_env(channel.env)
        values = {"channel_id": channel.id, "partner_id": user.partner_id.id}
        return {
            "read": lambda: channel.read(["name"]),
            "write": lambda: channel.write({"name": "Mine"}),
            "unlink": channel.unlink,
            "message": lambda: message.read(["body"]),
            "attachment": lambda: attachments.read(["raw"]),
            "member": lambda: member.read(["partner_id"]),
            "call": lambda: call.read(["start_dt"]),
            "post": lambda: channel.message_post(body="Hi"),
            "join": channel.channel_join,
            "enter": lambda: member.create(values),
            "own": lambda: member.write({"is_owner": True}),
        }

    def test_nothing_of_private_channels(self):
        """One row per way to get at them."""
        thread = self.private._create_sub_channel(name="Thread")
        for channel in (self.private, self.chat, thread):
            message = channel.with_user(self.owner).message_post(
                body="Between us",
                message_type="comment",
                attachments=[("plan.txt", b"Secret")],
            )
            member = self.member_of(channel, self.owner)
            call = self.env["discuss.call.history"].create(
                {"channel_id": channel.id, "start_dt": "2026-01-01"}
            )
            for user in self.administrators:
                env = self.env(user=user)
                ways = self.ways_in(
                    *(r.with_env(env) for r in (channel, message, member, call))
                )
                for way, act in ways.items():
                    with (
                        self.subTest(channel=channel.name, user=user.name, way=way),
                        self.assertRaises(AccessError),
                    ):
                        self.env.invalidate_all()
                        act()
                domain = [("id", "=", channel.id)]
                self.assertFalse(env["discuss.channel"].search(domain))
                domain = [
                    ("model", "=", "discuss.channel"),
                    ("res_id", "=", channel.id),
                ]
                self.assertFalse(env["mail.message"].search(domain))

    def test_what_administrators_go_on_doing(self):
        Channel = self.Channel.with_user(self.system)
        group = Channel._create_group(self.member.partner_id.ids, name="Of mine")
        group.message_post(body="Hello", message_type="comment")
        group.channel_rename("Of mine, renamed")
        chat = Channel._get_or_create_chat(self.member.partner_id.ids)
        chat.message_post(body="Hello", message_type="comment")
        self.assertTrue(Store().add(group + chat).get_result())
        group.remove_member(self.member_of(group, self.member).id)
        restricted = self.restricted.with_user(self.system)
        restricted.channel_rename("Kept in order")
        restricted.channel_join()
        self.public.with_user(self.system).unlink()

    def test_overview(self):
        """The names of all channels, of private ones too; never a direct message."""
        self.private.message_post(body="Between us", message_type="comment")
        self.private._create_sub_channel(name="Thread")
        channels = self.public + self.restricted + self.private
        for user in self.administrators:
            Overview = self.Overview.with_user(user)
            rows = Overview.search([("id", "in", (channels + self.chat).ids)])
            self.assertEqual(set(rows.ids), set(channels.ids))
            row = rows.browse(self.private.id)
            self.assertEqual(
                row.read(
                    [
                        "name",
                        "kind",
                        "owner_names",
                        "member_count",
                        "message_count",
                    ]
                ),
                [
                    {
                        "id": self.private.id,
                        "name": "private",
                        "kind": "private",
                        "owner_names": "Olga Owner",
                        "member_count": 3,
                        "message_count": 1,
                    }
                ],
            )
            self.assertEqual(row.theme_id, self.theme_open)
            self.assertEqual(
                {row.id: row.kind for row in rows},
                {
                    channel.id: channel.sudo().kind
                    for channel in channels.with_env(self.env)
                },
            )
        groups = Overview._read_group(
            [("id", "in", channels.ids)], ["kind"], ["__count"]
        )
        self.assertEqual(dict(groups), {"public": 1, "restricted": 1, "private": 1})
        self.assertFalse(Overview.search([("name", "=", "Thread")]))

    def test_overview_is_for_administrators(self):
        for user in (self.owner, self.steward, self.user_portal, self.user_public):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.Overview.with_user(user).search([])
        row = self.Overview.with_user(self.system).browse(self.public.id)
        with self.assertRaises(AccessError):
            row.name = "Other"
        with self.assertRaises(AccessError):
            row.unlink()

    def test_overview_of_companies(self):
        channel = self.new_channel("elsewhere")
        channel.sudo().theme_id = self.theme_company_2
        Overview = self.Overview.with_user(self.user_theme_admin)
        self.assertFalse(Overview.search([("id", "=", channel.id)]))
        self.user_theme_admin.company_ids = [Command.link(self.company_2.id)]
        self.assertTrue(Overview.search([("id", "=", channel.id)]))

    def test_overview_of_many(self):
        """A page costs the same, whatever there is behind it."""

        def page():
            rows = self.Overview.with_user(self.system).search([], limit=40)
            rows.read(["name", "owner_names", "member_count", "message_count"])

        few = self.count_queries(page)
        self.Channel.create([{"name": f"Channel {i}"} for i in range(30)])
        self.assertEqual(self.count_queries(page), few)

    def test_posting_costs_no_query(self):
        """The rules for administrators are not asked of everybody: there is none that
        holds for all, and a post makes as many queries as without owners."""
        rules = self.env["ir.rule"]
        for model in ("discuss.channel", "discuss.channel.member"):
            domain = [("model_id.model", "=", model), ("global", "=", True)]
            self.assertFalse(rules.search(domain))

        def post():
            self.private.with_user(self.member).message_post(
                body="Hello", message_type="comment", subtype_xmlid="mail.mt_comment"
            )

        def load():
            channels = self.Channel.with_user(self.member)
            Store().add(channels._get_channels_as_member())

        self.count_queries(post)  # the first one after another one reads more
        ours = [self.count_queries(post), self.count_queries(load)]
        Channel = self.registry["discuss.channel"]
        with patch.object(Channel, "_filter_manageable", lambda self: self):
            stock = [self.count_queries(post), self.count_queries(load)]
        self.assertEqual(ours[0], stock[0])
        # who owns what, which private ones nobody owns, whether they may be read, the
        # stewards of the themes: once, for all channels
        self.assertLessEqual(ours[1] - stock[1], 5)
