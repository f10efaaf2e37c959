from unittest.mock import patch

from lxml.html import fromstring

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.discuss_record.feed import Feed

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestOneNote(TestDiscussRecordCommon):
    """Whatever a transaction does to records and their conversation: one note."""

    def setUp(self):
        super().setUp()
        self.channel = self._open(self.document, self.responsible)
        self._end_transaction()
        self.document = self.document.with_user(self.responsible)

    def _lines(self):
        (note,) = self._feed_notes(self.channel)
        self.assertEqual(self.channel.sudo().message_ids, note)
        return self._feed_lines(note)

    def test_changed_and_carried_on(self):
        sequel = self.env["test.discuss.sequel"].with_user(self.responsible)
        self.document.date = "2030-01-02"
        sequel.create({"name": "Sequel", "origin_id": self.document.id})
        changed, carried_on = self._lines()
        self.assertIn("goes on with Test Sequel Sequel, too", carried_on)
        self.assertIn("01/02/2030", changed)

    def test_changed_and_closed(self):
        self.document.write({"state": "done", "active": False})
        self.assertIn("Finished", self._lines()[0])
        self.assertEqual(self._lines()[1], "closed this channel: Archived")
        self._end_transaction()
        self.document.sudo().write({"state": "draft", "active": True})
        self.assertEqual(self._lines()[-1], "reopened this channel.")

    def test_merged_and_changed(self):
        other = self._new_document(name="Other", user_id=self.responsible.id)
        source = self._open(other, self.responsible)
        self._end_transaction()
        self.document._discuss_absorb(other.with_user(self.responsible))
        self.document.date = "2030-01-02"
        lines = self._lines()
        self.assertEqual(len(lines), 2)
        self.assertTrue(any("into this channel" in line for line in lines))
        (note,) = source.sudo().message_ids
        self.assertIn("merged this channel into", note.body)

    def test_as_text(self):
        """Where only the text of the note is shown, its lines stand apart."""
        self.document.write({"state": "done", "active": False})
        (note,) = self._feed_notes(self.channel)
        self.assertIn(
            "Finished closed", " ".join(fromstring(note.body).text_content().split())
        )

    def test_called_by_a_program(self):
        """Without a language in the context, it is said in that of who acts."""
        self.env["res.lang"]._activate_lang("fr_FR")
        self.responsible.lang = "fr_FR"
        self.env["ir.module.module"]._load_module_terms(["discuss_closing"], ["fr_FR"])
        self.document.with_context(lang=None).active = False
        self.env.cr.flush()
        self.assertIn("a clôturé", self.channel.sudo().message_ids.body)

    def test_closed_alone(self):
        """What no feed tells of stays the channel's own note."""
        self.document.active = False
        self.env.cr.precommit.run()
        self.assertFalse(self._feed_notes(self.channel))
        self.assertIn("closed this channel", self.channel.sudo().message_ids.body)

    def test_changed_and_left(self):
        self._open(self.document, self.colleague)
        self.document.sudo().write(
            {"date": "2030-01-02", "company_id": self.other_company.id}
        )
        *left, changed = self._lines()
        self.assertIn("Colin Colleague left", " ".join(left))
        self.assertEqual(len(left), 2)
        self.assertIn("01/02/2030", changed)

    def test_named_author(self):
        """What Odoo says of itself has a subject, also in a note that had none."""
        feed = Feed.of(self.env(su=True))
        channel = self.channel.sudo()
        self.document.sudo().with_user(
            self.env.ref("base.user_root")
        ).date = "2030-01-02"
        (note,) = self._feed_notes(self.channel)
        self.assertIn("o_hide_author", note.body)
        Feed.of(feed.env).say(
            channel.with_user(self.env.ref("base.user_root")), "left."
        )
        self.assertEqual(self._lines()[-1], "left.")
        self.assertNotIn("o_hide_author", note.body)

    def test_a_line_that_fails(self):
        """It costs no other line, nor what people did."""
        self.document.date = "2030-01-02"
        feed = Feed.of(self.env)
        feed.say(self.channel, "said.")
        feed.said[-1].append("said to nobody")
        with (
            patch.object(
                type(self.document), "_discuss_feed_line", side_effect=ZeroDivisionError
            ),
            mute_logger("odoo.addons.discuss_record.feed"),
        ):
            self.assertEqual(self._lines(), ["said."])
