from odoo.tests import new_test_user

from odoo.addons.mail.tests.common import MailCommon


class DiscussRecordCommon(MailCommon):
    """What tests of the conversation on records have in common."""

    @classmethod
    def _new_user(cls, login, groups="base.group_user", name=None, **values):
        """Create a user whose password is the login, called like it by default."""
        return new_test_user(
            cls.env,
            login,
            groups=groups,
            name=name or login,
            email=f"{login}@example.com",
            **values,
        )

    def _open(self, record, user):
        """Press "Discussion" on ``record`` as ``user``; return the channel."""
        channel_id = record.with_user(user).open_team_channel()
        return self.env["discuss.channel"].browse(channel_id)

    def _members(self, channel):
        """Return the people in the channel, as partners."""
        return channel.sudo().channel_member_ids.partner_id
