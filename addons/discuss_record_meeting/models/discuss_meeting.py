from markupsafe import Markup

from odoo import fields, models
from odoo.fields import NO_ACCESS
from odoo.tools import format_list

from odoo.addons.discuss_meeting.models.discuss_meeting_summary import PEOPLE_MIN

# A conversation about more records than that is not about any of them.
RECORDS_MAX = 10


class DiscussMeeting(models.Model):
    _inherit = "discuss.meeting"

    record_note_ids = fields.Many2many(
        "mail.message",
        relation="discuss_meeting_record_note_rel",
        column1="meeting_id",
        column2="message_id",
        copy=False,
        groups=NO_ACCESS,
        export_string_translation=False,
    )
    """The notes in the chatter of records that tell who was there, and what came of
    it: one for each record."""

    def _on_ended(self):
        result = super()._on_ended()
        for meeting in self:
            if meeting.people_count >= PEOPLE_MIN:
                meeting._log_on_records()
        return result

    def _on_summarized(self, is_first):
        result = super()._on_summarized(is_first)
        self._log_on_records()
        return result

    def _log_on_records(self):
        """Note on the records of its channel who was in this meeting (sudo), and what
        came of it; bring the notes up to date, if there are any. Nobody is notified:
        whoever works with the record finds it there."""
        if not self.channel_id:
            return
        meeting = self.with_context(lang=self.host_id.lang)
        body = meeting._record_note_body()
        if notes := self.record_note_ids:
            for note in notes:
                thread = self.env[note.model].browse(note.res_id)
                thread._message_update_content(note, body=body, strict=False)
            return
        for record in meeting.channel_id._meeting_records()[:RECORDS_MAX]:
            if "message_ids" in record._fields:
                # a comment, for notifications are not kept from customers by stock
                self.record_note_ids += record.with_env(meeting.env)._message_log(
                    author_id=self.host_id.partner_id.id,
                    body=body,
                    message_type="comment",
                )

    def _record_note_body(self):
        """Return what is noted on records of this meeting (sudo)."""
        people = [
            self.env._("%(person)s (guest)", person=person["name"])
            if person["is_guest"]
            else person["name"]
            for person in self.participants or []
        ]
        lines = [
            self.env._(
                "Meeting “%(title)s”: %(people)s",
                title=self.name,
                people=format_list(self.env, people) or self.env._("nobody came"),
            )
        ]
        if self.minutes:
            lines.append(self.env._("It took %(minutes)s min.", minutes=self.minutes))
        body = Markup("<p>%s</p>") % Markup("<br/>").join(lines)
        return body + self._summary_body() if self.summary_date else body
