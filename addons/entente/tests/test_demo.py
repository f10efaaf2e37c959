from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestDemo(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.env.ref("base.module_entente").demo:
            raise AssertionError("The tests of the suite need its demo data.")

    def _channel(self, xmlid):
        return self.env.ref(xmlid).team_channel_id

    def test_story_is_told_on_the_records(self):
        for xmlid, theme, messages in (
            ("sale.sale_order_1", "sale_discuss_record.theme_sales", 6),
            ("project.project_project_1", "project_discuss_record.theme_projects", 4),
            ("project.project_1_task_3", "project_discuss_record.theme_projects", 2),
            (
                "helpdesk_mgmt.helpdesk_ticket_2",
                "helpdesk_mgmt_discuss_record.theme_requests",
                2,
            ),
        ):
            with self.subTest(record=xmlid):
                channel = self._channel(xmlid)
                self.assertEqual(channel.theme_id, self.env.ref(theme))
                said = channel.message_ids.filtered(
                    lambda message: message.message_type == "comment"
                )
                self.assertEqual(len(said), messages)
                # in order, and not all in one second
                self.assertEqual(len(set(said.mapped("date"))), messages)
                self.assertEqual(said.sorted("id"), said.sorted("date"))

    def test_story_is_told_in_french(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        before = self._channel("sale.sale_order_1").message_ids
        self.env["entente.demo"]._tell()
        said = self._channel("sale.sale_order_1").message_ids - before
        said = said.filtered(lambda message: message.message_type == "comment")
        self.assertEqual(len(said), 6)
        self.assertIn("Acme emménage", "".join(said.mapped("body")))

    def test_a_meeting_has_its_summary(self):
        channel = self._channel("sale.sale_order_1")
        meetings = self.env["discuss.meeting"]
        meeting = meetings.search([("channel_id", "=", channel.id)])
        self.assertEqual((meeting.people_count, meeting.minutes), (3, 8))
        self.assertEqual(len(meeting.action_ids), 2)
        self.assertEqual(len(meeting.record_note_ids), 1)
        daily = meetings.search(
            [("channel_id", "=", self._channel("project.project_project_1").id)]
        )
        self.assertTrue(daily.is_standing)

    def test_nobody_outside_is_in_it(self):
        for xmlid in ("sale.sale_order_1", "project.project_project_1"):
            members = self._channel(xmlid).channel_member_ids
            self.assertTrue(members.partner_id)
            self.assertFalse(members.partner_id.filtered("partner_share"))
