from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestClosing(TestDiscussRecordCommon):
    """The channel of a record ends when somebody says so, and stays its own."""

    def test_quiet_channels_stay(self):
        channel = self._open(self.document, self.responsible)
        other = self.env["discuss.channel"].create({"name": "Other"})
        both = channel | other
        self.assertEqual(both._filter_closable_when_quiet(), other)

    def test_it_is_closed_by_those_who_answer_for_it(self):
        channel = self._open(self.document, self.responsible)
        channel.with_user(self.responsible).close("Delivered")
        self.assertTrue(channel.is_closed)
        # the record leads to it as before, to read and to reopen
        channel = self._open(self.document, self.colleague)
        channel.with_user(self.colleague).reopen()
        self.assertFalse(channel.is_closed)

    def test_not_merged(self):
        channel = self._open(self.document, self.responsible)
        other = self._open(self._new_document(), self.responsible)
        private = self.env["discuss.channel"]._create_group(
            self.responsible.partner_id.ids
        )
        for source, target in (
            (channel, other),
            (channel, private),
            (private, channel),
        ):
            with (
                self.subTest(source=source, target=target),
                self.assertRaisesRegex(UserError, "stays its own: it is not merged"),
            ):
                source.sudo().merge_into(target.id)
