from odoo import models

TEMPLATES = {
    "calendar.calendar_template_meeting_invitation": "template_appointment_invitation",
    "calendar.calendar_template_meeting_changedate": "template_appointment_change",
    "calendar.calendar_template_meeting_reminder": "template_appointment_reminder",
}


class CalendarAttendee(models.Model):
    _inherit = "calendar.attendee"

    def _notify_attendees(self, mail_template, *args, **kwargs):
        """Write to people from outside in fewer words."""
        template = self._appointment_template(mail_template)
        if not template:
            return super()._notify_attendees(mail_template, *args, **kwargs)
        outside = self.filtered(lambda a: a._is_from_outside())
        colleagues = self - outside
        if colleagues:
            super(CalendarAttendee, colleagues)._notify_attendees(
                mail_template, *args, **kwargs
            )
        if outside:
            return super(CalendarAttendee, outside)._notify_attendees(
                template, *args, **kwargs
            )
        return None

    def _appointment_template(self, mail_template):
        """Return our template in the place of one of the calendar's; empty if there is
        none, or an administrator has archived it."""
        empty = self.env["mail.template"]
        if not mail_template or isinstance(mail_template, str):
            return empty
        # sudo: mail.template - which one is used is no secret
        xmlid = mail_template.sudo().get_external_id()[mail_template.id]
        if xmlid not in TEMPLATES:
            return empty
        template = self.env.ref(
            f"calendar_discuss_meeting.{TEMPLATES[xmlid]}", raise_if_not_found=False
        )
        return template.filtered("active") if template else empty

    def _is_from_outside(self):
        self.ensure_one()
        # sudo: res.partner - whether they work here
        return self.partner_id.sudo().partner_share

    def _appointment_tz(self):
        """Return the time zone in which to tell this attendee when it is: theirs, or
        that of who invites."""
        self.ensure_one()
        # sudo: res.users - the time zone of the organiser
        event = self.event_id.sudo()
        return self.mail_tz or event.event_tz or event.user_id.tz or "UTC"
