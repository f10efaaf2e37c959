import re
from html import unescape

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

    def _audit(self):
        """Check what the daily job checks, in this transaction."""
        # sudo: discuss.channel - all of them
        Channel = self.env["discuss.channel"].sudo()
        channels = Channel.search([("record_audience", "!=", False)])
        self.env["discuss.record.departure"]._audit(channels)

    def _end_transaction(self):
        """Do what a commit does, as far as the feed of records can tell."""
        self.env.cr.flush()
        self.env.cr.cache.clear()

    def _feed_notes(self, channel):
        """Return the notes in ``channel`` on what happened to its records."""
        self.env.cr.flush()
        domain = [
            ("model", "=", channel._name),
            ("res_id", "=", channel.id),
            ("subtype_id", "=", self.env.ref("discuss_record.mt_feed").id),
        ]
        return self.env["mail.message"].sudo().search(domain, order="id")

    def _feed_lines(self, notes):
        """Return what people read in such notes, line by line."""
        lines = [line for note in notes for line in str(note.body).split("<li>")[1:]]
        return [
            unescape(" ".join(re.sub("<[^>]*>", "", line).split())) for line in lines
        ]
