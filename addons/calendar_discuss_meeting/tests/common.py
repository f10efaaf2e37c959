import json
from datetime import timedelta

from odoo.tests import Form

from odoo.addons.bus.models.bus import channel_with_db, json_dump
from odoo.addons.discuss_meeting.tests.common import MeetingCase

LINK = "discuss.meeting.new"


class CalendarMeetingCase(MeetingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.env.company
        cls.company.write(
            {"calendar_meeting_mode": "suggest", "has_appointment_links": True}
        )
        for user in (cls.alice, cls.bob, cls.carol):
            user.email = f"{user.login}@example.com"
        cls.outsider = cls.env["res.partner"].create(
            {
                "email": "chloe@customer.example.com",
                "name": "Chloe",
                "tz": "America/New_York",
            }
        )
        now = cls.env.cr.now().replace(microsecond=0)
        cls.tomorrow = now + timedelta(days=1)
        cls.all_of_us = (cls.alice | cls.bob | cls.carol).partner_id

    def event(self, partners=None, user=None, **values):
        """Create an event, by default of Alice with Bob and Carol."""
        partners = self.all_of_us if partners is None else partners
        events = self.env["calendar.event"].with_user(user or self.alice)
        return events.create(self.values(partners, **values))

    def values(self, partners, **values):
        return {
            "name": "Budget",
            "partner_ids": partners.ids,
            "start": self.tomorrow,
            "stop": values.get("start", self.tomorrow) + timedelta(hours=1),
            **values,
        }

    def series(self, partners=None, **values):
        """Create four events, a week apart."""
        return self.event(
            partners,
            recurrency=True,
            rrule_type="weekly",
            end_type="count",
            count=4,
            event_tz="UTC",
            **{self.tomorrow.strftime("%a").lower(): True},
            **values,
        )

    def appointment(self, **values):
        """Create an event of Alice with Bob and somebody from outside."""
        partners = (self.alice | self.bob).partner_id | self.outsider
        return self.event(partners, **{"name": "Offer", **values})

    def link_of(self, event):
        return event._meetings()

    def told(self, listener):
        """Return what is known of a meeting by what a user, or who is in a channel, was
        sent since the last ``_reset_bus``."""
        self.env.cr.precommit.run()
        if listener._name == "res.users":
            listener = listener.partner_id
        channel = json_dump(channel_with_db(self.env.cr.dbname, listener))
        known = {}
        for line in self.env["bus.bus"].search([("channel", "=", channel)], order="id"):
            message = json.loads(line.message)
            if message["type"] == "mail.record/insert":
                for values in message["payload"].get("discuss.meeting", []):
                    known |= values
        return known

    def wizard(self, action, user=None):
        """Open the form that an action shows."""
        wizards = self.env[LINK].with_user(user or self.alice)
        return Form(wizards.with_context(**action["context"]))

    def post(self, form):
        """Press the button of the form; return the meeting (sudo)."""
        form.save().action_post()
        return self.env["discuss.meeting"].search([], limit=1)
