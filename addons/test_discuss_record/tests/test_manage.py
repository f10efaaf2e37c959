from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestManage(TestDiscussRecordCommon):
    """Whoever may write a record answers for its channel; nobody owns it."""

    def test_who_answers_for_the_channel(self):
        """One row per person: the record is written by those who answer for it."""
        channel = self._open(self.document, self.responsible)
        for user in (self.colleague, self.stranger):
            self._open(self.document, user)
        thread = channel.with_user(self.colleague)._create_sub_channel(name="Thread")
        rule = self.env["ir.rule"].create(
            {
                "name": "only who is responsible writes",
                "model_id": self.env["ir.model"]._get("test.discuss.record").id,
                "domain_force": "[('user_id', '=', user.id)]",
                "perm_read": False,
                "perm_create": False,
                "perm_unlink": False,
            }
        )
        self.env.invalidate_all()
        self.assertFalse(channel.sudo()._get_owners())
        for user, in_channel, in_thread in (
            (self.responsible, True, True),
            (self.colleague, False, True),
            (self.stranger, False, False),
            (self.customer, False, False),
        ):
            with self.subTest(user=user.login):
                self.assertEqual(channel.with_user(user).can_manage, in_channel)
                self.assertEqual(thread.with_user(user).can_manage, in_thread)
        channel.with_user(self.responsible).channel_rename("Other")
        with self.assertRaises(AccessError):
            channel.with_user(self.stranger).channel_rename("Other")
        # without the rule, all of them write it
        rule.active = False
        self.env.invalidate_all()
        self.assertTrue(channel.with_user(self.stranger).can_manage)

    def test_members_invite(self):
        """Not owners alone, as in other private channels: the record's people do."""
        channel = self._open(self.confidential, self.responsible)
        channel.with_user(self.responsible).add_members(self.colleague.partner_id.ids)
        channel.with_user(self.colleague).add_members(self.stranger.partner_id.ids)
        self.assertIn(self.stranger.partner_id, self._members(channel))

    def test_thread_of_a_channel_that_one_does_not_see(self):
        """It is refused, and tells nothing of the channel."""
        channel = self._open(self.confidential, self.responsible)
        for parent_id in (channel.id, "abc", 10_000_000):
            with (
                self.subTest(parent=parent_id),
                self.assertRaisesRegex(AccessError, "may not see it"),
            ):
                self.env["discuss.channel"].with_user(self.stranger).create(
                    {
                        "name": "Thread",
                        "channel_type": "group",
                        "parent_channel_id": parent_id,
                    }
                )
        self.assertNotIn(self.stranger.partner_id, self._members(channel))
