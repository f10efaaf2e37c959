from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.modules.migration import load_script
from odoo.tests import tagged

from .common import TestDiscussRecordCommon

KEEP, DELETE = "keep", "delete"


@tagged("post_install", "-at_install")
class TestEnd(TestDiscussRecordCommon):
    """What becomes of the channel of a record that ends, or is deleted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = cls._new_user(
            "administrator",
            "discuss_theme.group_discuss_administrator",
            name="Ada Administrator",
        )

    def _commit(self):
        """Do what is done before a transaction is committed."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def _write(self, record, **vals):
        record.with_user(self.responsible).write(vals)
        self._commit()

    def _delete(self, records, choice=None, user=None):
        records.with_user(user or self.responsible).with_context(
            discuss_record_deletion=choice
        ).unlink()
        self._commit()

    def _share(self, channel, **values):
        """Return another document that shares the channel."""
        document = self._new_document(user_id=self.responsible.id, **values)
        document.team_channel_id = channel
        self._commit()
        return document

    # ------------------------------------------------------------
    # End
    # ------------------------------------------------------------

    def test_channel_ends_with_its_record(self):
        channel = self._open(self.document, self.responsible)
        self._write(self.document, active=False)
        self.assertTrue(channel.is_closed)
        self.assertEqual(channel.outcome, "Archived")
        self.assertEqual(channel.closed_uid, self.responsible)
        self.assertIn("closed this channel: Archived", channel.message_ids[0].body)
        self._write(self.document, active=True)
        self.assertFalse(channel.is_closed)
        self.assertIn("reopened this channel", channel.message_ids[0].body)

    def test_state_that_passes_does_nothing(self):
        channel = self._open(self.document, self.responsible)
        self.document.active = False
        self.document.active = True
        self._commit()
        self.assertFalse(channel.message_ids)

    def test_what_happened_is_said_before_the_channel_closes(self):
        channel = self._open(self.document, self.responsible)
        self._commit()
        self._write(self.document, active=False, state="done")
        body = channel.message_ids.body
        self.assertLess(body.index("Finished"), body.index("closed this channel"))

    def test_last_word(self):
        """Who reopens a channel has the last word, until the record changes again."""
        channel = self._open(self.document, self.responsible)
        self._write(self.document, active=False)
        channel.with_user(self.responsible).reopen()
        self._write(self.document, active=False, name="Still over")
        self.assertFalse(channel.is_closed)
        self._write(self.document, active=True)
        self._write(self.document, active=False)
        self.assertTrue(channel.is_closed)

    def test_what_a_person_closed_stays_closed(self):
        channel = self._open(self.document, self.responsible)
        channel.with_user(self.responsible).close("We agreed")
        self._write(self.document, active=False)
        self._write(self.document, active=True)
        self.assertEqual(channel.outcome, "We agreed")
        # also where the record had closed it before
        channel.with_user(self.responsible).reopen()
        self._write(self.document, active=False)
        channel.with_user(self.responsible).reopen()
        channel.with_user(self.responsible).close("We agreed again")
        self._write(self.document, active=True)
        self.assertEqual(channel.outcome, "We agreed again")

    def test_open_until_all_records_are_over(self):
        channel = self._open(self.document, self.responsible)
        other = self._share(channel, name="Other")
        self._write(self.document, active=False)
        self.assertFalse(channel.is_closed)
        self._write(other, active=False)
        self.assertEqual(channel.outcome, "Other: Archived")
        self._write(self.document, active=True)
        self.assertFalse(channel.is_closed)

    def test_goes_on_with_the_next_record(self):
        channel = self._open(self.document, self.responsible)
        self._write(self.document, active=False)
        over = self._share(channel, name="Over", active=False)
        self.assertTrue(channel.is_closed)
        self._share(channel, name="Next")
        self.assertFalse(channel.is_closed)
        # one that is over already closes nothing
        self._write(self.document, name="Renamed")
        self.assertTrue(over.team_channel_id)
        self.assertFalse(channel.is_closed)

    def test_record_that_leaves_the_end_to_others(self):
        """As an opportunity that was won: the order decides."""
        channel = self._open(self.document, self.responsible)
        model = type(self.document)
        outcome = model._discuss_outcome

        def _discuss_outcome(record):
            return None if record.state == "done" else outcome(record)

        with (
            patch.object(model, "_discuss_outcome", _discuss_outcome),
            patch.object(model, "_discuss_end_fields", ("active", "state")),
        ):
            self._write(self.document, state="done")
            self.assertFalse(channel.is_closed)
            other = self._share(channel, name="Other")
            self._write(other, active=False)
            self.assertEqual(channel.outcome, "Other: Archived")
            self._write(self.document, state="draft")
            self.assertFalse(channel.is_closed)

    def test_long_outcomes_are_cut(self):
        channel = self._open(self.document, self.responsible)
        other = self._share(channel, name="x" * 300)
        self._write(self.document | other, active=False)
        self.assertEqual(len(channel.outcome), 250)
        self.assertTrue(channel.outcome.endswith("…"))

    def test_who_is_no_colleague_closes_nothing_in_their_name(self):
        channel = self._open(self.document, self.responsible)
        self._commit()
        self.document.with_user(self.customer).sudo().active = False
        self._commit()
        self.assertTrue(channel.is_closed)
        self.assertEqual(channel.closed_uid, self.env.ref("base.user_root"))

    def test_what_a_channel_knows_of_its_records_is_nobodys_to_write(self):
        channel = self._open(self.document, self.responsible)
        for name, value in (
            ("closed_with_record", True),
            ("record_company_ids", self.other_company.ids),
            ("record_is_gone", True),
        ):
            with self.subTest(field=name), self.assertRaises(AccessError):
                channel.with_user(self.responsible).write({name: value})

    def test_channels_of_before_learn_of_their_records(self):
        self.document.company_id = self.env.company
        channel = self._open(self.document, self.responsible)
        self._commit()
        self.env.cr.execute(
            "DELETE FROM "
            + self.env["discuss.channel"]._fields["record_company_ids"].relation
        )
        self.env.cr.execute("UPDATE discuss_channel SET record_is_gone = TRUE")
        self.env.invalidate_all()
        path = "discuss_record/migrations/19.0.1.2.0/end-migration.py"
        load_script(path, "end-migration").migrate(self.env.cr, "19.0.1.1.0")
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(channel.sudo().record_company_ids, self.env.company)
        self.assertFalse(channel.sudo().record_is_gone)

    # ------------------------------------------------------------
    # Deletion
    # ------------------------------------------------------------

    def test_deleted_without_a_word(self):
        """The conversation is closed, says why, and stays with its members."""
        channel = self._open(self.document, self.responsible)
        self._open(self.document, self.colleague)
        channel.message_post(body="Remember", message_type="comment")
        self._delete(self.document)
        self.assertEqual(channel.outcome, "Document was deleted by Romane Responsible")
        self.assertEqual(
            self._members(channel), (self.responsible | self.colleague).partner_id
        )
        self.assertIn("Remember", "".join(channel.message_ids.mapped("body")))
        # what clients that show it ask for is answered
        as_colleague = channel.with_user(self.colleague)
        self.assertEqual(as_colleague.get_record_headers(), [])
        self.assertTrue(as_colleague.sudo().record_is_gone)
        self.assertTrue(as_colleague.has_access("read"))

    def test_somebody_answers_for_what_is_left(self):
        channel = self._open(self.document, self.responsible)
        self._open(self.document, self.colleague)
        self.assertTrue(channel.with_user(self.colleague).can_manage)
        self._delete(self.document)
        self.assertEqual(channel.sudo()._get_owners(), self.responsible.partner_id)
        self.assertTrue(channel.with_user(self.responsible).can_manage)
        self.assertFalse(channel.with_user(self.colleague).can_manage)
        channel.with_user(self.responsible).reopen()
        channel.with_user(self.responsible).channel_rename("What we learnt")
        with self.assertRaises(AccessError):
            channel.with_user(self.colleague).close("Mine")

    def test_kept(self):
        channel = self._open(self.document, self.responsible)
        self._delete(self.document, KEEP)
        self.assertFalse(channel.is_closed)
        self.assertIn("was deleted by", channel.message_ids[0].body)
        channel.with_user(self.responsible).message_post(
            body="Still here", message_type="comment"
        )

    def test_deleted_on_purpose(self):
        channel = self._open(self.document, self.responsible)
        thread = channel.with_user(self.responsible)._create_sub_channel(name="Thread")
        with self.assertRaisesRegex(AccessError, "Only discussion administrators"):
            self._delete(self.document, DELETE)
        self.assertTrue(self.document.exists())
        self._delete(self.document, DELETE, self.administrator)
        self.assertFalse((channel | thread).exists())

    def test_conversation_with_another_record_is_not_deleted(self):
        channel = self._open(self.document, self.responsible)
        other = self._share(channel, name="Other")
        for choice, document in ((DELETE, self.document), (KEEP, other)):
            records = self.env["test.discuss.record"].search(
                [("team_channel_id", "=", channel.id)]
            )
            stakes = document.with_user(self.administrator).get_discussions_at_stake()
            self.assertEqual(stakes["count"], 2 - len(records))
            self._delete(document, choice, self.administrator)
            self.assertTrue(channel.exists())
            self.assertFalse(channel.is_closed)

    def test_last_that_goes_on_is_deleted(self):
        channel = self._open(self.document, self.responsible)
        other = self._share(channel, name="Other")
        self._write(self.document, active=False)
        self._delete(other)
        self.assertEqual(channel.outcome, "Other was deleted by Romane Responsible")
        self.assertFalse(channel.sudo().record_is_gone)

    def test_deletion_that_is_undone(self):
        channel = self._open(self.document, self.responsible)
        try:
            with self.env.cr.savepoint():
                self.document.unlink()
                raise ValueError
        except ValueError:
            self.env.invalidate_all()
        self._commit()
        self.assertFalse(channel.is_closed)
        self.assertFalse(channel.sudo().record_is_gone)

    def test_what_is_at_stake(self):
        channel = self._open(self.document, self.responsible)
        Document = self.env["test.discuss.record"]
        for user, records, expected in (
            (self.responsible, self._new_document(), (0, False)),
            (self.responsible, self.document, (1, False)),
            (self.administrator, self.document, (1, True)),
            (self.responsible, Document.browse(self.document.id + 10_000), (0, False)),
        ):
            with self.subTest(user=user.login):
                stakes = records.with_user(user).get_discussions_at_stake()
                self.assertEqual((stakes["count"], stakes["can_delete"]), expected)
        for user, document in (
            (self.colleague, self.confidential),
            (self.customer, self.document),
        ):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                document.with_user(user).get_discussions_at_stake()
        self.assertTrue(channel.exists())

    # ------------------------------------------------------------
    # Speed
    # ------------------------------------------------------------

    def _count(self, function):
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        function()
        self._commit()
        return self.env.cr.sql_log_count - before

    def test_costs_nothing_where_there_is_nothing_to_do(self):
        channel = self._open(self.document, self.responsible)
        plain = self._new_document()
        self._commit()

        def save(document, end_fields):
            with patch.object(type(document), "_discuss_end_fields", end_fields):
                document.is_confidential = False
                self._commit()
                return self._count(lambda: document.write({"is_confidential": True}))

        save(plain, ())
        stock = save(plain, ())
        for document in (plain, self.document):
            with self.subTest(has_channel=bool(document.team_channel_id)):
                self.assertEqual(save(document, ("is_confidential",)), stock)
        self.assertFalse(channel.message_ids)

    def test_looking_at_what_ended_does_not_grow(self):
        """To close a channel costs its note; to find out which, the same for many."""

        def documents(count):
            result = self.env["test.discuss.record"].concat(
                *(self._new_document(name=f"D{i}") for i in range(count))
            )
            for document in result:
                self._open(document, self.responsible)
                self._share(document.team_channel_id)
            return result

        few, many = documents(2), documents(20)
        documents(1).active = False
        self._commit()
        counts = [
            self._count(lambda d=d: d.write({"active": False})) for d in (few, many)
        ]
        self.assertEqual(counts[0], counts[1])
