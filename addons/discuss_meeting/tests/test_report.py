from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .summary_common import SummaryCase


class TestList(SummaryCase):
    def due(self, user):
        meetings = self.env["discuss.meeting"].with_user(user)
        return meetings.search(
            [("is_summary_due", "=", True), ("channel_id", "=", self.group.id)]
        )

    def test_due_after_a_day(self):
        meeting = self.hold()
        self.assertFalse(self.due(self.alice))
        self.assertFalse(meeting.is_summary_due)
        meeting.ended_date -= timedelta(hours=25)
        meeting.invalidate_recordset()
        self.assertTrue(meeting.is_summary_due)
        self.assertEqual(self.due(self.alice), meeting)
        self.assertEqual(self.due(self.bob), meeting)
        self.assertFalse(self.due(self.carol))
        open_list = self.env["discuss.meeting"].with_user(self.alice).action_open_list
        self.assertIn("search_default_summary_due", open_list()["context"])
        self.as_user(meeting, self.alice).write_summary("We go")
        self.assertFalse(self.due(self.alice))
        self.assertNotIn("search_default_summary_due", open_list()["context"])

    def test_alone_owes_nothing(self):
        meeting = self.hold([self.alice])
        meeting.ended_date -= timedelta(hours=25)
        self.assertFalse(self.due(self.alice))

    def test_open_channel(self):
        meeting = self.hold()
        action = self.as_user(meeting, self.bob).action_open_channel()
        self.assertEqual(
            action["context"], {"active_id": f"discuss.channel_{self.group.id}"}
        )
        with self.assertRaises(AccessError):
            self.as_user(meeting, self.carol).action_open_channel()

    def test_queries_of_the_list_do_not_grow(self):
        names = ["name", "state", "can_summarize", "is_summary_due", "people_count"]
        counts = []
        for _time in range(3):
            for _meeting in range(3):
                self.hold()
            meetings = self.env["discuss.meeting"].with_user(self.alice)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            meetings.search([("host_id", "=", self.alice.id)]).read(names)
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])


class TestReport(SummaryCase):
    def report(self, user=None, domain=()):
        reports = self.env["discuss.meeting.report"]
        if user:
            reports = reports.with_user(user)
        hosts = [("host_id", "=", self.alice.id)]
        return reports.search([*hosts, *domain], order="id")

    def test_a_line_for_each_meeting(self):
        admin = new_test_user(
            self.env, "meeting_admin", "discuss_theme.group_discuss_administrator"
        )
        meeting = self.hold(minutes=30)
        self.hold([self.alice], channel=self.public)
        self.start(channel=self.public)
        private = self.report(admin, [("kind", "=", "private")])
        self.assertEqual(len(private), 1)
        self.assertEqual((private.people_count, private.told_count), (2, 1))
        self.assertEqual(private.outsider_count, 0)
        self.assertAlmostEqual(private.minutes, 60, delta=2)
        self.assertEqual(private.company_id, meeting.company_id)
        self.assertEqual(private.theme_id, self.group.theme_id)
        self.assertEqual(private.date, meeting.attendance_ids[0].join_date)
        public = self.report(admin, [("kind", "=", "public")])
        self.assertEqual(sorted(public.mapped("people_count")), [0, 1])

    def test_a_line_for_each_day_of_a_standing_link(self):
        meeting = self.start(is_standing=True)
        for days in (2, 1, 0):
            self.enter(meeting, self.bob)
            stay = meeting.attendance_ids[-1]
            stay._leave()
            stay.join_date -= timedelta(days=days)
            stay.leave_date = stay.join_date + timedelta(minutes=10)
        lines = self.report()
        self.assertEqual(lines.mapped("people_count"), [1, 1, 1])
        self.assertEqual(sum(lines.mapped("told_count")), meeting.told_count)
        self.assertAlmostEqual(sum(lines.mapped("minutes")), 30)

    def test_time_that_nobody_knows(self):
        meeting = self.start()
        self.enter(meeting, self.bob)
        meeting._end_expired()
        self.assertEqual(self.report().minutes, 0)

    def test_for_administrators_of_discuss(self):
        self.hold()
        for user in (self.alice, self.customer):
            with self.assertRaises(AccessError):
                self.report(user)

    def test_of_their_companies(self):
        admin = new_test_user(
            self.env, "meeting_admin", "discuss_theme.group_discuss_administrator"
        )
        meeting = self.hold()
        self.assertTrue(self.report(admin))
        meeting.company_id = self.company_2
        self.env.flush_all()
        self.assertFalse(self.report(admin))

    def test_says_no_title(self):
        names = self.env["discuss.meeting.report"]._fields
        self.assertFalse({"name", "channel_id", "meeting_id"} & set(names))
