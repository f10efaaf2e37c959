from odoo.tests import tagged

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestDeletion(TestDiscussRecordCommon):
    """A record is deleted, and threads of its conversation are about others."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.administrator = cls._new_user(
            "administrator", "discuss_theme.group_discuss_administrator"
        )
        cls.other = cls._new_document(name="Other", user_id=cls.responsible.id)

    def setUp(self):
        super().setUp()
        self.channel = self._open(self.document, self.responsible)
        self.other.team_channel_id = self.channel
        thread_id = self.other.with_user(self.responsible).open_own_channel()
        self.thread = self.env["discuss.channel"].browse(thread_id)
        self.plain = self.channel.with_user(self.responsible)._create_sub_channel(
            name="Of nothing in particular"
        )
        self._commit()

    def _commit(self):
        self.env.flush_all()
        self.env.cr.precommit.run()

    def _delete(self, records, choice=None):
        records.with_user(self.administrator).with_context(
            discuss_record_deletion=choice
        ).unlink()
        self._commit()

    def _stakes(self, records):
        as_administrator = records.with_user(self.administrator)
        return as_administrator.get_discussions_at_stake()["count"]

    def test_thread_of_its_own(self):
        self.assertEqual(self.thread.parent_channel_id, self.channel)
        self.assertEqual(self.other.team_channel_id, self.thread)

    def test_thread_about_another_record_goes_on(self):
        """Whatever one chooses, and so does the channel in which it stands."""
        for choice in ("delete", "close", "keep", None):
            with self.subTest(choice=choice), self.env.cr.savepoint() as savepoint:
                self.assertEqual(self._stakes(self.document), 0)
                self._delete(self.document, choice)
                for channel in (self.channel, self.thread, self.plain):
                    self.assertTrue(channel.exists())
                    self.assertFalse(channel.is_closed)
                self.assertIn("was deleted by", self.channel.message_ids[0].body)
                self.assertEqual(self.other.team_channel_id, self.thread)
                self.assertTrue(self.channel.sudo().record_is_gone)
                self.thread.with_user(self.responsible).message_post(
                    body="On we go", message_type="comment"
                )
                savepoint.rollback()
            self.env.invalidate_all()

    def test_thread_about_a_record_that_is_over(self):
        """It is kept; the conversation in which it stands is over, as asked."""
        self.other.active = False
        self._commit()
        self._delete(self.document, "delete")
        self.assertTrue(self.channel.is_closed)
        self.assertTrue(self.thread.exists())

    def test_all_of_them_are_deleted(self):
        both = self.document | self.other
        self.assertEqual(self._stakes(both), 2)
        self._delete(both, "delete")
        self.assertFalse((self.channel | self.thread | self.plain).exists())

    def test_thread_is_deleted_alone(self):
        self.assertEqual(self._stakes(self.other), 1)
        self._delete(self.other, "delete")
        self.assertFalse(self.thread.exists())
        self.assertTrue(self.channel.exists())
        self.assertFalse(self.channel.is_closed)
