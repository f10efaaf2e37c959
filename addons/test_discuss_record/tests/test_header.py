from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestHeader(TestDiscussRecordCommon):
    def setUp(self):
        super().setUp()
        self.document.write({"amount": 1234.5, "margin": 0.42, "date": "2030-05-17"})
        self.channel = self._open(self.document, self.responsible)

    def _header(self, user, **context):
        headers = (
            self.channel.with_user(user).with_context(**context).get_record_headers()
        )
        self.assertEqual(len(headers), 1)
        return headers[0]

    def _values(self, header):
        return {field["name"]: field["value"] for field in header["fields"]}

    def test_what_the_record_is(self):
        header = self._header(self.responsible)
        self.assertEqual(header["model"], "test.discuss.record")
        self.assertEqual(header["id"], self.document.id)
        self.assertEqual(header["kind"], "Test Document")
        self.assertEqual(header["name"], "Document")
        self.assertEqual(header["state"], "Draft")

    def test_values_are_for_people(self):
        values = self._values(self._header(self.responsible))
        self.assertEqual(values["user_id"], "Romane Responsible")
        self.assertIn("1,234.50", values["amount"])
        self.assertEqual(values["date"], "05/17/2030")

    def test_field_for_few_is_shown_to_few(self):
        self.assertNotIn("margin", self._values(self._header(self.responsible)))
        manager = self._new_user(
            "manager", name="Max Manager", groups="base.group_user,base.group_system"
        )
        self._open(self.document, manager)
        self.assertEqual(self._values(self._header(manager))["margin"], "0.42")

    def test_who_answers_for_it(self):
        """Stands last, once, and is shown to those who may read the field."""
        model = type(self.document)
        with patch.object(model, "_discuss_header_fields", ("date",)):
            fields = self._header(self.responsible)["fields"]
            self.assertEqual([f["name"] for f in fields], ["date", "user_id"])
            self.assertEqual([f["type"] for f in fields], ["date", "many2one"])
            self.env.registry.clear_cache()
            field = model._fields["user_id"]
            with patch.object(field, "groups", "base.group_system"):
                self.assertEqual(
                    list(self._values(self._header(self.responsible))), ["date"]
                )

    def test_empty_fields_are_left_out(self):
        self.document.date = False
        self.assertNotIn("date", self._values(self._header(self.responsible)))

    def test_several_records(self):
        self.confidential.team_channel_id = self.channel
        headers = self.channel.with_user(self.responsible).get_record_headers()
        self.assertEqual({h["name"] for h in headers}, {"Document", "Secret"})
        self._open(self.document, self.stranger)
        self.assertEqual(self._header(self.stranger)["name"], "Document")

    def test_many_records(self):
        """A header is bounded, and costs the same for all that it shows."""
        for number in range(60):
            self._new_document(name=f"Part {number}", date="2030-01-01")
        parts = self.env["test.discuss.record"].search([("name", "=like", "Part %")])
        channel = self.channel.with_user(self.responsible)
        counts = []
        for some in (parts[:10], parts[10:40], parts[40:]):
            some.team_channel_id = self.channel
            self.env.cr.flush()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            headers = channel.get_record_headers()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(len(headers), 50)
        self.assertEqual(len({header["id"] for header in headers}), 50)
        self.assertLessEqual(max(counts), counts[0])

    def test_refused(self):
        with self.assertRaises(AccessError):
            self.channel.with_user(self.stranger).get_record_headers()
        ordinary = self.env["discuss.channel"]._create_group(
            partners_to=self.customer.partner_id.ids, name="Ordinary"
        )
        with self.assertRaises(AccessError):
            ordinary.with_user(self.customer).get_record_headers()

    def test_channel_of_no_record(self):
        ordinary = self.env["discuss.channel"]._create_group(
            partners_to=self.responsible.partner_id.ids, name="Ordinary"
        )
        self.assertEqual(ordinary.with_user(self.responsible).get_record_headers(), [])
