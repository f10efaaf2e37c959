import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, RedirectWarning, UserError


class CalendarEventLinkMixin(models.AbstractModel):
    """How a meeting among colleagues becomes a link, and leaves the calendar."""

    _name = "calendar.event.link.mixin"
    _description = "Meeting Link instead of an Event"

    def action_post_link(self):
        """Post a meeting link instead of this event, which goes with its invitations.

        :return: the action in which one chooses where
        :rtype: dict
        :raise AccessError: the current user may not change the event
        :raise UserError: the event is no meeting among colleagues
        """
        self.ensure_one()
        self._check_can_be_link()
        return self._post_link_action()

    @api.model
    def get_post_link_action(self, values, event_id=False):
        """Return the same as `action_post_link` for an event as it is in a form, and
        need not be saved.

        :param dict values: of the event, as for `create`
        :param int event_id: which event they change, if it is no new one
        """
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Only colleagues start meetings."))
        if event_id:
            event = self.browse(event_id)
            event.check_access("write")
            return event._changed_draft(values)._post_link_action()
        return self._draft(values)._post_link_action()

    def _check_can_be_link(self):
        """Check that the current user may turn this event into a link."""
        self.check_access("unlink")
        if not self.user_can_edit:
            raise AccessError(
                self.env._("Only who is invited to a meeting turns it into a link.")
            )
        if not self._is_among_colleagues():
            raise UserError(
                self.env._(
                    "“%(name)s” is no meeting to come among colleagues: it stays in "
                    "the calendar.",
                    name=self.display_name,
                )
            )

    def _post_link_action(self):
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "discuss_meeting.discuss_meeting_new_action"
            ),
            "context": self._post_link_context(),
        }

    def _post_link_context(self):
        """Return with what the wizard opens for this event."""
        partners = self.partner_ids._origin - self.env.user.partner_id
        has_begun = self.start and self.start <= fields.Datetime.now()
        start = False if has_begun or self.recurrency else self.start
        # one's own time stays, if it was that before
        event = self._origin.filtered(lambda e: e._is_among_colleagues())
        return {
            "default_calendar_event_id": event.id,
            "default_calendar_partner_ids": partners.ids,
            "default_is_standing": self.recurrency,
            "default_name": self.name,
            "default_partner_ids": partners.ids,
            "default_start_date": start and fields.Datetime.to_string(start),
        }

    def _refuse(self):
        """Refuse this event, and show the way out."""
        refusal = RedirectWarning(
            self.env._(
                "Everybody who is invited to “%(name)s” works here. The calendar is "
                "kept for appointments with people from outside: post a meeting link "
                "where you talk instead, or invite who is missing.",
                name=self.name or self.env._("Meeting"),
            ),
            self.env.ref("discuss_meeting.discuss_meeting_new_action").id,
            self.env._("Post a link instead"),
            self._post_link_context(),
        )
        # for the person, not for the log of errors
        refusal.loglevel = logging.INFO
        raise refusal

    def _withdraw(self, with_following):
        """Take this event out of the calendar, for which there is a link now. Nobody is
        written to.

        :param bool with_following: whether those that follow in its series go, too
        """
        self._check_can_be_link()
        events = self
        if self.recurrence_id and with_following:
            events |= self.recurrence_id._get_events_from(self.start)
            self.with_context(dont_notify=True).recurrence_id._stop_at(self)
        # sudo: mail.activity - what somebody has to do stays to be done
        events.sudo().activity_ids.calendar_event_id = False
        events.with_context(no_mail_to_attendees=True).unlink()
