from odoo import api, fields, models
from odoo.fields import NO_ACCESS

from odoo.addons.discuss_meeting.models.discuss_meeting import (
    EARLY,
    TITLE_MAX_LENGTH,
    VALIDITY,
)
from odoo.addons.discuss_theme.tools.names import one_line


class DiscussMeeting(models.Model):
    _inherit = "discuss.meeting"

    calendar_event_ids = fields.Many2many(
        "calendar.event",
        "calendar_event_discuss_meeting_rel",
        "meeting_id",
        "event_id",
        groups=NO_ACCESS,
        export_string_translation=False,
        context={"active_test": False},
    )
    """The appointment that is held there; all of them, if it is a series."""
    invitation_chat_ids = fields.Many2many(
        "discuss.channel",
        "discuss_meeting_invitation_chat_rel",
        "meeting_id",
        "channel_id",
        groups=NO_ACCESS,
        export_string_translation=False,
    )
    """The direct messages in which those were invited who are not in its channel."""
    # A column, that the door reads with the meeting: it asks as little for who is not
    # invited.
    invited_partner_ids = fields.Json(groups=NO_ACCESS, export_string_translation=False)
    """Ids of the partners who were invited there. Colleagues among them go in."""

    # ------------------------------------------------------------
    # Appointments
    # ------------------------------------------------------------

    @api.model
    def _create_for_appointment(self, event):
        """Make the link of an appointment that need not be saved yet.

        :param event: what is known of it
        :return: the meeting (sudo); empty if nobody could be its host
        """
        # sudo: res.users, discuss.meeting - the calendar has decided that it takes
        # place, whoever makes it
        host = event.sudo()._appointment_host()
        # sudo: discuss.meeting - nobody writes one but by its methods
        meetings = self.sudo()
        if not host:
            return meetings
        values = meetings.with_company(host.company_id)._prepare(
            self._appointment_title(event), host=host
        )
        return meetings.create({**values, **self._appointment_values(event, host)})

    @api.model
    def _appointment_values(self, events, host):
        """Return what of a meeting follows from its appointments (sudo)."""
        first = events.sorted("start")[:1]
        # one link for all of a series: it is there at any time, to the last of them
        is_series = first.recurrency
        return {
            "expiry_date": max(events.mapped("stop")) + VALIDITY,
            "host_id": host.id,
            "is_standing": is_series,
            "name": self._appointment_title(first),
            "start_date": False if is_series else first.start,
        }

    @api.model
    def _appointment_title(self, event):
        return one_line(event.name or "")[:TITLE_MAX_LENGTH].strip() or self.env._(
            "Meeting"
        )

    def _follow_appointments(self, reopen=False):
        """Let these meetings (sudo) be when their appointments are, and nowhere where
        there is none any more.

        :param bool reopen: whether appointments have come back
        """
        for meeting in self:
            events = meeting._of_link(meeting.calendar_event_ids.exists())
            events = events.filtered("active").sorted("start")
            if not events:
                if not meeting._is_over():
                    meeting._empty()
                    meeting.revoked_date = fields.Datetime.now()
                    meeting._notify_changed()
                continue
            host = events[0]._appointment_host() or meeting.host_id
            values = self._appointment_values(events, host)
            if reopen:
                values["revoked_date"] = False
            if meeting.ended_date and events[-1:].start > meeting.ended_date:
                # it takes place again
                values |= {
                    "empty_date": False,
                    "ended_date": False,
                    "started_date": False,
                }
            known = meeting.read(list(values), load=None)[0]
            changed = {n: value for n, value in values.items() if known[n] != value}
            if changed:
                meeting.write(changed)
                meeting._notify_changed()

    def _of_link(self, events):
        """Return those of these events (sudo) that are held in this meeting (sudo)."""
        self.ensure_one()
        path = f"/meeting/{self.token}"
        return events.filtered(lambda e: (e.videocall_location or "").endswith(path))

    def _goes_in(self):
        if super()._goes_in():
            return True
        user = self.env.user
        # sudo: discuss.meeting, calendar.event - colleagues who are invited go in
        meeting = self.sudo()
        if not user._is_internal() or meeting._is_in_channel():
            return False
        if meeting.channel_id:
            return user.partner_id.id in (meeting.invited_partner_ids or ())
        return user.partner_id in meeting.calendar_event_ids.partner_ids

    def _card_channels(self):
        # that by which the link is taken back comes last
        return self.invitation_chat_ids | super()._card_channels()

    def _invite(self, partner):
        """Have the current user send the card of this meeting (sudo) to somebody who is
        not in its channel."""
        chats = self.env["discuss.channel"].sudo(False)
        chat = chats._get_or_create_chat(partner.ids)
        card = self.message_id
        chat._post_meeting(self)
        self.message_id = card
        self.invitation_chat_ids |= chat
        invited_ids = {*(self.invited_partner_ids or ()), partner.id}
        self.invited_partner_ids = sorted(invited_ids)

    def _knock(self, name):
        is_new = not self._own_stay()
        stay = super()._knock(name)
        # sudo: discuss.meeting - there is no channel where the host would see it
        meeting = self.sudo()
        if is_new and meeting.calendar_event_ids:
            host = meeting.host_id.with_context(lang=meeting.host_id.lang)
            host._bus_send(
                "simple_notification",
                {
                    "message": host.env._(
                        "%(name)s waits for you: %(url)s",
                        name=stay.name,
                        url=meeting.url,
                    ),
                    "sticky": True,
                    "title": meeting.name,
                    "type": "info",
                },
            )
        return stay

    def _end_empty(self):
        # who comes early to an appointment and leaves again does not end it
        now = fields.Datetime.now()
        events = self.calendar_event_ids.filtered(lambda e: e.active and e.stop > now)
        if self.is_standing:
            # between its dates, a series is not held
            events = events.filtered(lambda e: e.start - EARLY <= now)
        return None if events else super()._end_empty()
