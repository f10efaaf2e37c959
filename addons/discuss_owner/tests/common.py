from odoo.addons.discuss_theme.tests.common import DiscussThemeCommon
from odoo.addons.mail.tests.common import mail_new_test_user


class DiscussOwnerCommon(DiscussThemeCommon):
    """One person of each sort, and one channel of each kind with the same people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.owner = cls.new_user("owner", "Olga Owner")
        cls.member = cls.new_user("member", "Mo Member")
        cls.colleague = cls.new_user("colleague", "Cem Colleague")
        cls.steward = cls.new_user(
            "steward", "Stan Steward", "discuss_owner.group_discuss_steward"
        )
        cls.system = cls.new_user("system", "Sys Tem", "base.group_system")
        (cls.owner + cls.member + cls.colleague).group_ids += cls.group_team
        cls.public = cls.new_channel("public", kind="public")
        cls.restricted = cls.new_channel(
            "restricted", kind="restricted", group_id=cls.group_team.id
        )
        cls.private = cls.new_channel("private", kind="private")
        # who is from outside comes by invitation, as in stock
        cls.private.add_members(cls.user_portal.partner_id.ids)

    @classmethod
    def new_user(cls, login, name, groups=""):
        groups = ",".join(filter(None, ["base.group_user", groups]))
        return mail_new_test_user(cls.env, login=login, name=name, groups=groups)

    @classmethod
    def new_channel(cls, name, group_id=None, kind="public", maker=None):
        """Make a channel as the owner, with the member in it."""
        return (
            cls.Channel.with_user(maker or cls.owner)
            ._create_channel(
                name,
                group_id,
                theme_id=cls.theme_open.id,
                kind=kind,
                partner_ids=cls.member.partner_id.ids,
            )
            .with_env(cls.env(user=maker or cls.owner))
        )

    def owners(self, channel):
        """Return the people who own the channel."""
        self.env.invalidate_all()
        return channel.sudo()._get_owners()

    def member_of(self, channel, user):
        return channel.sudo().channel_member_ids.filtered(
            lambda member: member.partner_id == user.partner_id
        )

    def notes(self, channel):
        """Return the texts of the notes in the channel, the last one first."""
        return [
            str(message.body.striptags())
            for message in channel.sudo().message_ids
            if message.message_type == "notification"
        ]
