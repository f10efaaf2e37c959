from unittest.mock import patch

from odoo.models import BaseModel
from odoo.tests import tagged

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestPerformance(TestDiscussRecordCommon):
    """Queries do not grow with the number of records, channels or members."""

    def _count(self, function):
        self.env.flush_all()
        self.env.invalidate_all()
        # In a request, who asks is known before the question.
        self.responsible.fetch(["partner_id"])
        before = self.env.cr.sql_log_count
        function()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def _documents(self, count):
        documents = self.env["test.discuss.record"].concat(
            *(
                self._new_document(name=f"Document {i}", user_id=self.responsible.id)
                for i in range(count)
            )
        )
        for document in documents:
            self._open(document, self.responsible)
        return documents

    def _read(self, documents):
        """What a form or a list asks of the server for the button."""
        return documents.with_user(self.responsible).web_read(
            {
                "name": {},
                "team_channel_id": {"fields": {}},
                "team_channel_unread_counter": {},
                "discuss_summary": {},
            }
        )

    def test_reading_does_not_grow(self):
        few, many = self._documents(2), self._documents(12)
        self._read(few)
        counts = [self._count(lambda d=d: self._read(d)) for d in (few, many)]
        self.assertEqual(counts[0], counts[1])

    def test_reading_costs_one_query_more(self):
        """So that modules that add to the line have one left, of two."""
        documents = self._documents(3)
        self._read(documents)
        plain = self._count(
            lambda: documents.with_user(self.responsible).web_read({"name": {}})
        )
        self.assertLessEqual(self._count(lambda: self._read(documents)) - plain, 1)

    def test_column(self):
        """A list that has the column asks nothing of the database for it; what it
        shows costs the same however many rows there are."""
        few, many = self._documents(8), self._documents(80)
        as_user = many.with_user(self.responsible)
        plain = self._count(lambda: as_user.web_read({"name": {}}))
        column = self._count(
            lambda: as_user.web_read({"name": {}, "has_discussion": {}})
        )
        self.assertEqual(column, plain)
        counts = [
            self._count(lambda d=d: d.with_user(self.responsible).get_discuss_glances())
            for d in (few, many)
        ]
        self.assertEqual(counts[0], counts[1])
        # which of the records may be read, and what is shown
        self.assertLessEqual(counts[1], 2)

    def test_reading_for_who_is_not_in_the_channel(self):
        documents = self._documents(2)
        (values, _second) = documents.with_user(self.stranger).web_read(
            {"team_channel_id": {"fields": {}}, "team_channel_unread_counter": {}}
        )
        self.assertEqual(
            values["team_channel_id"]["id"], documents[0].team_channel_id.id
        )
        self.assertEqual(values["team_channel_unread_counter"], 0)

    def test_daily_audit(self):
        self._documents(2)
        self._audit()
        few = self._count(self._audit)
        self._documents(12)
        self._audit()
        many = self._count(self._audit)
        self.assertEqual(few, many)

    def test_saving_what_does_not_concern_the_channel(self):
        (document,) = self._documents(1)
        with_channel = self._count(lambda: document.write({"amount": 5}))
        without = self._count(lambda: self.document.write({"amount": 5}))
        self.assertEqual(with_channel, without)

    def test_saving_costs_no_query_to_keep_headers_true(self):
        """Not even what the header shows, as whoever saves a record reads it."""
        (document,) = self._documents(1)
        model = type(document)

        def save(document):
            document.with_user(self.colleague).web_save(
                {"amount": 5, "state": "done"}, {"amount": {}, "state": {}}
            )
            self.env.flush_all()

        for saved in (self.document, document):
            with self.subTest(channel=saved.team_channel_id):
                save(saved)
                count = self._count(lambda d=saved: save(d))
                with patch.object(model, "_write_multi", BaseModel._write_multi):
                    self.assertEqual(count, self._count(lambda d=saved: save(d)))
