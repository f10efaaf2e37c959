from odoo.tests import tagged

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestMembers(TestDiscussRecordCommon):
    def test_new_responsible_joins(self):
        channel = self._open(self.document, self.colleague)
        self.document.user_id = self.stranger
        self.assertIn(self.stranger.partner_id, self._members(channel))
        # who answered for it until now can still read it, and stays
        self.assertIn(self.responsible.partner_id, self._members(channel))

    def test_unread_counter(self):
        channel = self._open(self.document, self.colleague)
        documents = self.document | self.confidential

        def unread(user):
            documents.invalidate_recordset(["team_channel_unread_counter"])
            return documents.with_user(user).mapped("team_channel_unread_counter")

        as_responsible = self.document.with_user(self.responsible)
        self.assertEqual(as_responsible.team_channel_unread_counter, 0)
        message = channel.with_user(self.colleague).message_post(
            body="One", message_type="comment"
        )
        message = channel.with_user(self.colleague).message_post(
            body="Two", message_type="comment"
        )
        self.assertEqual(unread(self.responsible), [2, 0])
        as_colleague = self.document.with_user(self.colleague)
        self.assertEqual(as_colleague.team_channel_unread_counter, 0)
        channel.with_user(self.responsible).self_member_id._mark_as_read(message.id)
        self.assertEqual(unread(self.responsible), [0, 0])
        # who is not in the channel owes it nothing
        as_stranger = self.document.with_user(self.stranger)
        self.assertEqual(as_stranger.team_channel_unread_counter, 0)

    def test_push_is_for_who_is_called(self):
        channel = self._open(self.document, self.colleague)
        self._open(self.document, self.stranger)
        partners = (self.responsible | self.stranger).partner_id

        def pushed(**values):
            message = channel.with_user(self.colleague).message_post(
                body="Hello", message_type="comment", **values
            )
            recipients = channel.with_user(self.colleague)._notify_get_recipients(
                message
            )
            return {r["id"] for r in recipients if r["notif"] == "web_push"}

        self.assertFalse(pushed())
        called = self.responsible.partner_id
        self.assertEqual(pushed(partner_ids=called.ids), set(called.ids))
        members = channel.channel_member_ids.filtered(
            lambda member: member.partner_id in partners
        )
        members.custom_notifications = "all"
        self.assertEqual(pushed(), set(partners.ids))
        members.custom_notifications = "no_notif"
        self.assertFalse(pushed(partner_ids=called.ids))
        members.custom_notifications = False
        for user in self.responsible | self.stranger:
            settings = self.env["res.users.settings"]._find_or_create_for_user(user)
            settings.channel_notifications = "all"
        self.assertEqual(pushed(), set(partners.ids))

    def test_no_mail_to_colleagues(self):
        channel = self._open(self.document, self.colleague)
        with self.mock_mail_gateway():
            channel.with_user(self.colleague).message_post(
                body="Hello", message_type="comment"
            )
        self.assertNotSentEmail()

    def test_audience_reaches_colleagues_only(self):
        channel = self._open(self.document, self.responsible)
        data = self._store(channel.with_user(self.responsible))
        self.assertEqual(data["record_audience"], "team")

    def test_customers_learn_nothing_of_the_record(self):
        channel = (
            self.env["discuss.channel"]
            .sudo()
            .create(
                {
                    "name": "With the customer",
                    "channel_type": "group",
                    "record_audience": "customer",
                }
            )
        )
        channel._add_members(users=self.customer)
        self.assertNotIn(
            "record_audience", self._store(channel.with_user(self.customer))
        )

    def _store(self, channel):
        """Return what the client of the user receives of the channel."""
        from odoo.addons.mail.tools.discuss import Store

        (data,) = Store().add(channel).get_result()["discuss.channel"]
        return data
