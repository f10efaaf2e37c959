from datetime import datetime, timedelta

import vobject
from lxml import html

from odoo.tests import tagged

from .common import CalendarMeetingCase


@tagged("post_install", "-at_install")
class TestAppointmentMail(CalendarMeetingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # 15:00 in Paris, 9 in the morning in New York
        year = cls.tomorrow.year + 1
        cls.at = datetime(year, 1, 14, 14)

    def invite(self, **values):
        """Create an appointment; return the mails by recipient."""
        with self.mock_mail_gateway():
            self.made = self.appointment(start=self.at, **values)
        return self.by_recipient()

    def by_recipient(self):
        return {mail.recipient_ids: mail for mail in self._new_mails}

    def text(self, mail):
        body = html.fromstring(mail.mail_message_id.body)
        return " ".join(body.text_content().split())

    def test_an_invitation_is_short_and_plain(self):
        mail = self.invite(description="<p>Internal notes</p>")[self.outsider]
        text = self.text(mail)
        self.assertIn("Hello Chloe", text)
        self.assertIn("Alice invites you to an appointment.", text)
        self.assertIn("14 January", text)
        self.assertIn("9:00", text)
        self.assertIn("10:00", text)
        self.assertIn("(America/New_York)", text)
        self.assertIn("Bob", text)
        self.assertIn(self.made.videocall_location, text)
        self.assertIn("Accept", text)
        self.assertIn("Decline", text)
        self.assertNotIn("Internal notes", text)
        self.assertLess(len(text), 400)
        for what in ("accept", "decline"):
            self.assertIn(f"/calendar/meeting/{what}?token=", mail.body_html)
        self.assertEqual(mail.subject, "Invitation: Offer")

    def test_the_file_leads_to_the_meeting(self):
        mail = self.invite()[self.outsider]
        file = mail.attachment_ids
        self.assertEqual(file.name, "invitation.ics")
        event = vobject.readOne(file.raw.decode()).vevent
        self.assertEqual(event.url.value, self.made.videocall_location)
        self.assertEqual(event.location.value, self.made.videocall_location)
        self.assertEqual(event.dtstart.value.replace(tzinfo=None), self.at)

    def test_a_place_stays_the_place(self):
        mail = self.invite(location="Office 3")[self.outsider]
        event = vobject.readOne(mail.attachment_ids.raw.decode()).vevent
        self.assertEqual(event.location.value, "Office 3")
        self.assertIn("Office 3", self.text(mail))

    def test_in_the_language_of_who_is_invited(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.outsider.lang = "fr_FR"
        self.outsider.tz = False
        text = self.text(self.invite()[self.outsider])
        self.assertIn("14 janvier", text)
        # that of the organiser, where theirs is not known
        self.assertIn("15:00", text)
        self.assertIn("(Europe/Paris)", text)

    def test_names_are_text(self):
        mail = self.invite(name="<b>Offer</b>")[self.outsider]
        self.assertIn("&lt;b&gt;Offer", mail.body_html)
        self.assertNotIn("<b>Offer", mail.body_html)

    def test_colleagues_read_what_the_calendar_writes(self):
        mails = self.invite()
        colleagues = mails[self.bob.partner_id]
        self.assertEqual(colleagues.subject, "Invitation to Offer")
        self.assertIn(self.made.videocall_location, colleagues.body_html)

    def test_as_many_mails_as_the_calendar_sends(self):
        self.assertEqual(set(self.invite()), {self.bob.partner_id, self.outsider})
        for name in ("invitation", "change", "reminder"):
            template = f"calendar_discuss_meeting.template_appointment_{name}"
            self.env.ref(template).active = False
        stock = self.invite()
        self.assertEqual(set(stock), {self.bob.partner_id, self.outsider})
        # archived, ours leave it to those of the calendar
        self.assertEqual(stock[self.outsider].subject, "Invitation to Offer")

    def test_changes_and_reminders_are_as_short(self):
        self.invite()
        later = self.at + timedelta(hours=1)
        with self.mock_mail_gateway():
            self.made.write({"start": later, "stop": later + timedelta(hours=1)})
        change = self.by_recipient()[self.outsider]
        self.assertEqual(change.subject, "New time: Offer")
        self.assertIn("10:00", self.text(change))
        with self.mock_mail_gateway():
            self.made.attendee_ids._notify_attendees(
                self.env.ref("calendar.calendar_template_meeting_reminder"),
                notify_author=True,
            )
        reminders = self.by_recipient()
        self.assertEqual(reminders[self.outsider].subject, "Reminder: Offer")
        self.assertIn(self.made.videocall_location, self.text(reminders[self.outsider]))
        self.assertEqual(len(reminders), 3)

    def test_a_series_is_told_of_once(self):
        with self.mock_mail_gateway():
            self.series(self.alice.partner_id | self.outsider, name="Offer")
        mail = self._new_mails
        self.assertEqual(mail.recipient_ids, self.outsider)
        self.assertIn("/calendar/recurrence/accept?token=", mail.body_html)
