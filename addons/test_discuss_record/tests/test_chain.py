from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestChain(TestDiscussRecordCommon):
    """A record that follows from another one carries on its conversation."""

    def setUp(self):
        super().setUp()
        self.Sequel = self.env["test.discuss.sequel"]

    def _sequel(self, origin, user=None, **values):
        values = {"name": "Sequel", "origin_id": origin.id, **values}
        return self.Sequel.with_user(user or self.env.user).create(values).sudo(False)

    def _notes(self, channel):
        """Return what has been noted in the channel."""
        self.env.cr.precommit.run()
        messages = channel.sudo().message_ids
        return " ".join(str(message.preview) for message in messages)

    def test_a_new_record_carries_on(self):
        channel = self._open(self.document, self.responsible)
        self._reset_bus()
        sequel = self._sequel(self.document, user_id=self.colleague.id)
        self.assertEqual(sequel.team_channel_id, channel)
        self.assertEqual(
            self._members(channel), (self.responsible | self.colleague).partner_id
        )
        third = self.Sequel.create({"name": "Third", "previous_id": sequel.id})
        self.assertEqual(third.team_channel_id, channel)
        self.assertIn(
            "goes on with Test Sequel Sequel and Test Sequel Third, too",
            self._notes(channel),
        )
        told = [n for n in self._bus_messages() if "discuss.record/feed" in n]
        self.assertEqual(len(told), 1)
        self.assertFalse(
            self.env["mail.notification"].search(
                [("mail_message_id", "in", channel.sudo().message_ids.ids)]
            )
        )

    def test_the_first_discussion_is_for_all(self):
        for pressed in range(4):
            with self.subTest(pressed=pressed):
                first = self._new_document(user_id=self.responsible.id)
                second, other = (self._sequel(first) for _number in range(2))
                third = self.Sequel.create(
                    {
                        "name": "Third",
                        "previous_id": second.id,
                        "user_id": self.stranger.id,
                    }
                )
                chain = (first, second, other, third)
                channel = self._open(chain[pressed], self.colleague)
                for record in chain:
                    self.assertEqual(record.team_channel_id, channel)
                self.assertEqual(
                    self._members(channel),
                    (self.responsible | self.colleague | self.stranger).partner_id,
                )
                self.assertFalse(self._notes(channel))
                headers = channel.with_user(self.colleague).get_record_headers()
                self.assertEqual(len(headers), 4)

    def test_whoever_reads_one_of_the_records_enters(self):
        """And reads what was said before: the conversation says so."""
        channel = self._open(self.confidential, self.responsible)
        channel.with_user(self.responsible).message_post(
            body="Before", message_type="comment"
        )
        self.assertFalse(channel._filter_open_to(self.stranger))
        sequel = self._sequel(self.confidential, self.responsible)
        self.assertIn("who may read that can enter", self._notes(channel))
        self.assertEqual(self._open(sequel, self.stranger), channel)
        as_stranger = channel.with_user(self.stranger)
        self.assertIn("Before", as_stranger.message_ids.mapped("preview"))
        (header,) = as_stranger.get_record_headers()
        self.assertEqual(header["name"], "Sequel")
        with self.assertRaises(AccessError):
            self._open(self.confidential, self.stranger)

    def test_a_link_to_what_one_may_not_read_opens_nothing(self):
        """By whatever road, and whoever opens the conversation later."""
        sequels = {
            "create": self._sequel(self.confidential, self.stranger),
            "default": self.Sequel.with_user(self.stranger)
            .with_context(default_origin_id=self.confidential.id)
            .create({"name": "Sequel"}),
            "write": self.Sequel.with_user(self.stranger).create({"name": "Sequel"}),
        }
        sequels["write"].origin_id = self.confidential.id
        channel = self._open(self.confidential, self.responsible)
        for road, sequel in sequels.items():
            with self.subTest(road=road):
                self.assertFalse(sequel.sudo().team_channel_id)
                own = self._open(sequel, self.stranger)
                self.assertNotEqual(own, channel)
                self.assertNotIn(self.stranger.partner_id, self._members(channel))
                with self.assertRaises(AccessError):
                    sequel.write({"discussed_apart": False})
        with self.assertRaises(AccessError):
            self._sequel(self.confidential, self.stranger, discussed_apart=False)
        # who may read it, may link it
        late = self.Sequel.with_user(self.stranger).create({"name": "Late"})
        late.origin_id = self.confidential.id
        late.with_user(self.responsible).origin_id = self.confidential.id
        self.assertEqual(late.sudo().team_channel_id, channel)

    def test_linked_later(self):
        for discussed in range(2):
            with self.subTest(discussed=discussed):
                first = self._new_document()
                second = self.Sequel.create({"name": "Second"})
                third = self.Sequel.create({"name": "Third", "previous_id": second.id})
                channel = self._open((first, third)[discussed], self.colleague)
                second.with_user(self.colleague).origin_id = first.id
                for record in (first, second, third):
                    self.assertEqual(record.team_channel_id, channel)

    def test_two_conversations_stay_two(self):
        first = self._open(self.confidential, self.responsible)
        sequel = self.Sequel.create({"name": "Sequel"})
        second = self._open(sequel, self.responsible)
        sequel.with_user(self.responsible).origin_id = self.confidential.id
        self.assertEqual(self.confidential.team_channel_id, first)
        self.assertEqual(sequel.team_channel_id, second)
        self.env.cr.precommit.run()
        for here, there in ((first, second), (second, first)):
            body = here.message_ids[:1].body
            self.assertIn(f'data-oe-id="{there.id}"', body)
            # the link is for all who read it, who need not know the other record
            self.assertNotIn("Secret", body)
        self.assertTrue(second._filter_open_to(self.stranger))
        self.assertFalse(first._filter_open_to(self.stranger))

    def test_copy(self):
        """With its origin, as a variant of the same deal; without, as another one."""
        channel = self._open(self.document, self.responsible)
        self.assertEqual(self._sequel(self.document).copy().team_channel_id, channel)
        alone = self.Sequel.create({"name": "Alone"})
        self._open(alone, self.responsible)
        self.assertFalse(alone.copy().team_channel_id)

    def test_rollback_leaves_nothing(self):
        channel = self._open(self.document, self.responsible)
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            self._sequel(self.document)
            raise ZeroDivisionError
        self.assertFalse(self._notes(channel))
        self.assertEqual(channel._search_records()[0], self.document.sudo())

    def test_own_conversation(self):
        channel = self._open(self.document, self.responsible)
        sequel = self._sequel(self.document, user_id=self.colleague.id)
        own = self.env["discuss.channel"].browse(
            sequel.with_user(self.stranger).open_own_channel()
        )
        self.assertEqual(sequel.team_channel_id, own)
        self.assertEqual(own.parent_channel_id, channel)
        self.assertEqual(own.sudo().record_audience, "team")
        self.assertEqual(
            self._members(own), (self.colleague | self.stranger).partner_id
        )
        self.assertLess(self._members(own), self._members(channel))
        self.assertIn("started a thread: Sequel", self._notes(channel))
        self.assertEqual(self.document.team_channel_id, channel)
        # once is enough
        self.assertEqual(sequel.with_user(self.stranger).open_own_channel(), own.id)
        # by right of the record, not by an invitation: it ends with that right
        entered = channel.sudo().channel_member_ids.filtered("record_entry")
        self.assertIn(self.stranger.partner_id, entered.partner_id)

    def test_own_conversation_refused(self):
        with self.assertRaises(AccessError):
            self.document.with_user(self.customer).open_own_channel()
        with self.assertRaises(AccessError):
            self.confidential.with_user(self.stranger).open_own_channel()
        channel = self._open(self.document, self.responsible)
        sequel = self._sequel(self.document)
        channel.with_user(self.responsible).close("Over")
        with self.assertRaisesRegex(UserError, "Over"):
            sequel.with_user(self.responsible).open_own_channel()

    def test_thread_of_a_conversation_that_is_closed_to_one(self):
        self._open(self.confidential, self.responsible)
        sequel = self._sequel(self.confidential, self.responsible)
        sequel.with_user(self.responsible).open_own_channel()
        with self.assertRaisesRegex(AccessError, "closed to you"):
            self._open(sequel, self.stranger)
        channel = self.confidential.team_channel_id
        self.assertEqual(self._members(channel), self.responsible.partner_id)

    def test_records_that_become_one(self):
        other = self._new_document(name="Other", user_id=self.colleague.id)
        sequel = self._sequel(other)
        first = self._open(self.document, self.responsible)
        second = self._open(other, self.stranger)
        for number, channel in enumerate((second, first, second)):
            channel.with_user(channel.channel_partner_ids.user_ids[0]).message_post(
                body=f"Word {number}", message_type="comment"
            )
        self.document._discuss_absorb(other)
        self.assertEqual((other | self.document).team_channel_id, first)
        self.assertEqual(sequel.team_channel_id, first)
        words = first.message_ids.sorted("id").mapped("preview")
        self.assertEqual(
            [word for word in words if word.startswith("Word")],
            ["Word 0", "Word 1", "Word 2"],
        )
        self.assertEqual(second.merged_into_id, first)
        self.assertTrue(second.is_closed)
        members = first.sudo().channel_member_ids
        self.assertEqual(
            members.partner_id,
            (self.responsible | self.colleague | self.stranger).partner_id,
        )
        self.assertTrue(all(members.mapped("record_entry")))

    def test_record_without_conversation_takes_that_of_the_other(self):
        channel = self._open(self.confidential, self.responsible)
        self.document._discuss_absorb(self.confidential)
        self.confidential.unlink()
        self.assertEqual(self.document.team_channel_id, channel)
        self.assertFalse(channel.is_closed)

    def test_private_conversation_is_not_told(self):
        other = self._new_document(name="Other")
        private = other._discuss_make_channel(
            [other.sudo()], {"record_access": "invited"}
        )
        private.message_post(body="Between us", message_type="comment")
        channel = self._open(self.document, self.responsible)
        self.document._discuss_absorb(other)
        self.assertFalse(private.merged_into_id)
        self.assertNotIn("Between us", channel.message_ids.mapped("preview"))

    def _count(self, function):
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        self.env.user.fetch(["partner_id"])
        before = self.env.cr.sql_log_count
        function()
        self.env.flush_all()
        self.env.cr.precommit.run()
        return self.env.cr.sql_log_count - before

    def test_queries_do_not_grow(self):
        first = self._new_document(user_id=self.responsible.id)
        self._open(first, self.responsible)
        as_responsible = self.Sequel.with_user(self.responsible)

        def create(number):
            as_responsible.create([{"name": "Sequel", "origin_id": first.id}] * number)

        self._count(lambda: create(1))
        counts = [self._count(lambda n=n: create(n)) for n in (2, 50)]
        self.assertEqual(counts[0], counts[1])

    def test_what_has_nothing_to_carry_on_costs_nothing(self):
        as_responsible = self.Sequel.with_user(self.responsible)

        def create(**values):
            return self._count(
                lambda: as_responsible.create({"name": "Sequel", **values})
            )

        create(origin_id=self.document.id)
        # one query to know whether they may read it, and whether it has a channel
        self.assertLessEqual(create(origin_id=self.document.id) - create(), 1)
        sequel = as_responsible.create({"name": "Sequel"})
        counts = []
        for origin in (self.document, self.confidential):
            sequel.origin_id = origin.id
            counts.append(self._count(lambda: sequel.write({"note": "Other"})))
            self._open(sequel, self.responsible)
            counts.append(self._count(lambda: sequel.write({"note": "Other"})))
        self.assertEqual(len(set(counts)), 1, counts)
