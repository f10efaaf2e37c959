from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import TestDiscussRecordCommon


@tagged("post_install", "-at_install")
class TestTeamChannel(TestDiscussRecordCommon):
    def test_made_on_first_use(self):
        self.assertFalse(self.document.team_channel_id)
        channel = self._open(self.document, self.colleague)
        self.assertEqual(self.document.team_channel_id, channel)
        self.assertEqual(channel.name, "Document")
        self.assertEqual(channel.channel_type, "group")
        self.assertEqual(channel.record_audience, "team")
        self.assertEqual(channel.theme_id, self.env.ref("discuss_theme.theme_general"))

    def test_the_same_for_everybody(self):
        channel = self._open(self.document, self.colleague)
        self.assertEqual(self._open(self.document, self.responsible), channel)
        self.assertEqual(self._open(self.document, self.colleague), channel)
        self.assertEqual(
            self._members(channel),
            self.responsible.partner_id | self.colleague.partner_id,
        )

    def test_people_of_the_record_are_in_it(self):
        outsider = self.env["res.partner"].create({"name": "Otto Outsider"})
        follower = self._new_user("follower", name="Fay Follower")
        self.document.message_subscribe(
            (follower.partner_id | self.customer.partner_id | outsider).ids
        )
        channel = self._open(self.document, self.colleague)
        self.assertEqual(
            self._members(channel),
            (self.responsible | self.colleague | follower).partner_id,
        )

    def test_followers_who_may_not_read_stay_out(self):
        self.confidential.message_subscribe(self.stranger.partner_id.ids)
        channel = self._open(self.confidential, self.responsible)
        self.assertEqual(self._members(channel), self.responsible.partner_id)

    def test_opened_by_an_automation(self):
        channel = self._open(self.document, self.env.ref("base.user_root"))
        self.assertEqual(self._members(channel), self.responsible.partner_id)

    def test_missing_theme(self):
        model = type(self.env["test.discuss.record"])
        with patch.object(model, "_discuss_theme", "test_discuss_record.nowhere"):
            channel = self._open(self.document, self.colleague)
        self.assertEqual(channel.theme_id, self.env.ref("discuss_theme.theme_general"))

    def test_record_that_does_not_exist(self):
        missing = self.env["test.discuss.record"].browse(self.document.id + 10_000)
        with self.assertRaisesRegex(UserError, "does not exist any more"):
            self._open(missing, self.colleague)

    def test_nobody_is_told_of_an_invitation(self):
        self._reset_bus()
        channel = self._open(self.document, self.colleague)
        notifications = self._bus_messages()
        joined = [n for n in notifications if "discuss.channel/joined" in n]
        self.assertEqual(len(joined), 2)
        self.assertFalse([n for n in joined if "invited_by_user_id" in n])
        self.assertFalse(channel.message_ids)

    def test_name_follows_the_record_until_someone_chooses_one(self):
        channel = self._open(self.document, self.colleague)
        self.document.with_user(self.stranger).name = "Renamed"
        self.assertEqual(channel.name, "Renamed")
        channel.name = "Our nickname"
        self.document.name = "Renamed again"
        self.assertEqual(channel.name, "Our nickname")

    def test_long_names_are_cut_and_followed(self):
        self.document.name = "First " * 50
        channel = self._open(self.document, self.colleague)
        self.assertEqual(len(channel.name), 100)
        self.document.with_user(self.stranger).name = "Second " * 50
        self.assertEqual(len(channel.name), 100)
        self.assertTrue(channel.name.startswith("Second Second"))

    def test_copy_does_not_share_the_conversation(self):
        self._open(self.document, self.colleague)
        self.assertFalse(self.document.copy().team_channel_id)

    def test_deleting_the_record_keeps_the_conversation(self):
        channel = self._open(self.document, self.colleague)
        channel.message_post(body="Remember", message_type="comment")
        self.document.unlink()
        self._audit()
        self.assertIn(self.colleague.partner_id, self._members(channel))
        self.assertIn("Remember", channel.message_ids[:1].body)

    @mute_logger("odoo.models.unlink")
    def test_deleting_the_channel_frees_the_record(self):
        channel = self._open(self.document, self.colleague)
        channel.unlink()
        self.assertFalse(self.document.team_channel_id)
        self.assertTrue(self._open(self.document, self.colleague))

    def test_linking_to_a_channel(self):
        channel = self._open(self.confidential, self.responsible)
        as_stranger = self.env["test.discuss.record"].with_user(self.stranger)
        with self.assertRaises(AccessError):
            as_stranger.create({"name": "Door", "team_channel_id": channel.id})
        door = as_stranger.create({"name": "Door"})
        # neither as a default of the call, nor as one's own default
        self.env["ir.default"].with_user(self.stranger).set(
            "test.discuss.record", "customer_channel_id", channel.id, user_id=True
        )
        by_default = as_stranger.with_context(
            default_team_channel_id=channel.id, default_discussed_apart=True
        ).create({"name": "Door"})
        self.assertFalse(by_default.sudo().team_channel_id)
        self.assertFalse(by_default.sudo().customer_channel_id)
        self.assertFalse(by_default.sudo().discussed_apart)
        with self.assertRaises(AccessError):
            door.team_channel_id = channel
        with self.assertRaises(AccessError):
            door.customer_channel_id = channel
        with self.assertRaises(AccessError):
            door.write({"team_channel_id": channel.id + 10_000})
        ordinary = (
            self.env["discuss.channel"]
            .with_user(self.stranger)
            ._create_group(partners_to=self.stranger.partner_id.ids, name="Ordinary")
        )
        with self.assertRaises(AccessError):
            door.team_channel_id = ordinary
        # a member may carry the conversation on to another record
        self.document.with_user(self.responsible).team_channel_id = channel
        self.assertEqual(self.document.team_channel_id, channel)
        self.assertIn(
            self.stranger.partner_id,
            self._members(self._open(self.document, self.stranger)),
        )

    def test_the_link_is_for_good(self):
        channel = self._open(self.document, self.responsible)
        other = self._open(self.confidential, self.responsible)
        as_responsible = self.document.with_user(self.responsible)
        for value in (False, other.id):
            with self.assertRaises(UserError):
                as_responsible.write({"team_channel_id": value})
        as_responsible.write({"team_channel_id": channel.id})
        self.assertEqual(self.document.team_channel_id, channel)
