from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, JsonRpcException, tagged

from .common import TestDiscussRecordCommon


class MeetingOnRecordCommon(TestDiscussRecordCommon):
    def _meet(self, record=None, user=None, **kwargs):
        """Press "Meet" on a record; return the channel and the meeting (sudo)."""
        record = (record or self.document).with_user(user or self.responsible)
        found = record.meet_in_team_channel(**kwargs)
        return (
            self.env["discuss.channel"].browse(found["channel_id"]),
            self.env["discuss.meeting"].browse(found["meeting_id"]),
        )

    def _enter(self, meeting, user):
        own = meeting.with_user(user).sudo(False)
        stays = self.env["discuss.meeting.attendance"].sudo()
        stays._create_for(own, None, "admitted")._come_in()

    def _hold(self, record=None, users=None):
        channel, meeting = self._meet(record)
        for user in users or (self.responsible, self.colleague):
            self._enter(meeting, user)
        meeting.started_date = meeting.started_date - timedelta(minutes=25)
        meeting.with_user(self.responsible).end()
        return channel, meeting

    def _notes(self, record):
        return record.message_ids.filtered(lambda m: "Meeting" in (m.body or ""))


@tagged("post_install", "-at_install")
class TestMeeting(MeetingOnRecordCommon):
    def test_the_link_is_posted_in_the_team_channel(self):
        channel, meeting = self._meet(user=self.colleague)
        self.assertEqual(channel, self.document.team_channel_id)
        self.assertEqual(meeting.name, "Document")
        self.assertEqual(meeting.host_id, self.colleague)
        self.assertEqual(meeting.message_id.res_id, channel.id)
        self.assertIn(self.colleague.partner_id, self._members(channel))
        channel, meeting = self._meet(
            title="Prices", start=fields.Datetime.now() + timedelta(hours=1)
        )
        self.assertEqual(meeting.name, "Prices")
        self.assertEqual(meeting.state, "planned")

    def test_called_as_the_record_by_command(self):
        channel = self._open(self.document, self.colleague)
        channel.sudo().name = "Renamed"
        meeting_id = channel.with_user(self.colleague).execute_command_meet("/meet")
        meeting = self.env["discuss.meeting"].browse(meeting_id)
        self.assertEqual(meeting.name, "Document")
        self.document.name = "x" * 300
        __, meeting = self._meet()
        self.assertEqual(meeting.name, "x" * 250)

    def test_called_as_the_channel_by_who_reads_no_record(self):
        channel = self._open(self.confidential, self.responsible)
        channel.with_user(self.responsible)._add_members(users=self.stranger)
        channel.sudo().name = "Apart"
        meeting_id = channel.with_user(self.stranger).execute_command_meet("/meet")
        self.assertEqual(self.env["discuss.meeting"].browse(meeting_id).name, "Apart")

    def test_refused_to_whom_the_record_is_closed(self):
        for record, user in (
            (self.confidential, self.stranger),
            (self.document, self.customer),
            (self.document, self.env.ref("base.public_user")),
        ):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                record.with_user(user).meet_in_team_channel()
        self.assertFalse(self.confidential.team_channel_id)
        with self.assertRaises(ValidationError):
            self._meet(start=fields.Datetime.now() - timedelta(hours=1))

    def test_logged_once_on_each_record(self):
        other = self._new_document(name="Other", user_id=self.responsible.id)
        channel = self._open(self.document, self.responsible)
        other.sudo().team_channel_id = channel
        follower = self.colleague.partner_id
        self.document.message_subscribe(
            follower.ids, subtype_ids=self.env.ref("mail.mt_note").ids
        )
        with self.mock_mail_gateway():
            _channel, meeting = self._hold()
            notes = [self._notes(record) for record in (self.document, other)]
            for note in notes:
                self.assertEqual(len(note), 1)
                self.assertIn("Romane Responsible and Colin Colleague", note.body)
                self.assertIn("It took 25 min.", note.body)
                self.assertTrue(note.is_internal)
                self.assertEqual(note.author_id, self.responsible.partner_id)
                self.assertFalse(note.notification_ids)
            for decision in ("We deliver on the 12th", "We deliver on the 13th"):
                meeting.with_user(self.responsible).write_summary(decision)
                for record, note in zip((self.document, other), notes, strict=True):
                    self.assertEqual(self._notes(record), note)
                    self.assertIn(decision, note.body)
            self.assertNotIn("12th", note.body)
        self.assertNotSentEmail()

    def test_a_meeting_of_one_is_logged_with_its_summary(self):
        _channel, meeting = self._hold(users=self.responsible)
        self.assertFalse(self._notes(self.document))
        meeting.with_user(self.responsible).write_summary("We go")
        self.assertIn("We go", self._notes(self.document).body)

    def test_the_note_is_for_colleagues(self):
        self._hold()
        note = self._notes(self.document)
        self.assertTrue(note.with_user(self.colleague).has_access("read"))
        self.assertFalse(note.with_user(self.customer).has_access("read"))
        self.assertFalse(self._notes(self.confidential))

    def test_notes_are_bounded(self):
        channel = self._open(self.document, self.responsible)
        for number in range(12):
            record = self._new_document(name=f"Part {number}")
            record.sudo().team_channel_id = channel
        __, meeting = self._hold()
        self.assertEqual(len(meeting.record_note_ids), 10)

    def test_customers_of_a_customer_channel_go_straight_in(self):
        channel = (
            self.env["discuss.channel"]
            .sudo()
            .create(
                {
                    "channel_type": "group",
                    "name": "Order of Clara",
                    "record_audience": "customer",
                }
            )
        )
        channel._add_members(users=self.responsible | self.customer)
        self.document.sudo().customer_channel_id = channel
        meeting_id = channel.with_user(self.responsible).execute_command_meet("/meet")
        meeting = self.env["discuss.meeting"].browse(meeting_id)
        # not after the record, whose name may be for colleagues
        self.assertEqual(meeting.name, "Order of Clara")
        self.assertTrue(meeting.with_user(self.customer).join()["url"])
        self.assertFalse(meeting.with_user(self.stranger)._goes_in())


@tagged("post_install", "-at_install")
class TestOutsiders(HttpCase, MeetingOnRecordCommon):
    """Who is let into a meeting of a team channel reads nothing of that."""

    def setUp(self):
        super().setUp()
        self.channel, self.meeting = self._meet()
        self.secret = self.channel.with_user(self.responsible).message_post(
            body="Our margin is 40 %", message_type="comment"
        )
        self.channel.invalidate_recordset()

    def _admit(self, own, name=None):
        """Let somebody in who has knocked, who comes in then."""
        stay = own._knock(name)
        self.meeting.with_user(self.responsible).admit(stay.id)
        self.assertTrue(own._enter())
        self._enter(self.meeting, self.responsible)

    def test_guest(self):
        own = self.meeting.with_user(self.env.ref("base.public_user")).with_context(
            guest=self.guest
        )
        self.assertFalse(own._goes_in())
        self._admit(own, "Gus Guest")
        room = self.meeting.room_channel_id
        self.assertIn(self.guest, room.channel_member_ids.guest_id)
        self.assertNotEqual(room, self.channel)
        self._assert_closed(own.env)
        self.authenticate(None, None)
        self.opener.cookies[self.guest._cookie_name] = self.guest._format_auth_cookie()
        self._assert_routes_closed()

    def test_customer(self):
        own = self.meeting.with_user(self.customer)
        self.assertFalse(own._goes_in())
        self._admit(own)
        room = self.meeting.room_channel_id
        self.assertIn(self.customer.partner_id, self._members(room))
        self._assert_closed(own.env)
        self.authenticate(self.customer.login, self.customer.login)
        self._assert_routes_closed()

    def _assert_closed(self, env):
        """By the ORM, and by the bus."""
        self.assertFalse(self.guest in self.channel.sudo().channel_member_ids.guest_id)
        self.assertNotIn(self.customer.partner_id, self._members(self.channel))
        for record in (self.channel, self.secret):
            own = record.with_env(env)
            self.assertFalse(own.has_access("read"), record)
        self.assertFalse(env["discuss.channel"].search([("id", "=", self.channel.id)]))
        # of the meeting that they are in they know what its card says, no more
        meeting = self.meeting.with_env(env)
        self.assertTrue(meeting.read(["name", "participants", "state", "url"]))
        with self.assertRaises(AccessError):
            meeting.read(["waiting"])
        with self.assertRaises(AccessError):
            meeting.attendance_ids.read(["name"])
        session = SimpleNamespace(uid=None if env.user._is_public() else env.uid)
        request = SimpleNamespace(session=session)
        with patch("odoo.addons.bus.models.ir_websocket.wsrequest", request):
            for asked in ([], [f"discuss.channel_{self.channel.id}"]):
                listened = env["ir.websocket"]._build_bus_channel_list(asked)
                targets = [c[0] if isinstance(c, tuple) else c for c in listened]
                channels = [c for c in targets if not isinstance(c, str)]
                self.assertNotIn(self.channel, channels)

    def _assert_routes_closed(self):
        response = self.url_open(f"/discuss/channel/{self.channel.id}")
        self.assertNotIn("margin", response.text)
        for route, params in (
            ("/discuss/channel/messages", {"channel_id": self.channel.id}),
            (
                "/discuss/channel/members",
                {"channel_id": self.channel.id, "known_member_ids": []},
            ),
            (
                "/mail/data",
                {"fetch_params": [["discuss.channel", [self.channel.id]]]},
            ),
            (
                "/mail/thread/messages",
                {"thread_id": self.channel.id, "thread_model": "discuss.channel"},
            ),
        ):
            with self.subTest(route=route):
                try:
                    answer = str(self.make_jsonrpc_request(route, params))
                except JsonRpcException:
                    continue
                self.assertNotIn("margin", answer)
                self.assertNotIn("Romane", answer)

    def test_outsiders_stay_out_of_the_team_channel(self):
        with self.assertRaises(AccessError):
            self.meeting.with_user(self.customer).hold_in_channel()
        self.meeting.with_user(self.responsible).hold_in_channel()
        own = self.meeting.with_user(self.customer)
        self.assertFalse(own._goes_in())
        with self.assertRaises(AccessError):
            own.join()
