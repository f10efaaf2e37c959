from odoo.addons.discuss_theme.tests.common import DiscussThemeCommon


class DiscussClosingCommon(DiscussThemeCommon):
    """Channels that the employee answers for."""

    def create_owned_channel(self, user=None, **values):
        """Create a channel that `user` owns."""
        channel = self.create_channel(user, **values)
        channel.self_member_id.sudo().is_owner = True
        return channel

    def create_owned_group(self, partners=None, user=None, name="A group"):
        """Create a private channel of `user`, who owns it, and of these partners."""
        group = self.Channel.with_user(user or self.user_employee)._create_group(
            partners.ids if partners else [], name=name
        )
        group.self_member_id.sudo().is_owner = True
        return group

    def post(self, channel, user=None, body="A message"):
        return channel.with_user(user or self.user_employee).message_post(
            body=body, message_type="comment", subtype_xmlid="mail.mt_comment"
        )

    def notes(self, channel):
        """Return what was noted in the channel, the last note first."""
        messages = channel.sudo().message_ids
        notes = messages.filtered(lambda m: m.message_type == "notification")
        return [str(note.body.striptags()) for note in notes]
