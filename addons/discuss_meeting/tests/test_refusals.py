from odoo.exceptions import AccessError
from odoo.tests import JsonRpcException
from odoo.tools import mute_logger

from odoo.addons.discuss_theme.tests.public_methods import public_methods

from .refusal_common import REFUSED, RefusalCase

HIDDEN = "Merger with Acme"


class TestRefusals(RefusalCase):
    """What stands behind a `sudo()` is not had by another door: each public method, and
    what people could reach by those of Odoo."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.group.sudo().name = HIDDEN
        cls.meeting = cls.env["discuss.meeting"].browse(
            cls.group.start_meeting("Their price")
        )
        cls.ended = cls.env["discuss.meeting"].browse(
            cls.group.start_meeting("Our price")
        )
        cls.ended.with_user(cls.alice).sudo(False).end()
        cls.provider = cls.env["discuss.meeting.provider"].create(
            {
                "kind": "bigbluebutton",
                "name": "Our server",
                "new_secret": "0123456789abcdef",
                "url": "https://bbb.example.com",
            }
        )

    def _calls(self):
        """Return each call, and what Carol gets, who is not in the conversation."""
        stay = self.env["discuss.meeting.attendance"].sudo()
        waiting = stay._create_for(
            self.as_user(self.meeting, self.customer), None, "waiting"
        )
        new = self.env["discuss.meeting.new"].with_user(self.alice)
        new = new.create({"channel_id": self.group.id})
        summary = self.env["discuss.meeting.summary"].with_user(self.alice)
        summary = summary.create({"meeting_id": self.ended.id})
        own, over = [self.meeting.ids], [self.ended.ids]
        people = self.bob.partner_id.ids
        return [
            (("discuss.channel", "start_meeting", self.group.ids), REFUSED),
            (("discuss.channel", "execute_command_meet", self.group.ids), REFUSED),
            # her own conversation with a colleague
            (("discuss.channel", "meet_people", people), None),
            (("discuss.meeting", "join", *own), REFUSED),
            (("discuss.meeting", "end", *own), REFUSED),
            (("discuss.meeting", "revoke", *own), REFUSED),
            (("discuss.meeting", "hold_in_channel", *own), REFUSED),
            (("discuss.meeting", "use_fallback", *own), REFUSED),
            (("discuss.meeting", "admit", *own, waiting.id), REFUSED),
            (("discuss.meeting", "refuse", *own, waiting.id), REFUSED),
            (("discuss.meeting", "write_summary", *over, "We buy"), REFUSED),
            (("discuss.meeting", "action_write_summary", *over), REFUSED),
            (("discuss.meeting", "action_open_channel", *own), REFUSED),
            # the list of what she sees
            (("discuss.meeting", "action_open_list"), None),
            (("discuss.meeting.new", "action_post", new.ids), REFUSED),
            (("discuss.meeting.summary", "action_post", summary.ids), REFUSED),
            (
                ("discuss.meeting.provider", "forget_secret", self.provider.ids),
                REFUSED,
            ),
            (
                (
                    "discuss.meeting.provider",
                    "action_test_connection",
                    self.provider.ids,
                ),
                REFUSED,
            ),
        ]

    def test_each_method(self):
        self.check_refusals(self._calls())
        self.assertFalse(self.ended.summary_date)
        self.assertEqual(self.meeting.state, "open")
        self.assertEqual(self.meeting.attendance_ids.mapped("state"), ["waiting"])
        self.assertTrue(self.provider.has_secret)

    def test_no_method_is_forgotten(self):
        known = {call[1] for call, _told in self._calls()}
        self.assertEqual(
            public_methods(self.registry, "discuss_meeting".__eq__) - known, set()
        )

    @mute_logger("odoo.http")
    def test_forms_tell_nothing_of_what_is_hidden(self):
        """Neither by what they compute, nor by what they are opened with."""
        shown = {"audience": {}, "outsider_ids": {}, "meeting_id": {}, "decisions": {}}
        named = {"channel_id": {"fields": {"display_name": {}}}, "name": {}}
        for user in (self.customer, self.carol):
            self.authenticate(user.login, user.login)
            for model, spec, values in (
                ("discuss.meeting.summary", shown, {"meeting_id": self.ended.id}),
                ("discuss.meeting.new", named, {"channel_id": self.group.id}),
            ):
                context = {f"default_{name}": value for name, value in values.items()}
                for args, kwargs in (
                    (([], {}, [], spec), {"context": context}),
                    (([], values, list(values), spec), {}),
                    (([], values, [], spec), {}),
                ):
                    with self.subTest(user=user.login, model=model, args=args):
                        self.assertNotIn(HIDDEN, self._told(model, *args, **kwargs))

    def _told(self, model, *args, **kwargs):
        try:
            return str(self.call(model, "onchange", *args, **kwargs))
        except JsonRpcException as error:
            self.assertIn("AccessError", str(error))
            return ""

    def test_a_form_of_ones_own_is_not_led_elsewhere(self):
        own = self.start(channel=self.public, user=self.carol)
        self.as_user(own, self.carol).end()
        summaries = self.env["discuss.meeting.summary"].with_user(self.carol)
        summary = summaries.create({"meeting_id": own.id})
        with self.assertRaises(AccessError):
            summary.meeting_id = self.ended.id
        self.assertFalse(self.ended.summary_date)

    def test_what_nobody_writes_or_reads(self):
        """What only methods do, with which `sudo()` is used, is refused to everybody
        else, be they the host."""
        message = self.meeting.message_id
        for user in (self.alice, self.bob, self.carol, self.customer):
            env = self.env(user=user)
            guesses = env["discuss.meeting.guess"]
            provider = self.provider.with_user(user)
            meeting = self.as_user(self.meeting, user)
            group = self.group.with_user(user)
            card = message.with_user(user)
            for road, use in {
                "guesses": lambda r=guesses: r.search([]).read(["address"]),
                "a guess": lambda r=guesses: r.create({"address": "x"}),
                "the kind": lambda r=provider: r.write({"kind": "discuss"}),
                "the secret": lambda r=provider: r.read(["secret"]),
                "a new secret": lambda r=provider: r.write({"new_secret": "x" * 20}),
                "the token": lambda r=meeting: r.read(["token"]),
                "the room": lambda r=meeting: r.read(["room_channel_id"]),
                "its host": lambda r=meeting: r.write({"host_id": r.env.uid}),
                "a stay": lambda r=meeting: r.env["discuss.meeting.attendance"].create(
                    {"meeting_id": r.id, "name": "x", "state": "admitted"}
                ),
                "an action": lambda r=meeting: r.env["discuss.meeting.action"].create(
                    {"meeting_id": r.id, "name": "x"}
                ),
                "the tie": lambda r=card: r.read(["meeting_id"]),
                "what is held": lambda r=group: r.read(["held_meeting_id"]),
                "where it is held": lambda r=env.company: r.write(
                    {"meeting_provider_id": False}
                ),
            }.items():
                with self.subTest(user=user.name, road=road):
                    with self.assertRaises(AccessError):
                        use()
        for user in (self.carol, self.customer):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                message.with_user(user).read(["body"])

    @mute_logger("odoo.http")
    def test_who_did_not_post_the_card_leaves_the_link(self):
        """To delete a card takes the link back: that is for who may delete it."""
        message = self.meeting.message_id
        for user in (self.bob, self.carol, self.customer):
            self.authenticate(user.login, user.login)
            with self.subTest(user=user.name):
                with self.assertRaises(JsonRpcException):
                    self.make_jsonrpc_request(
                        "/mail/message/update_content",
                        {
                            "message_id": message.id,
                            "update_data": {"attachment_ids": [], "body": ""},
                        },
                    )
                self.assertFalse(self.meeting.revoked_date)

    @mute_logger("odoo.http")
    def test_who_is_not_in_a_channel_is_in_no_call_of_it(self):
        self.as_user(self.meeting, self.alice).hold_in_channel()
        for user in (self.carol, self.customer):
            self.authenticate(user.login, user.login)
            with self.subTest(user=user.name):
                with self.assertRaises(JsonRpcException):
                    self.make_jsonrpc_request(
                        "/mail/rtc/channel/join_call", {"channel_id": self.group.id}
                    )
                self.assertFalse(self.meeting.attendance_ids)

    def test_a_visitor_takes_nobody_elses_name(self):
        """Who comes with the number of a guest, and not with their key, is another."""
        guest = self.env["mail.guest"].create({"name": "Gus"})
        self.authenticate(None, None)
        self.opener.cookies[guest._cookie_name] = f"{guest.id}|not-the-key"
        page = self.url_open(f"/meeting/{self.meeting.token}")
        self.assertNotIn("Gus", page.text)
        csrf = page.text.partition('name="csrf_token" value="')[2].partition('"')[0]
        self.url_open(
            f"/meeting/{self.meeting.token}/join",
            data={"csrf_token": csrf, "name": "Mallory"},
        )
        self.assertEqual(guest.name, "Gus")
        stay = self.meeting.attendance_ids
        self.assertEqual(stay.name, "Mallory")
        self.assertNotEqual(stay.guest_id, guest)
