from unittest.mock import patch

from odoo.addons.discuss_theme.tests.common import DiscussThemeCommon

from .. import overview


class DiscussWorkingSetCommon(DiscussThemeCommon):
    """An employee who has joined more than what a browser gets, with small limits."""

    limits = {
        "ALL_LIMIT": 6,
        "CHANNEL_LIMIT": 3,
        "DIRECT_LIMIT": 2,
        "FAVORITE_LIMIT": 2,
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name, limit in cls.limits.items():
            cls.startClassPatcher(patch.object(overview, name, limit))
        cls.group_closed = cls.env["res.groups"].create({"name": "Closed"})

    def setUp(self):
        super().setUp()
        # what the fixtures and the bot have made
        self.members().unlink()
        self.cr.precommit.run()

    def members(self, user=None):
        partner = (user or self.user_employee).partner_id
        Member = self.env["discuss.channel.member"]
        return Member.search([("partner_id", "=", partner.id)])

    def join(self, name="Room", user=None, unread=0, **values):
        """Create a channel of a colleague's, which the employee has joined."""
        channel = self.create_channel(self.user_team, name=name, **values)
        channel.sudo()._add_members(users=user or self.user_employee)
        for _number in range(unread):
            self.post(channel)
        return self.env["discuss.channel"].browse(channel.id)

    def join_many(self, number=7, **values):
        channels = self.env["discuss.channel"]
        for rank in range(number):
            channels += self.join(f"Room {rank}", **values)
        return channels

    def post(self, channel, user=None, **values):
        values = {"body": "News", "message_type": "comment", **values}
        return channel.with_user(user or self.user_team).message_post(
            subtype_xmlid="mail.mt_comment", **values
        )

    def member(self, channel, user=None):
        partner = (user or self.user_employee).partner_id
        return channel.channel_member_ids.filtered(lambda m: m.partner_id == partner)

    def age(self, channels, hours=1):
        """Let these be the less recently active the further behind they stand."""
        self.env.flush_all()
        for rank, channel in enumerate(channels, 1):
            self.env.cr.execute(
                """
                UPDATE discuss_channel
                   SET last_interest_dt = now() - %s * interval '1 hour'
                 WHERE id = %s
                """,
                [hours * rank, channel.id],
            )
            self.env.cr.execute(
                """
                UPDATE discuss_channel_member
                   SET last_interest_dt = now() - %s * interval '1 hour'
                 WHERE channel_id = %s
                """,
                [hours * rank, channel.id],
            )
        self.env.invalidate_all()

    def working_set(self, user=None):
        self.env.flush_all()
        self.env.invalidate_all()
        Channel = self.env["discuss.channel"].with_user(user or self.user_employee)
        return Channel._get_channels_as_member().sudo(False).with_env(self.env)

    def overview(self, user=None):
        self.env.flush_all()
        env = self.env(user=user or self.user_employee)
        return overview.Overview(env)

    def turn_on(self, user=None):
        """Have posts tell the user, and subscriptions be narrow from now on."""
        user = user or self.user_employee
        settings = self.env["res.users.settings"]._find_or_create_for_user(user)
        settings.sudo().discuss_working_set_since = "2026-01-01 00:00:00"
        self.env.flush_all()
