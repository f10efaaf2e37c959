import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import NO_ACCESS, Domain
from odoo.tools import SQL

from odoo.addons.mail.tools.discuss import Store

from ..tools.summary import clean_actions, clean_decisions, clean_notes, render

_logger = logging.getLogger(__name__)

# Nobody has to tell others about a meeting with oneself.
PEOPLE_MIN = 2
DUE_DOMAIN = (
    Domain("ended_date", "<=", "now -1d")
    & Domain("people_count", ">=", PEOPLE_MIN)
    & Domain("summary_date", "=", False)
)


class DiscussMeeting(models.Model):
    """What came of it: who was there is told when it ends, and its host writes in a few
    lines what was decided and who does what."""

    _inherit = "discuss.meeting"

    people_count = fields.Integer(
        "People", readonly=True, help="How many people were in it, once it has ended."
    )
    minutes = fields.Integer(
        readonly=True, help="How long it took, once it has ended; 0 if nobody knows."
    )
    stay_ids = fields.One2many(
        "discuss.meeting.attendance",
        "meeting_id",
        "Who Was There",
        domain=[("join_date", "!=", False)],
        readonly=True,
        groups="base.group_user",
    )
    """Who was in it, when: without those who were not let in."""
    decisions = fields.Text(readonly=True, groups="base.group_user")
    action_ids = fields.One2many(
        "discuss.meeting.action",
        "meeting_id",
        "Actions",
        readonly=True,
        groups="base.group_user",
    )
    summary_notes = fields.Text("Notes", readonly=True, groups="base.group_user")
    summary_date = fields.Datetime("Summary Written on", readonly=True)
    summary_message_id = fields.Many2one(
        "mail.message",
        groups=NO_ACCESS,
        index="btree_not_null",
        export_string_translation=False,
    )
    """The message in the channel that tells what came of the meeting."""
    is_summary_due = fields.Boolean(
        "Without Summary",
        compute="_compute_is_summary_due",
        search="_search_is_summary_due",
        help="A day has passed since it ended, and nobody has written its summary.",
    )
    can_summarize = fields.Boolean(
        compute="_compute_can_summarize", export_string_translation=False
    )

    @api.depends("ended_date", "people_count", "summary_date")
    def _compute_is_summary_due(self):
        due = self.filtered_domain(DUE_DOMAIN)
        due.is_summary_due = True
        (self - due).is_summary_due = False

    @api.model
    def _search_is_summary_due(self, operator, value):
        return DUE_DOMAIN if operator == "in" and True in value else NotImplemented

    @api.depends("ended_date", "host_id", "is_standing")
    @api.depends_context("uid")
    def _compute_can_summarize(self):
        allowed = self._filter_own_summary()
        for meeting in self:
            meeting.can_summarize = meeting in allowed and meeting._is_summarized()

    # ------------------------------------------------------------
    # The end
    # ------------------------------------------------------------

    def _on_ended(self):
        result = super()._on_ended()
        for meeting in self:
            meeting._count_people()
            if meeting.people_count >= PEOPLE_MIN:
                meeting._ask_for_summary()
        return result

    def _count_people(self):
        """Keep how many people were in the meeting (sudo), and how long it took."""
        minutes = 0
        # A provider that does not say when people leave lets it end with its link.
        if self.started_date and self.ended_date < self.expiry_date:
            seconds = (self.ended_date - self.started_date).total_seconds()
            minutes = max(1, round(seconds / 60))
        people = self.participants or []
        self.write({"minutes": minutes, "people_count": len(people)})

    def _ask_for_summary(self):
        """Ask the host of the meeting (sudo), in the channel, what came of it. It
        interrupts nobody."""
        if not self.channel_id:
            return
        meeting = self.with_context(lang=self.host_id.lang)
        channel = meeting.channel_id
        try:
            channel.message_post(
                author_id=self.env.ref("base.partner_root").id,
                body=meeting._ended_text(),
                meeting_id=self.id,
                message_type="notification",
                subtype_xmlid="mail.mt_comment",
            )
        except UserError as error:
            # closed meanwhile: the meeting is in its host's list
            _logger.info("Meeting %s: %s", self.id, error)

    def _ended_text(self):
        """Say what the card of the meeting (sudo) does not, which is above: how long it
        took all in all, and who is asked for its summary."""
        values = {"host": self.host_id.name, "title": self.name}
        if not self.minutes:
            return self.env._(
                "“%(title)s” has ended. %(host)s, what came of it?", **values
            )
        return self.env._(
            "“%(title)s” took %(minutes)s min. %(host)s, what came of it?",
            minutes=self.minutes,
            **values,
        )

    # ------------------------------------------------------------
    # The summary
    # ------------------------------------------------------------

    def write_summary(self, decisions="", actions=(), notes=""):
        """Tell, in one message in the channel of this meeting, what came of it. Sent
        again, it replaces what was written before, and so does the message.

        :param str decisions: what was decided, one decision a line
        :param list actions: who does what until when: ``{"name": str, "partner_id":
            int | False, "date": "YYYY-MM-DD" | False}``
        :param str notes: anything else
        :return: id of the message; False if the meeting has no channel
        :raise AccessError: the current user is neither the host nor somebody who
            answers for the channel
        :raise UserError: the meeting has not ended
        :raise ValidationError: and say what is wrong with the summary
        """
        meeting = self._check_may_summarize()
        values = {
            "decisions": clean_decisions(self.env, decisions),
            "summary_notes": clean_notes(self.env, notes),
        }
        actions = clean_actions(
            self.env, actions, meeting._summary_person_domain(), values
        )
        # Of two that are sent at once, the second waits here, and starts over when the
        # first is done: then there is a summary.
        self.env.cr.execute(
            SQL("SELECT id FROM discuss_meeting WHERE id = %s FOR UPDATE", meeting.id)
        )
        meeting.invalidate_recordset(["summary_date", "summary_message_id"])
        if not meeting.summary_date or meeting._is_new_summary(values, actions):
            is_first = not meeting.summary_date
            meeting.action_ids.unlink()
            meeting.write(
                {
                    **values,
                    "action_ids": [fields.Command.create(vals) for vals in actions],
                    "summary_date": meeting.summary_date or fields.Datetime.now(),
                }
            )
            meeting._tell_summary()
            meeting._on_summarized(is_first)
            meeting._notify_changed()
        return meeting.summary_message_id.id

    def action_write_summary(self):
        """Open the form of the summary.

        :raise AccessError: the current user may not write it
        :raise UserError: the meeting has not ended
        """
        meeting = self._check_may_summarize()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "discuss_meeting.discuss_meeting_summary_action"
            ),
            "context": {"default_meeting_id": meeting.id},
        }

    def action_open_channel(self):
        """Open the conversation in which the link of this meeting is.

        :raise AccessError: the current user does not see it
        """
        self.ensure_one()
        self.channel_id.check_access("read")
        return {
            "type": "ir.actions.client",
            "tag": "mail.action_discuss",
            "context": {"active_id": f"discuss.channel_{self.channel_id.id}"},
        }

    @api.model
    def action_open_list(self):
        """Open the list of meetings: those of the current user without a summary, if
        there are any.

        :raise AccessError: the current user is no colleague
        """
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Only colleagues have a list of meetings."))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "discuss_meeting.discuss_meeting_action"
        )
        if self.search_count(
            Domain("host_id", "=", self.env.uid) & DUE_DOMAIN, limit=1
        ):
            action["context"] = {
                "search_default_mine": 1,
                "search_default_summary_due": 1,
            }
        return action

    def _is_summarized(self):
        """Whether it is a meeting that has ended, of which a summary is written. A
        standing link is for many meetings."""
        self.ensure_one()
        return bool(self.ended_date) and not self.is_standing

    def _filter_own_summary(self):
        """Return those of these meetings of which the current user tells what came of
        them: the host or, in their stead, a colleague who answers for the channel. Who
        has left the conversation says nothing there any more."""
        if not self.env.user._is_internal():
            return self.browse()
        # sudo: discuss.meeting - deciding
        meetings = self.sudo()
        readable = meetings.channel_id.sudo(False)._filtered_access("read")
        managed = set(readable._filtered_can_file().ids)
        readable = {*readable.ids, False}
        own = meetings.filtered(
            lambda meeting: meeting.channel_id.id
            in (readable if meeting.host_id == self.env.user else managed)
        )
        return self.browse(own.ids)

    def _check_may_summarize(self):
        """Return this meeting (sudo), of which the current user may write the summary.

        :raise AccessError: they may not; there is one answer for what does not exist
        """
        meeting = self.exists() if len(self) == 1 else self.browse()
        if not meeting._filter_own_summary():
            raise AccessError(
                self.env._(
                    "This meeting does not exist, or its summary is not yours to write."
                )
            )
        # sudo: discuss.meeting - changed by the methods that ask this, and no others
        meeting = meeting.sudo()
        if not meeting._is_summarized():
            raise UserError(
                self.env._("What came of a meeting is written when it has ended.")
            )
        return meeting

    def _summary_person_domain(self):
        """Return who does something after this meeting (sudo): colleagues, and those
        from outside who were in it or are in its channel."""
        outsiders = self._summary_outsiders()
        return Domain("user_ids.share", "=", False) | Domain("id", "in", outsiders.ids)

    def _summary_outsiders(self):
        """Return who was in this meeting (sudo) or is in its channel, and is no
        colleague."""
        stays = self.attendance_ids.filtered("join_date")
        # a search, for a channel may have thousands of colleagues in it
        members = self.channel_id.channel_member_ids.search(
            Domain("channel_id", "=", self.channel_id.id)
            & Domain("partner_id.partner_share", "=", True)
        )
        return stays.partner_id.filtered("partner_share") | members.partner_id

    def _is_new_summary(self, values, actions):
        """Whether this says something else than the summary of the meeting (sudo)."""
        known = [
            (action.name, action.partner_id.id, action.date)
            for action in self.action_ids
        ]
        sent = [(vals["name"], vals["partner_id"], vals["date"]) for vals in actions]
        return known != sent or any(
            (self[name] or "") != value for name, value in values.items()
        )

    def _summary_body(self):
        """Return the summary of this meeting (sudo) as people read it."""
        return render(
            self.env, self.name, self.decisions, self.action_ids, self.summary_notes
        )

    def _tell_summary(self):
        """Post the summary of this meeting (sudo), or bring it up to date, as the
        current user."""
        channel = self.channel_id
        if not channel:
            return
        body = self._summary_body()
        if message := self.summary_message_id:
            channel._message_update_content(message, body=body, strict=False)
            return
        # sudo: discuss.channel - they read the channel, and answer for the meeting
        self.summary_message_id = channel.message_post(
            body=body, message_type="comment", subtype_xmlid="mail.mt_comment"
        )

    def _on_summarized(self, is_first):
        """What follows when the summary of this meeting (sudo) was written.

        :param bool is_first: whether there was none before
        """

    # ------------------------------------------------------------
    # Client
    # ------------------------------------------------------------

    def _to_store_defaults(self, target):
        # sudo: discuss.meeting - that much is known to who reads the card
        return super()._to_store_defaults(target) + [
            Store.Attr("has_summary", lambda m: bool(m.sudo().summary_date)),
            Store.Attr("people_count", lambda m: m.sudo().people_count),
        ]
