from odoo import models

from odoo.addons.discuss_meeting.models.discuss_meeting import TITLE_MAX_LENGTH
from odoo.addons.discuss_theme.tools.names import one_line


class DiscussRecordMixin(models.AbstractModel):
    _inherit = "discuss.record.mixin"

    def meet_in_team_channel(self, title="", start=False):
        """Drop the link of a new meeting in the team channel of the record, which the
        current user enters with that.

        :param str title: what it is about; the name of the record if empty
        :param start: when it begins, in UTC; now if empty
        :return: ``{"channel_id": int, "meeting_id": int}``
        :raise AccessError: the user is no colleague, or may not read the record
        :raise ValidationError: and say what is wrong with the title or the date
        """
        channel = self.env["discuss.channel"].browse(self.open_team_channel())
        return {
            "channel_id": channel.id,
            "meeting_id": channel.start_meeting(
                title or self._discuss_meeting_title(), start
            ),
        }

    def _discuss_meeting_title(self):
        """Return what a meeting about this record is called."""
        return one_line(self._discuss_channel_name())[:TITLE_MAX_LENGTH]
