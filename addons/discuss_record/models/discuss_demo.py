from datetime import timedelta

from odoo import fields, models


class DiscussDemo(models.AbstractModel):
    _inherit = "discuss.demo"

    def _talk(self, record, sayings):
        """Let people say, in turn, what they have to say about ``record``. Its channel
        opens as it does for people.

        :param list sayings: (user, text) pairs
        :return: the messages
        """
        authors = self.env["res.users"].union(*(user for user, _text in sayings))
        for author in authors:
            channel_id = record.with_user(author).open_team_channel()
        messages = self.env["mail.message"]
        date = fields.Datetime.now() - timedelta(minutes=15 * len(sayings))
        for author, text in sayings:
            channel = self.env["discuss.channel"].with_user(author).browse(channel_id)
            message = channel.message_post(
                body=text, message_type="comment", subtype_xmlid="mail.mt_comment"
            )
            # sudo: mail.message - a conversation is not had within a second
            message.sudo().date = date
            date += timedelta(minutes=15)
            messages += message
        return messages
