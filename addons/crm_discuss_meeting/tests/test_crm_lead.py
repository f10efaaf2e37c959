from odoo.exceptions import RedirectWarning

from odoo.addons.calendar_discuss_meeting.tests.common import CalendarMeetingCase


class TestCrmLead(CalendarMeetingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.alice.group_ids |= cls.env.ref("sales_team.group_sale_salesman_all_leads")
        leads = cls.env["crm.lead"].with_user(cls.alice)
        cls.internal, cls.external, cls.unknown = leads.create(
            [
                {"name": name, "partner_id": partner.id, "type": "opportunity"}
                for name, partner in (
                    ("Inside", cls.bob.partner_id),
                    ("Outside", cls.outsider),
                    ("Unknown", cls.env["res.partner"]),
                )
            ]
        )

    def test_the_link_comes_first_among_colleagues(self):
        for mode in ("suggest", "require"):
            self.company.calendar_meeting_mode = mode
            action = self.internal.action_schedule_meeting()
            self.assertEqual(action["res_model"], "discuss.meeting.new")
            form = self.wizard(action)
            self.assertEqual(form.name, "Inside")
            self.assertEqual(form.partner_ids.ids, self.bob.partner_id.ids)
            for lead in (self.external, self.unknown):
                action = lead.action_schedule_meeting()
                self.assertEqual(action["res_model"], "calendar.event")
        self.company.calendar_meeting_mode = "off"
        action = self.internal.action_schedule_meeting()
        self.assertEqual(action["res_model"], "calendar.event")

    def test_the_calendar_is_one_click_away(self):
        wizard = self.wizard(self.internal.action_schedule_meeting()).save()
        action = wizard.action_open_calendar()
        self.assertEqual(action["res_model"], "calendar.event")
        self.assertEqual(action["context"]["default_opportunity_id"], self.internal.id)

    def test_others_ask_for_the_context_of_the_calendar(self):
        action = self.internal.action_schedule_meeting(smart_calendar=False)
        self.assertEqual(action["res_model"], "calendar.event")
        action = self.internal.action_reschedule_meeting()
        self.assertEqual(action["res_model"], "calendar.event")

    def test_a_meeting_about_an_opportunity_is_one_among_colleagues(self):
        event = self.event(opportunity_id=self.external.id)
        self.assertTrue(event.can_be_link)
        self.company.calendar_meeting_mode = "require"
        model_id = self.env["ir.model"]._get_id("crm.lead")
        with self.assertRaises(RedirectWarning):
            self.event(
                opportunity_id=self.external.id,
                res_id=self.external.id,
                res_model_id=model_id,
            )
