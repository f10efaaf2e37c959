from markupsafe import Markup

from odoo import api, fields, models
from odoo.fields import Domain

from ..tools.ics import add_link

# By what an event is known to a calendar outside of Odoo.
SYNC_FIELDS = ("google_id", "microsoft_id", "ms_universal_event_id")


class CalendarEvent(models.Model):
    """The calendar is kept for appointments: events with somebody from outside, which
    get a meeting link. A meeting among colleagues becomes a link."""

    _name = "calendar.event"
    _inherit = ["calendar.event", "calendar.event.link.mixin"]

    can_be_link = fields.Boolean(
        compute="_compute_can_be_link", export_string_translation=False
    )
    """Whether a link where people talk would do, and the company wants to hear that."""
    gets_meeting_link = fields.Boolean(
        compute="_compute_gets_meeting_link", export_string_translation=False
    )
    videocall_source = fields.Selection(
        selection_add=[("meeting", "Meeting link")], ondelete={"meeting": "set discuss"}
    )

    @api.depends(
        "allday", "categ_ids", "partner_ids", "res_model_id", "stop", "user_id"
    )
    @api.depends_context("company", "uid")
    def _compute_can_be_link(self):
        # sudo: res.company - what colleagues ought to do is no secret
        is_on = self.env.company.sudo().calendar_meeting_mode != "off"
        for event in self:
            event.can_be_link = (
                is_on and event.user_can_edit and event._is_among_colleagues()
            )

    @api.depends("allday", "partner_ids", "stop", "user_id", "videocall_location")
    def _compute_gets_meeting_link(self):
        for event in self:
            event.gets_meeting_link = event._needs_meeting_link()

    def _compute_videocall_source(self):
        result = super()._compute_videocall_source()
        for event in self:
            if self._is_meeting_link(event.videocall_location):
                event.videocall_source = "meeting"
        return result

    @api.model
    def _is_meeting_link(self, url):
        """Whether this is the address of one of our meetings."""
        return (url or "").startswith(f"{self.browse().get_base_url()}/meeting/")

    # ------------------------------------------------------------
    # What is what
    # ------------------------------------------------------------

    def _is_among_colleagues(self):
        """Whether this event, which need not be saved yet, calls colleagues together
        and is nothing else."""
        self.ensure_one()
        # sudo: res.partner - who works here
        partners = self.partner_ids._origin.sudo()
        return (
            len(partners) > 1
            and not any(partners.mapped("partner_share"))
            and not self._stays_in_calendar()
        )

    def _stays_in_calendar(self):
        """Whether this event is left alone, whoever is invited. For modules to extend,
        for events of theirs."""
        self.ensure_one()
        return (
            self.allday
            or self._has_passed()
            or any(self.categ_ids._origin.mapped("may_stay_internal"))
            or bool(self.res_model and self.res_model not in self._subjects())
            or self._is_synchronised()
        )

    @api.model
    def _subjects(self):
        """Return models about whose records people meet: contacts, and what they talk
        about in channels. Events that are linked to records of others are of these, and
        not for us to judge: a leave, a booking."""
        # none where the module of the mixin is not installed
        talked_about = self.env.registry.descendants(
            ["discuss.record.mixin"], "_inherit"
        )
        return {"res.partner", *talked_about}

    def _has_passed(self):
        return bool(self.stop) and self.stop <= fields.Datetime.now()

    def _is_synchronised(self):
        return any(self[name] for name in SYNC_FIELDS if name in self._fields)

    @api.model
    def _is_by_person(self):
        """Whether it is a colleague who acts here, and invites people."""
        context = self.env.context
        return (
            not self.env.su
            and self.env.user._is_internal()
            and not any(
                context.get(key)
                for key in (
                    "dont_notify",
                    "import_file",
                    "install_mode",
                    "no_mail_to_attendees",
                )
            )
        )

    def _is_required(self):
        """Whether the current person may not invite colleagues alone."""
        # sudo: res.company - what colleagues ought to do is no secret
        return (
            self._is_by_person()
            and self.env.company.sudo().calendar_meeting_mode == "require"
        )

    @api.model
    def _draft_fields(self):
        """Return what tells a meeting among colleagues from an appointment. For modules
        to extend."""
        names = (
            "allday",
            "categ_ids",
            "duration",
            "name",
            "partner_ids",
            "recurrency",
            "res_model_id",
            "start",
            "stop",
            "user_id",
            "videocall_location",
            *SYNC_FIELDS,
        )
        return [name for name in names if name in self._fields]

    @api.model
    def _draft(self, vals):
        """Return what an event made of these values would be; nothing is saved."""
        names = self._draft_fields()
        values = self.default_get(names)
        if "start" in vals:
            # that of another start
            values.pop("stop", None)
        values.update({name: vals[name] for name in names if name in vals})
        return self.new(values)

    def _changed_draft(self, vals):
        """Return what this event would be after these changes; nothing is saved."""
        self.ensure_one()
        names = self._draft_fields()
        return self.new({n: vals[n] for n in names if n in vals}, origin=self)

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        # those that repeat another are as that one was
        drafts = [
            self.browse() if vals.get("recurrence_id") else self._draft(vals)
            for vals in vals_list
        ]
        if self._is_required():
            for draft in filter(None, drafts):
                if draft._is_among_colleagues():
                    draft._refuse()
        meetings = {}
        if not self._is_transferred():
            vals_list = list(vals_list)
            for index, draft in enumerate(drafts):
                if meeting := draft._make_meeting_link():
                    vals_list[index] = {
                        **vals_list[index],
                        "videocall_location": meeting.url,
                    }
                    meetings[meeting.url] = meeting
        events = super().create(vals_list)
        for event in events if meetings else ():
            if meeting := meetings.get(event.videocall_location):
                meeting.calendar_event_ids = event | event._series()
                meeting._follow_appointments()
        return events

    def write(self, vals):
        if self.env.context.get("following_meetings"):
            # part of a change that we look after already
            return super().write(vals)
        vals = dict(vals)
        if "partner_ids" in vals and self._is_required():
            for event in self:
                draft = event._changed_draft(vals)
                if (
                    draft.partner_ids._origin - event.partner_ids
                    and draft._is_among_colleagues()
                ):
                    draft._refuse()
        following = self.with_context(following_meetings=True)
        new = following._link_appointments(vals)
        meetings = self._meetings()
        # what one writes for all in a series takes part of it to others
        series = self.recurrence_id.calendar_event_ids if meetings or new else self
        result = super(CalendarEvent, following).write(vals)
        for event, meeting in new.items():
            meeting.calendar_event_ids |= event
        meetings |= meetings.union(*new.values())
        for meeting in meetings:
            # sudo: calendar.event - a link follows all appointments that it is for
            known = (meeting.calendar_event_ids | self | series).exists().sudo()
            known |= known._series()
            meeting.calendar_event_ids |= meeting._of_link(known)
        meetings._follow_appointments(reopen=vals.get("active"))
        return result

    def unlink(self):
        meetings = self._meetings()
        result = super().unlink()
        meetings._follow_appointments()
        return result

    def copy(self, default=None):
        # a copy is another appointment, with a link of its own
        linked = self._meetings().calendar_event_ids
        events = self.browse()
        for event in self:
            values = dict(default or {})
            if event in linked:
                values.setdefault("videocall_location", False)
            events += super(CalendarEvent, event).copy(values)
        return events

    def _get_ics_file(self):
        files = super()._get_ics_file()
        for event in self:
            if event.id in files and self._is_meeting_link(event.videocall_location):
                files[event.id] = add_link(files[event.id], event.videocall_location)
        return files

    def _get_customer_description(self):
        """Tell calendars outside of Odoo our link: they invite in the place of Odoo,
        and know of no address of others for it."""
        description = super()._get_customer_description()
        url = self.videocall_location
        # what we have told them comes back with the next change that is made there
        if not self._is_meeting_link(url) or url in description:
            return description
        link = Markup('<p><a href="%(url)s">%(url)s</a></p>') % {"url": url}
        return description + link

    def _need_video_call(self):
        """What has our link gets no call of theirs. Only they ask."""
        return (
            not self._is_meeting_link(self.videocall_location)
            and super()._need_video_call()
        )

    def _series(self):
        """Return the events that repeat these (sudo), archived ones included."""
        # sudo: calendar.event - those of one series have one link
        recurrences = self.sudo().recurrence_id.with_context(active_test=False)
        return recurrences.calendar_event_ids

    # ------------------------------------------------------------
    # Appointments
    # ------------------------------------------------------------

    def _needs_meeting_link(self):
        """Whether this event, which need not be saved yet, is an appointment without a
        place on the net."""
        self.ensure_one()
        if (
            self.videocall_location
            or self.allday
            or self._has_passed()
            or self._is_synchronised()
        ):
            return False
        if not self._is_appointment():
            return False
        # sudo: res.users, res.company - an appointment is as its organiser's company
        # wants it
        host = self.sudo()._appointment_host()
        return bool(host) and host.company_id.has_appointment_links

    def _is_appointment(self):
        """Whether somebody comes from outside. For modules to extend, for events of
        theirs."""
        self.ensure_one()
        # sudo: res.partner - who does
        return any(self.partner_ids._origin.sudo().mapped("partner_share"))

    def _make_meeting_link(self):
        """Return the new meeting (sudo) of this event, if it needs one."""
        meetings = self.env["discuss.meeting"]
        if self and self._needs_meeting_link():
            return meetings._create_for_appointment(self)
        return meetings

    def _appointment_host(self):
        """Return the colleague who holds this appointment (sudo)."""
        users = self.user_id._origin | self.partner_ids._origin.user_ids
        return users.filtered(lambda user: user._is_internal())[:1]

    @api.model
    def _is_transferred(self):
        """Whether events come from elsewhere, with links of their own if they need
        some."""
        context = self.env.context
        return bool(context.get("dont_notify") or context.get("import_file"))

    def _link_appointments(self, vals):
        """Give those of these events a link that become appointments by these changes.

        :return: meetings (sudo) by event
        """
        if (
            not {"partner_ids", "allday", "start", "user_id"} & vals.keys()
            or "videocall_location" in vals
            or self._is_transferred()
        ):
            return {}
        new = {}
        for event in self.filtered(lambda e: not e.videocall_location):
            draft = event._changed_draft(vals)
            if meeting := draft._make_meeting_link():
                new[event] = meeting
                if len(self) == 1:
                    # with the others in the series, if these are changed, too
                    vals["videocall_location"] = meeting.url
                else:
                    super(CalendarEvent, event).write(
                        {"videocall_location": meeting.url}
                    )
        return new

    def _meetings(self):
        """Return the meetings (sudo) of these appointments."""
        # sudo: discuss.meeting - those of events that the user may change
        meetings = self.env["discuss.meeting"].sudo()
        return meetings.search(Domain("calendar_event_ids", "in", self.ids))
