from datetime import timedelta

from odoo import fields
from odoo.http import Request
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from ..models.discuss_meeting_guess import GUESS_LIMIT
from .common import MeetingCase


@tagged("post_install", "-at_install")
class TestRoutes(HttpCase, MeetingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stranger = new_test_user(
            cls.env,
            "meeting_stranger",
            "base.group_portal",
            name="Sam",
            password="meeting_stranger",
        )
        cls.group.sudo()._add_members(partners=cls.customer.partner_id)

    def login(self, user):
        self.authenticate(user and user.login, user and user.login)

    def page(self, meeting, path="", **data):
        """Ask for the page of a meeting: GET, or POST if there is any ``data``."""
        url = f"/meeting/{meeting.token}{path}"
        if path:
            data["csrf_token"] = Request.csrf_token(self)
            return self.url_open(url, data=data, allow_redirects=False)
        return self.url_open(url, allow_redirects=False)

    def shown(self, response):
        """Return which page was shown."""
        return response.text.split('data-page="')[1].split('"')[0]

    def age(self, meeting, **values):
        meeting.sudo().write(values)
        self.env.flush_all()

    # ------------------------------------------------------------
    # Who comes in
    # ------------------------------------------------------------

    def test_who_sees_what(self):
        in_group, in_public = self.start(), self.start(self.public)
        for meeting, user, page in (
            (in_group, self.alice, "enter"),
            (in_group, self.bob, "enter"),
            (in_group, self.customer, "enter"),
            (in_group, self.carol, "knock"),
            (in_group, self.stranger, "knock"),
            (in_group, None, "knock"),
            (in_public, self.carol, "enter"),
            (in_public, self.customer, "knock"),
            (in_public, None, "knock"),
        ):
            with self.subTest(channel=meeting.channel_id.name, user=user):
                self.login(user)
                response = self.page(meeting)
                self.assertEqual(response.status_code, 200)
                self.assertEqual(self.shown(response), page)
                self.assertFalse(meeting.attendance_ids, "looking changes nothing")
                joined = self.page(meeting, "/join", name="Guest")
                self.assertEqual(joined.status_code, 303)
                room = meeting.room_channel_id
                if page == "enter":
                    self.assertTrue(
                        joined.headers["Location"].endswith(
                            f"/discuss/channel/{room.id}"
                        )
                    )
                    self.assertEqual(
                        self.url_open(joined.headers["Location"]).status_code, 200
                    )
                else:
                    self.assertEqual(self.shown(self.page(meeting)), "wait")
                    self.assertTrue(meeting.waiting)
                meeting.sudo().attendance_ids.unlink()

    def test_lobby_of_a_guest(self):
        meeting = self.start()
        self.login(None)
        for name in ("", " \n\u202e ", "x" * 101):
            response = self.page(meeting, "/join", name=name)
            self.assertEqual(self.shown(response), "knock")
            self.assertIn("at most 100 characters", response.text)
        self.page(meeting, "/join", name="<b>Léa</b>")
        self.assertEqual([p["name"] for p in meeting.waiting], ["<b>Léa</b>"])
        response = self.page(meeting)
        self.assertEqual(self.shown(response), "wait")
        self.assertIn("&lt;b&gt;Léa", response.text)
        self.assertEqual(self.page(meeting, "/status").json(), {"state": "waiting"})
        # sent twice, or pressed by somebody who does not wait: they wait still
        self.page(meeting, "/join", name="Léa")
        self.assertEqual(len(meeting.waiting), 1)
        self.assertFalse(meeting.room_channel_id)
        self.as_user(meeting, self.bob).admit(meeting.waiting[0]["id"])
        self.env.flush_all()
        self.assertEqual(self.page(meeting, "/status").json(), {"state": "admitted"})
        self.assertEqual(self.shown(self.page(meeting)), "enter")
        joined = self.page(meeting, "/join")
        room = meeting.room_channel_id
        self.assertTrue(joined.headers["Location"].endswith(f"/{room.id}"))
        self.assertEqual(self.url_open(joined.headers["Location"]).status_code, 200)
        # that room, and nothing else
        for channel in (self.group, self.public):
            other = self.url_open(f"/discuss/channel/{channel.id}")
            self.assertEqual(other.status_code, 404)

    def test_lobby_is_not_passed_by(self):
        meeting = self.start()
        self.as_user(meeting, self.alice).join()
        room = meeting.room_channel_id
        self.env.flush_all()
        for user in (None, self.stranger, self.carol):
            self.login(user)
            for url in (
                f"/discuss/channel/{room.id}",
                f"/chat/{room.id}/{room.uuid}",
                f"/meet/{room.uuid}",
                f"/chat/{room.uuid}",
            ):
                with self.subTest(user=user, url=url), mute_logger("odoo.http"):
                    self.assertIn(self.url_open(url).status_code, (403, 404))
        self.assertEqual(room.channel_partner_ids, self.alice.partner_id)
        self.assertFalse(room.channel_member_ids.guest_id)

    def test_refused(self):
        meeting = self.start()
        self.login(self.stranger)
        self.page(meeting, "/join")
        self.as_user(meeting, self.bob).refuse(meeting.waiting[0]["id"])
        self.env.flush_all()
        self.assertEqual(self.shown(self.page(meeting)), "refused")
        self.page(meeting, "/join")
        self.assertFalse(meeting.waiting, "who was refused does not knock again")
        self.assertEqual(self.page(meeting, "/status").json(), {"state": "refused"})

    # ------------------------------------------------------------
    # When nobody comes in
    # ------------------------------------------------------------

    def test_over(self):
        past = fields.Datetime.now() - timedelta(hours=1)
        for values, words in (
            ({"revoked_date": past}, "Alice has revoked this link"),
            ({"ended_date": past}, "This meeting has ended"),
            ({"expiry_date": past}, "Ask Alice for a new one"),
        ):
            meeting = self.start()
            self.age(meeting, **values)
            for user in (self.alice, self.bob, self.carol, self.customer, None):
                with self.subTest(words=words, user=user):
                    self.login(user)
                    response = self.page(meeting)
                    self.assertEqual(response.status_code, 410)
                    self.assertIn(words, response.text)
                    self.assertEqual(
                        self.page(meeting, "/join", name="Guest").status_code, 410
                    )
                    self.assertEqual(
                        self.page(meeting, "/status").json(), {"state": "over"}
                    )
            self.assertFalse(meeting.attendance_ids)
            self.assertFalse(meeting.room_channel_id)

    def test_too_early(self):
        meeting = self.start(start=fields.Datetime.now() + timedelta(hours=2))
        for user in (self.bob, None):
            self.login(user)
            self.assertEqual(self.shown(self.page(meeting)), "early")
            response = self.page(meeting, "/join", name="Guest")
            self.assertEqual(self.shown(response), "early")
        self.age(meeting, start_date=fields.Datetime.now() + timedelta(minutes=10))
        self.login(self.bob)
        self.assertEqual(self.shown(self.page(meeting)), "enter")

    def test_call_in_the_channel(self):
        meeting = self.start()
        # who was let in before is as anybody else: they are not in the channel
        as_carol = self.as_user(meeting, self.carol)
        self.as_user(meeting, self.bob).admit(as_carol._knock("").id)
        as_carol._enter()
        self.call(meeting, self.carol)
        self.as_user(meeting, self.alice).hold_in_channel()
        self.env.flush_all()
        self.login(self.bob)
        self.assertIn(
            f"/discuss/channel/{self.group.id}",
            self.page(meeting, "/join").headers["Location"],
        )
        for user in (self.carol, self.stranger, None):
            self.login(user)
            response = self.page(meeting)
            self.assertEqual(response.status_code, 403)
            self.assertEqual(self.shown(response), "members")
            response = self.page(meeting, "/join", name="Guest")
            self.assertEqual(response.status_code, 403)
            self.assertFalse(meeting.waiting)

    # ------------------------------------------------------------
    # Abuse
    # ------------------------------------------------------------

    def test_guessing(self):
        meeting = self.start()
        self.login(None)
        for number in range(GUESS_LIMIT):
            response = self.url_open(f"/meeting/guess{number}")
            self.assertEqual(response.status_code, 404)
        for path in ("guess", meeting.token):
            response = self.url_open(f"/meeting/{path}")
            self.assertEqual(response.status_code, 429)
            self.assertIn("Too many links", response.text)
        # who is logged in at the same address is let in
        self.login(self.bob)
        self.assertEqual(self.page(meeting).status_code, 200)
        self.env.cr.execute(
            "UPDATE discuss_meeting_guess SET since = since - INTERVAL '11 minutes'"
        )
        self.login(None)
        self.assertEqual(self.page(meeting).status_code, 200)

    def test_nonsense(self):
        self.login(None)
        for token in ("x" * 2000, "%00", "%F0%9F%90%88", "..%2F..%2Fweb", "'--", "1"):
            with self.subTest(token=token):
                response = self.url_open(f"/meeting/{token}")
                self.assertEqual(response.status_code, 404)

    def test_nothing_changes_by_get_or_without_csrf(self):
        meeting = self.start()
        self.login(self.bob)
        for path in ("/join", "/fallback", "/status"):
            with self.subTest(path=path), mute_logger("odoo.http"):
                url = f"/meeting/{meeting.token}{path}"
                self.assertEqual(self.url_open(url).status_code, 405)
                response = self.url_open(url, data={"name": "x"})
                self.assertEqual(response.status_code, 400)
        self.assertFalse(meeting.attendance_ids)

    def test_pages_are_neither_framed_nor_kept(self):
        meeting = self.start()
        self.login(None)
        for response in (self.page(meeting), self.url_open("/meeting/none")):
            self.assertEqual(response.headers["X-Frame-Options"], "DENY")
            self.assertEqual(response.headers["Referrer-Policy"], "no-referrer")
            self.assertIn("no-store", response.headers["Cache-Control"])
            self.assertIn(
                "frame-ancestors", response.headers["Content-Security-Policy"]
            )

    def test_titles_on_the_page(self):
        meeting = self.start(title="<script>alert(1)</script>")
        self.login(None)
        self.assertNotIn("<script>alert(1)", self.page(meeting).text)

    # ------------------------------------------------------------
    # Speed
    # ------------------------------------------------------------

    def count_queries(self, meeting):
        self.page(meeting)
        url = f"/meeting/{meeting.token}"
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        response = self.url_open(url)
        self.assertEqual(response.status_code, 200)
        return self.env.cr.sql_log_count - before

    def test_queries_of_the_page(self):
        """The same with 10 and with 10,000 meetings, and few."""
        meeting = self.start()
        counts = {}
        for number in (10, 10_000):
            self.env.cr.execute(
                """
                INSERT INTO discuss_meeting (
                    name, token, room_key, channel_id, host_id, company_id, expiry_date
                )
                SELECT name, md5(n || '-' || %(number)s), md5(n::text), channel_id,
                       host_id, company_id, expiry_date
                  FROM discuss_meeting, generate_series(1, %(number)s) AS n
                 WHERE id = %(id)s
                """,
                {"id": meeting.id, "number": number},
            )
            for user in (self.bob, self.carol, None):
                self.login(user)
                counts.setdefault(user, []).append(self.count_queries(meeting))
        for user, (few, many) in counts.items():
            with self.subTest(user=user):
                self.assertEqual(few, many)
                self.assertLessEqual(many, 8)
