from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.base.models import ir_cron
from odoo.addons.discuss_record.models import discuss_record_departure

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestDeparture(TestDiscussRecordCommon):
    """Who loses a record leaves its channel, at once, and it is noted why."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group = cls.env["res.groups"].create({"name": "Readers"})
        cls.higher_group = cls.env["res.groups"].create({"name": "Editors"})
        cls.env["ir.rule"].create(
            {
                "name": "readers read what is confidential",
                "model_id": cls.env["ir.model"]._get_id("test.discuss.record"),
                "groups": [Command.link(cls.group.id)],
                "domain_force": "[(1, '=', 1)]",
            }
        )
        cls.administrator = cls._new_user(
            "administrator",
            "discuss_theme.group_discuss_administrator",
            name="Ada Administrator",
        )

    def _departures(self, **kwargs):
        return self.env["discuss.record.departure"].search(
            [(name, "=", value) for name, value in kwargs.items()]
        )

    def _enter_confidential(self):
        self.colleague.group_ids += self.group
        channel = self._open(self.confidential, self.colleague)
        self.assertIn(self.colleague.partner_id, self._members(channel))
        return channel

    def _assert_left(self, channel, reason):
        self.assertNotIn(self.colleague.partner_id, self._members(channel))
        departure = self._departures(partner_id=self.colleague.partner_id.id)
        self.assertEqual(departure.mapped("reason"), [reason])
        self.assertEqual(departure.channel_id, channel)
        self.assertEqual(departure.channel_name, "Secret")
        self.assertEqual(departure.record_names, "Secret")
        return departure

    def test_groups_of_a_person_change(self):
        channel = self._enter_confidential()
        self._reset_bus()
        self.colleague.group_ids -= self.group
        self._assert_left(channel, "group")
        self.env.cr.precommit.run()
        body = channel.message_ids[0].body
        self.assertIn("is not open to them any more", body)
        # it says who: the name of who did it does not stand before it
        self.assertIn("o_hide_author", body)
        told = [n for n in self._bus_messages() if "simple_notification" in n]
        self.assertEqual(len(told), 1)
        self.assertIn("You left \\u201cSecret\\u201d", told[0])

    def test_people_of_a_group_change(self):
        channel = self._enter_confidential()
        self.group.user_ids -= self.colleague
        self._assert_left(channel, "group")

    def test_what_a_group_implies_changes(self):
        """That may concern everybody: the daily check comes at once."""
        self.higher_group.implied_ids = self.group
        self.colleague.group_ids += self.higher_group
        channel = self._open(self.confidential, self.colleague)
        audit = self.env.ref("discuss_record.ir_cron_revoke_record_entries")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", audit.id)])
        triggers.unlink()
        self.higher_group.implied_ids = False
        self.assertTrue(triggers.search([("cron_id", "=", audit.id)]))
        self._audit()
        self._assert_left(channel, "audit")

    def _run_job(self):
        """Run the daily check as the scheduler does."""
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref(
                "discuss_record.ir_cron_revoke_record_entries"
            ).method_direct_trigger()
        self.env.invalidate_all()

    def test_daily_check_by_batches(self):
        """Whatever their number, and however little time it has at once."""
        documents = [self._new_document(name=f"D{i}") for i in range(7)]
        channels = [self._open(document, self.colleague) for document in documents]
        for document in documents:
            document.is_confidential = True
        checked = []
        model = type(self.env["discuss.record.departure"])
        audit = model._audit

        def _audit(departure, channels):
            checked.append(len(channels))
            audit(departure, channels)

        key = "discuss_record.audit_last_id"
        params = self.env["ir.config_parameter"].sudo()
        with (
            patch.object(discuss_record_departure, "AUDIT_BATCH", 3),
            patch.object(model, "_audit", _audit),
            patch.object(ir_cron, "MIN_TIME_PER_JOB", 0),
        ):
            # the job is run again at once, where it ended; and ten times at most
            with patch.object(ir_cron, "MIN_RUNS_PER_JOB", 1):
                self._run_job()
            self.assertEqual(checked, [3])
            self.assertTrue(params.get_param(key))
            self._run_job()
        total = self.env["discuss.channel"].search_count(
            [("record_audience", "!=", False)]
        )
        self.assertEqual(sum(checked), total)
        self.assertEqual(checked[:-1], [3] * (total // 3))
        self.assertEqual(params.get_param(key), "0")
        for channel in channels:
            self.assertNotIn(self.colleague.partner_id, self._members(channel))

    def test_record_changes(self):
        self.confidential.is_confidential = False
        channel = self._open(self.confidential, self.colleague)
        self.confidential.is_confidential = True
        # what nobody follows is found by the daily check
        self.assertFalse(self._departures())
        self.confidential.with_user(self.responsible).company_id = self.env.company
        departure = self._assert_left(channel, "record")
        self.assertEqual(departure.create_uid, self.responsible)

    def test_companies_of_a_person_change(self):
        companies = self.env.company | self.other_company
        self.colleague.company_ids = companies
        self.confidential.write(
            {"is_confidential": False, "company_id": self.other_company.id}
        )
        channel = self._open(self.confidential, self.colleague)
        # who switches a company off stays
        self.assertTrue(
            channel._filter_open_to(
                self.colleague.with_context(allowed_company_ids=self.env.company.ids)
            )
        )
        channel._revoke_record_entries()
        self.assertIn(self.colleague.partner_id, self._members(channel))
        self.colleague.company_ids = self.env.company
        self._assert_left(channel, "company")

    def test_company_of_the_record_without_a_rule(self):
        """A channel belongs to the company of its record, whatever its model says."""
        self.env.ref(
            "test_discuss_record.test_discuss_record_rule_company"
        ).active = False
        self.document.company_id = self.other_company
        channel = self._open(self.document, self.env.ref("base.user_root"))
        self.assertTrue(self.document.with_user(self.colleague).has_access("read"))
        self.assertFalse(channel._filter_open_to(self.colleague))
        self._open(self.document, self.colleague)
        self.assertNotIn(self.colleague.partner_id, self._members(channel))

    def test_who_opens_it_need_not_have_the_companies_of_the_others(self):
        self.responsible.company_ids |= self.other_company
        self.document.company_id = self.env.company
        self.env.flush_all()
        self.env.invalidate_all()
        channel = self._open(self.document, self.colleague)
        self.assertEqual(
            self._members(channel), (self.colleague | self.responsible).partner_id
        )

    def test_companies_of_the_channel(self):
        channel = self._open(self.document, self.responsible)
        self.env.cr.precommit.run()
        self.assertFalse(channel.record_company_ids)
        self.document.company_id = self.env.company
        self.env.cr.precommit.run()
        self.assertEqual(channel.record_company_ids, self.env.company)
        # a channel with records of two companies belongs to both
        self._new_document(company_id=self.other_company.id, team_channel_id=channel.id)
        self.env.cr.precommit.run()
        self.assertEqual(
            channel.record_company_ids, self.env.company | self.other_company
        )

    def test_who_is_archived_leaves(self):
        channel = self._open(self.document, self.colleague)
        self.colleague.active = False
        self.assertNotIn(self.colleague.partner_id, self._members(channel))
        (departure,) = self._departures()
        self.assertEqual(departure.reason, "outside")
        self.env.cr.precommit.run()
        self.assertIn("no colleague any more", channel.message_ids[0].body)

    def test_who_was_invited_stays(self):
        channel = self._open(self.confidential, self.responsible)
        channel.with_user(self.responsible).add_members(self.colleague.partner_id.ids)
        self.colleague.group_ids += self.group
        self.colleague.group_ids -= self.group
        self.assertIn(self.colleague.partner_id, self._members(channel))
        self.assertFalse(self._departures())

    def test_many_at_once(self):
        """Who leaves several channels is told once."""
        self.colleague.group_ids += self.group
        for i in range(3):
            self._open(
                self._new_document(name=f"Secret {i}", is_confidential=True),
                self.colleague,
            )
        self._reset_bus()
        self.colleague.group_ids -= self.group
        told = [n for n in self._bus_messages() if "simple_notification" in n]
        self.assertEqual(len(told), 1)
        self.assertIn("You left 3 discussions", told[0])
        self.assertEqual(len(self._departures()), 3)

    def test_who_reads_the_report(self):
        channel = self._enter_confidential()
        self.colleague.group_ids -= self.group
        departure = self._assert_left(channel, "group")
        self.assertEqual(departure.with_user(self.administrator).channel_name, "Secret")
        for user in (self.colleague, self.customer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                departure.with_user(user).read(["channel_name"])
        for operation in ("write", "create", "unlink"):
            with self.subTest(operation=operation):
                self.assertFalse(
                    departure.with_user(self.administrator).has_access(operation)
                )
        # of one's companies
        departure.company_id = self.other_company
        self.assertFalse(departure.with_user(self.administrator).has_access("read"))

    def test_report_is_purged(self):
        channel = self._enter_confidential()
        self.colleague.group_ids -= self.group
        departure = self._assert_left(channel, "group")
        departure._gc_departures()
        self.assertTrue(departure.exists())
        with freeze_time(fields.Datetime.now() + timedelta(days=366)):
            departure._gc_departures()
        self.assertFalse(departure.exists())

    def test_looking_does_not_grow(self):
        """What changes about a person is looked up in that person's channels."""

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["discuss.record.departure"]._take_out("team", users=self.colleague)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        def enter(number):
            for i in range(number):
                self._open(self._new_document(name=f"D{i}"), self.colleague)

        enter(2)
        count()
        few = count()
        enter(10)
        for i in range(10):
            self._open(self._new_document(name=f"E{i}"), self.stranger)
        self.assertEqual(count(), few)
