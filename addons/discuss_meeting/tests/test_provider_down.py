"""Meetings at other people's servers, which are up, down, slow or out of their mind."""

from datetime import timedelta, timezone
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

import jwt
from freezegun import freeze_time

from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase
from odoo.tools import mute_logger

from ..models import discuss_meeting_door_mixin as door
from ..providers import web
from .provider_server import Clock
from .test_provider_setup import ProviderCase

DOOR_LOG = "odoo.addons.discuss_meeting.models.discuss_meeting_door_mixin"


class TestProviderMeeting(ProviderCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider = cls.bigbluebutton(cls)
        cls.env.company.meeting_provider_id = cls.provider

    def visit(self, url):
        return web.get(url)

    def test_people_enter_by_an_address_of_their_own(self):
        meeting = self.start(title="Stand-up")
        self.assertEqual(meeting.provider_id, self.provider)
        self.assertFalse(self.server.calls)
        addresses = [
            self.as_user(meeting, user).join()["url"] for user in (self.alice, self.bob)
        ]
        for url in addresses:
            self.visit(url)
        [room] = self.server.rooms.values()
        self.assertEqual(room["people"], [("Alice", "MODERATOR"), ("Bob", "VIEWER")])
        ids = {parse_qs(urlsplit(url).query)["userID"][0] for url in addresses}
        self.assertEqual(len(ids), 2)
        self.assertEqual(room["params"]["meetingID"], meeting.room_key)
        self.assertNotIn(meeting.token, room["params"]["meetingID"])
        self.assertEqual(meeting.state, "running")
        self.assertEqual([p["name"] for p in meeting.participants], ["Alice", "Bob"])
        with self.assertRaises(AccessError):
            self.as_user(meeting, self.carol).join()

    def test_who_comes_when_the_server_has_forgotten_the_room(self):
        meeting = self.start()
        self.as_user(meeting, self.alice).join()
        self.server.leave()
        self.visit(self.as_user(meeting, self.bob).join()["url"])
        [room] = self.server.rooms.values()
        self.assertEqual(room["people"], [("Bob", "VIEWER")])

    def test_end_and_revoke_send_everybody_away(self):
        for method in ("end", "revoke"):
            meeting = self.start()
            # nobody was there: there is nothing to end
            self.as_user(meeting, self.alice).join()
            self.assertTrue(self.server.rooms)
            getattr(self.as_user(meeting, self.alice), method)()
            self.assertFalse(self.server.rooms)
            self.assertEqual(self.server.asked[-1], "end")
        self.server.calls.clear()
        self.as_user(self.start(), self.alice).end()
        self.assertFalse(self.server.calls)

    @mute_logger(DOOR_LOG)
    def test_it_ends_here_whatever_the_server_does(self):
        meeting = self.start()
        self.as_user(meeting, self.alice).join()
        self.server.mood = "failed"
        self.as_user(meeting, self.alice).revoke()
        self.assertEqual(meeting.state, "revoked")

    def test_it_ends_when_everybody_has_left(self):
        meeting = self.start()
        self.visit(self.as_user(meeting, self.alice).join()["url"])
        begin = meeting.started_date
        with freeze_time(begin + timedelta(minutes=5)):
            self.watch()
            self.assertEqual(meeting.state, "running")
            self.server.leave()
            self.watch()
        self.assertEqual(meeting.state, "ended")
        self.assertFalse(meeting.attendance_ids.filtered(lambda s: s.state == "inside"))

    def test_who_comes_early_does_not_end_it(self):
        start = self.now + timedelta(minutes=10)
        meeting = self.start(start=start)
        for user in (self.alice, self.bob):
            self.visit(self.as_user(meeting, user).join()["url"])
        self.server.leave()
        messages = self.group.sudo().message_ids
        with freeze_time(start):
            self.watch()
            self.assertEqual(meeting.state, "open")
        self.assertEqual(len(self.group.sudo().message_ids - messages), 1)

    def test_who_is_on_the_way_finds_it(self):
        meeting = self.start()
        self.as_user(meeting, self.alice).join()
        self.watch()
        self.assertEqual(meeting.state, "running")

    @mute_logger(DOOR_LOG)
    def test_a_server_that_is_down_is_asked_once_for_all_meetings(self):
        meetings = [self.start(), self.start(), self.start(self.public)]
        for meeting in meetings:
            self.as_user(meeting, self.alice).join()
        self.server.mood = "failed"
        begin = meetings[0].started_date
        with (
            freeze_time(begin + timedelta(minutes=5)),
            patch.object(
                type(self.provider),
                "_engine",
                autospec=True,
                side_effect=type(self.provider)._engine,
            ) as engines,
        ):
            self.watch()
        self.assertEqual(engines.call_count, 1)
        for meeting in meetings:
            self.assertEqual(meeting.state, "running")

    @mute_logger(DOOR_LOG)
    def test_down(self):
        meeting = self.start()
        own = self.as_user(meeting, self.bob)
        with self.assertRaises(UserError):
            own.use_fallback()
        for mood in ("failed", "rubbish", "bomb", "elsewhere"):
            self.server.mood = mood
            meeting.provider_failed_date = False
            with self.subTest(mood):
                # the page of the link says so, and what to do
                self.assertEqual(own.join(), {"url": meeting.url})
                self.assertTrue(meeting.provider_failed_date)
                self.assertFalse(meeting.started_date)
        self.assertNotIn("stolen", self.server.asked)
        with self.assertRaises(AccessError):
            self.as_user(meeting, self.carol).use_fallback()
        own.use_fallback()
        self.assertFalse(meeting.provider_failed_date)
        self.assertFalse(meeting.provider_id)
        self.assertIn("/discuss/channel/", own.join()["url"])

    @mute_logger(DOOR_LOG)
    def test_it_goes_on_at_the_fallback_provider(self):
        fallback = self.providers.create(
            {"name": "Jitsi", "kind": "jitsi", "url": self.server.url}
        )
        self.env.company.meeting_fallback_provider_id = fallback
        meeting = self.start(title="Stand-up")
        own = self.as_user(meeting, self.bob)
        self.server.mood = "failed"
        own._enter()
        self.assertEqual(meeting._fallback_name(), "Jitsi")
        own.use_fallback()
        self.assertEqual(meeting.provider_id, fallback)
        self.server.mood = "well"
        url = own.join()["url"]
        self.assertTrue(
            url.startswith(f"{self.server.url}/{meeting.room_key.lower()}#")
        )
        # that is down, too: what is left needs nothing
        self.server.mood = "failed"
        own._enter()
        self.assertEqual(meeting._fallback_name(), "Odoo call")
        own.use_fallback()
        self.assertFalse(meeting.provider_id)

    @mute_logger(DOOR_LOG)
    def test_nobody_waits_longer(self):
        meeting = self.start()
        self.server.mood = "slow"
        with Clock() as clock:
            self.assertIsNone(self.as_user(meeting, self.bob)._enter())
        self.assertLess(clock.seconds, 7)
        self.assertTrue(meeting.provider_failed_date)
        # who tries next does not wait at all, until it may have come back
        self.server.mood = "well"
        with Clock() as clock:
            self.assertIsNone(self.as_user(meeting, self.alice)._enter())
        self.assertLess(clock.seconds, 1)
        self.assertFalse(self.server.calls)
        meeting.provider_failed_date -= door.RETRY_AFTER
        self.assertTrue(self.as_user(meeting, self.alice).join()["url"])
        self.assertFalse(meeting.provider_failed_date)

    def test_a_token_does_not_outlive_the_meeting(self):
        secret = "0123456789abcdef0123456789abcdef"
        self.env.company.meeting_provider_id = self.providers.create(
            {
                "name": "Jitsi",
                "kind": "jitsi",
                "url": self.server.url,
                "app_id": "entente",
                "new_secret": secret,
            }
        )
        meeting = self.start(title="Stand-up")
        for minutes_left, expected in ((24 * 60, 240), (30, 30)):
            now = meeting.expiry_date - timedelta(minutes=minutes_left)
            with freeze_time(now):
                url = self.as_user(meeting, self.bob).join()["url"]
            claims = jwt.decode(
                parse_qs(urlsplit(url).query)["jwt"][0],
                secret,
                algorithms=["HS256"],
                audience="jitsi",
                options={"verify_exp": False, "verify_nbf": False},
            )
            opens_for = claims["exp"] - now.replace(tzinfo=timezone.utc).timestamp()
            self.assertEqual(opens_for, expected * 60)
            self.assertEqual(claims["room"], meeting.room_key.lower())
            user = claims["context"]["user"]
            self.assertEqual((user["name"], user["moderator"]), ("Bob", "false"))
            self.assertNotIn(str(self.bob.id), user["id"].split("-"))

    def test_a_standing_link_where_nobody_says_who_has_left(self):
        self.env.company.meeting_provider_id = self.providers.create(
            {"name": "Jitsi", "kind": "jitsi", "url": self.server.url}
        )
        room = self.start(is_standing=True)
        as_carol = self.as_user(room, self.carol)
        self.as_user(room, self.bob).admit(as_carol._knock("").id)
        first = as_carol._enter()
        begin = room.started_date
        for hours, user, state, stays in (
            (1, self.bob, "running", 2),
            (5, self.alice, "running", 3),
            # who comes again the same day, and hours later
            (6, self.bob, "running", 3),
            (8, self.bob, "running", 4),
            (13, None, "running", 4),
            (14, None, "open", 4),
            (24, self.bob, "running", 5),
        ):
            with self.subTest(hours=hours), freeze_time(begin + timedelta(hours=hours)):
                url = user and self.as_user(room, user).join()["url"]
                self.watch()
                self.assertEqual((room.state, len(room.attendance_ids)), (state, stays))
                self.assertEqual(as_carol._lets_in(), hours < 14)
        # by the address of yesterday, nobody is where they are today
        self.assertNotEqual(url.partition("#")[0], first.partition("#")[0])
        self.assertEqual(room.attendance_ids.mapped("state"), [*["left"] * 4, "inside"])
        self.assertEqual(sum(room.attendance_ids.mapped("minutes")), 0)
        self.assertEqual(room.expiry_date, begin + timedelta(days=91))

    def test_an_address_of_an_administrator(self):
        self.env.company.meeting_provider_id = self.providers.create(
            {
                "name": "Teams",
                "kind": "address",
                "pattern": "https://video.example.com/{room}?topic={title}",
            }
        )
        meeting = self.start(title="//evil.example")
        self.assertEqual(
            self.as_user(meeting, self.bob).join()["url"],
            f"https://video.example.com/{meeting.room_key}?topic=--evil.example",
        )


class TestProviderPages(HttpCase, ProviderCase):
    """The same by the link, as browsers see it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.provider = cls.bigbluebutton(cls)
        cls.env.company.meeting_provider_id = cls.provider

    def post(self, meeting, action, **data):
        return self.url_open(
            f"/meeting/{meeting.token}/{action}",
            data={"csrf_token": http.Request.csrf_token(self), **data},
            allow_redirects=False,
        )

    def page(self, meeting):
        return self.url_open(f"/meeting/{meeting.token}").text

    def log_in(self, user):
        self.authenticate(user.login, user.login)

    def test_join(self):
        meeting = self.start(title="Stand-up")
        self.log_in(self.bob)
        answer = self.post(meeting, "join")
        self.assertEqual(answer.status_code, 303)
        url = answer.headers["Location"]
        self.assertTrue(url.startswith(f"{self.server.url}/bigbluebutton/api/join?"))
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        web.get(url)
        [room] = self.server.rooms.values()
        self.assertEqual(room["people"], [("Bob", "VIEWER")])

    def test_a_guest_who_was_let_in(self):
        meeting = self.start(title="Stand-up")
        self.authenticate(None, None)
        self.post(meeting, "join", name="<b>Gus</b> & co")
        self.assertFalse(self.server.calls)
        [waiting] = meeting.waiting
        self.as_user(meeting, self.bob).admit(waiting["id"])
        url = self.post(meeting, "join").headers["Location"]
        web.get(url)
        [room] = self.server.rooms.values()
        self.assertEqual(room["people"], [("<b>Gus</b> & co", "VIEWER")])

    def test_down(self):
        meeting = self.start(title="Stand-up")
        self.server.mood = "rubbish"
        self.log_in(self.bob)
        with mute_logger(DOOR_LOG):
            answer = self.post(meeting, "join")
        self.assertEqual(answer.status_code, 200)
        self.assertIn('data-page="down"', answer.text)
        self.assertIn("Odoo call", answer.text)
        self.assertIn(f"/meeting/{meeting.token}/fallback", answer.text)
        self.assertNotIn(self.server.url, answer.text)
        meeting.invalidate_recordset()
        self.assertTrue(meeting.provider_failed_date)
        self.assertIn('data-page="down"', self.page(meeting))
        # it has come back
        self.server.mood = "well"
        meeting.provider_failed_date -= door.RETRY_AFTER
        self.assertEqual(self.post(meeting, "join").status_code, 303)
        self.assertIn('data-page="enter"', self.page(meeting))

    def test_fallback(self):
        meeting = self.start(title="Stand-up")
        self.log_in(self.bob)
        # it has not failed
        self.post(meeting, "fallback")
        self.assertEqual(meeting.provider_id, self.provider)
        meeting.provider_failed_date = self.now
        # who may not go in switches nothing
        self.log_in(self.carol)
        self.post(meeting, "fallback")
        self.assertEqual(meeting.provider_id, self.provider)
        self.log_in(self.bob)
        self.post(meeting, "fallback")
        meeting.invalidate_recordset()
        self.assertFalse(meeting.provider_id)
        url = self.post(meeting, "join").headers["Location"]
        self.assertIn("/discuss/channel/", url)

    def test_a_guest_is_told_and_switches_nothing(self):
        meeting = self.start(title="Stand-up")
        self.authenticate(None, None)
        self.post(meeting, "join", name="Gus")
        [waiting] = meeting.waiting
        self.as_user(meeting, self.bob).admit(waiting["id"])
        self.server.mood = "failed"
        with mute_logger(DOOR_LOG):
            answer = self.post(meeting, "join")
        self.assertIn('data-page="down"', answer.text)
        self.assertNotIn("/fallback", answer.text)
        self.post(meeting, "fallback")
        self.assertEqual(meeting.provider_id, self.provider)
