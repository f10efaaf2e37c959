"""Each provider's addresses, against its specification; no database is needed."""

import doctest
import json
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs, unquote, urlsplit

import jwt

from odoo.tests import BaseCase, tagged

from ..providers import (
    Address,
    BadAddress,
    BigBlueButton,
    Jitsi,
    Person,
    ProviderDown,
    Room,
    address,
    bigbluebutton,
    jitsi,
    web,
)
from .provider_server import SECRET, Clock, VideoServer

NOW = datetime(2026, 3, 2, 9, 30)
HOST = Person(key="p-1", name="Zoé “R&D” \\& = # / <b>", is_moderator=True)
GUEST = Person(key="p-2", name="Ann")
# 32 bytes, as RFC 7518 (3.2) asks for with HS256
JITSI_SECRET = "0123456789abcdef0123456789abcdef"  # noqa: S105 - of this test alone


def room(**values):
    return Room(
        **{
            "key": "aBc-_123XyZ",
            "title": "Sprint & review",
            "expiry": NOW + timedelta(hours=24),
            "return_url": "https://odoo.example.com/meeting/x",
            **values,
        }
    )


@tagged("post_install", "-at_install")
class TestProviders(BaseCase):
    def test_examples(self):
        for module in (web, address, bigbluebutton, jitsi):
            result = doctest.testmod(module)
            self.assertTrue(result.attempted, module)
            self.assertFalse(result.failed, module)

    # ------------------------------------------------------------
    # Jitsi
    # ------------------------------------------------------------

    def options(self, url):
        """Read what stands behind # as parseURLParams.ts of jitsi/jitsi-meet does."""
        options = {}
        for part in urlsplit(url).fragment.split("&"):
            name, value = part.split("=")
            decoded = unquote(value).replace("\\&", "&", 1)
            for curly, plain in (("‘’", "'"), ("“”", '"')):
                decoded = decoded.translate(str.maketrans(dict.fromkeys(curly, plain)))
            options[name] = json.loads(decoded)
        return options

    def test_jitsi_without_tokens(self):
        engine = Jitsi("https://meet.example.com/", now=lambda: NOW)
        url = engine.join_url(room(), HOST)
        parts = urlsplit(url)
        self.assertEqual(parts.netloc, "meet.example.com")
        self.assertEqual(parts.path, "/abc-_123xyz")
        self.assertFalse(parts.query)
        self.assertEqual(
            self.options(url),
            {"config.subject": "Sprint & review", "userInfo.displayName": HOST.name},
        )

    def test_jitsi_token(self):
        engine = Jitsi(
            "https://Meet.example.com/Sales",
            now=lambda: NOW,
            app_id="entente",
            secret=JITSI_SECRET,
            validity=timedelta(hours=1),
        )
        for person, moderator, affiliation in (
            (HOST, "true", "owner"),
            (GUEST, "false", "member"),
        ):
            url = engine.join_url(room(), person)
            self.assertEqual(urlsplit(url).path, "/Sales/abc-_123xyz")
            self.assertNotIn(JITSI_SECRET, url)
            self.assertEqual(list(self.options(url)), ["config.subject"])
            [token] = parse_qs(urlsplit(url).query)["jwt"]
            self.assertEqual(
                jwt.get_unverified_header(token), {"alg": "HS256", "typ": "JWT"}
            )
            claims = jwt.decode(
                token,
                JITSI_SECRET,
                algorithms=["HS256"],
                audience="jitsi",
                issuer="entente",
                options={"verify_exp": False, "verify_nbf": False},
            )
            begin = int(NOW.replace(tzinfo=timezone.utc).timestamp())
            self.assertEqual(
                claims,
                {
                    "aud": "jitsi",
                    "iss": "entente",
                    "sub": "sales",
                    "room": "abc-_123xyz",
                    "nbf": begin - 30,
                    "exp": begin + 3600,
                    "context": {
                        "user": {
                            "id": person.key,
                            "name": person.name,
                            "moderator": moderator,
                            "affiliation": affiliation,
                        }
                    },
                },
            )

    def test_a_token_does_not_outlive_the_meeting(self):
        engine = Jitsi(
            "https://meet.example.com",
            now=lambda: NOW,
            app_id="entente",
            secret=JITSI_SECRET,
        )
        expiry = NOW + timedelta(minutes=7)
        url = engine.join_url(room(expiry=expiry), GUEST)
        [token] = parse_qs(urlsplit(url).query)["jwt"]
        claims = jwt.decode(token, options={"verify_signature": False})
        self.assertEqual(
            claims["exp"], int(expiry.replace(tzinfo=timezone.utc).timestamp())
        )
        self.assertEqual(claims["sub"], "meet.example.com")

    def test_jitsi_server_down(self):
        with VideoServer() as server:
            engine = Jitsi(server.url, now=lambda: NOW)
            engine.open(room())
            engine.check()
            self.assertEqual(server.asked, ["config.js"] * 2)
            for mood in ("elsewhere", "rubbish"):
                server.mood = mood
                engine.open(room())
                with self.assertRaises(ProviderDown):
                    engine.check()
            self.assertNotIn("stolen", server.asked)
            server.mood = "failed"
            with self.assertRaises(ProviderDown):
                engine.open(room())
        with self.assertRaises(ProviderDown) as caught:
            engine.open(room())
        self.assertEqual(caught.exception.reason, "unreachable")

    # ------------------------------------------------------------
    # BigBlueButton
    # ------------------------------------------------------------

    def test_bigbluebutton_life_of_a_room(self):
        for algorithm in bigbluebutton.ALGORITHMS:
            with self.subTest(algorithm), VideoServer(algorithm=algorithm) as server:
                engine = BigBlueButton(
                    f"{server.url}/bigbluebutton/", secret=SECRET, algorithm=algorithm
                )
                engine.check()
                self.assertIs(engine.is_running(room()), False)
                engine.open(room())
                engine.open(room())
                self.assertEqual(len(server.rooms), 1)
                for person in (HOST, GUEST):
                    self.assertEqual(self.visit(engine.join_url(room(), person)), 200)
                [known] = server.rooms.values()
                self.assertEqual(
                    known["people"], [(HOST.name, "MODERATOR"), ("Ann", "VIEWER")]
                )
                self.assertEqual(known["params"]["logoutURL"], room().return_url)
                self.assertIs(engine.is_running(room()), True)
                engine.close(room())
                self.assertFalse(server.rooms)
                engine.close(room())

    def visit(self, url):
        return web.get(url)[0]

    def test_bigbluebutton_address_of_the_server(self):
        for server in (
            "https://bbb.example.com",
            "https://bbb.example.com/",
            "https://bbb.example.com/bigbluebutton",
            "https://bbb.example.com/bigbluebutton/",
            "https://bbb.example.com/bigbluebutton/api",
            "https://bbb.example.com/bigbluebutton/api/",
        ):
            self.assertEqual(
                BigBlueButton(server, secret=SECRET).api,
                "https://bbb.example.com/bigbluebutton/api/",
            )
        self.assertEqual(
            BigBlueButton("https://host.example.com/acme/bbb", secret=SECRET).api,
            "https://host.example.com/acme/bbb/api/",
        )

    def test_bigbluebutton_names_of_any_length(self):
        with VideoServer() as server:
            engine = BigBlueButton(server.url, secret=SECRET)
            for title in ("x", "Long " * 50, "a\x07b", "é" * 250):
                engine.open(room(title=title, key=f"k{len(server.rooms)}"))
            self.assertEqual(len(server.rooms), 4)

    def test_bigbluebutton_address_is_for_one_session(self):
        with VideoServer() as server:
            engine = BigBlueButton(server.url, secret=SECRET)
            engine.open(room())
            url = engine.join_url(room(), GUEST)
            server.leave()
            engine.open(room())
            self.visit(url)
            self.assertFalse(server.rooms[room().key]["people"])

    def test_bigbluebutton_misbehaves(self):
        reasons = {
            "bomb": "answer",
            "elsewhere": "redirect",
            "endless": "answer",
            "failed": "status",
            "rubbish": "answer",
        }
        with VideoServer() as server:
            engine = BigBlueButton(server.url, secret=SECRET)
            for mood, reason in reasons.items():
                with self.subTest(mood), self.assertRaises(ProviderDown) as caught:
                    server.mood = mood
                    engine.open(room())
                self.assertEqual(caught.exception.reason, reason)
                self.assert_tells_nothing(caught.exception)
            self.assertNotIn("stolen", server.asked)
            server.mood = "well"
            for wrong in ({"secret": "wrong"}, {"algorithm": "sha1"}):
                engine = BigBlueButton(server.url, **{"secret": SECRET, **wrong})
                with self.assertRaises(ProviderDown) as caught:
                    engine.check()
                self.assertEqual(caught.exception.reason, "secret")
                self.assert_tells_nothing(caught.exception)

    def assert_tells_nothing(self, error):
        for word in (SECRET, "checksum=", "moderatorPW", room().key):
            self.assertNotIn(word, str(error))
        self.assertIsNone(error.__cause__)

    def test_nobody_waits_longer(self):
        with VideoServer() as server:
            engine = BigBlueButton(server.url, secret=SECRET)
            server.mood = "slow"
            with Clock() as clock, self.assertRaises(ProviderDown) as caught:
                engine.open(room())
            self.assertEqual(caught.exception.reason, "timeout")
            self.assertLess(clock.seconds, 6)
            self.assertGreater(clock.seconds, 4.5)
            # each byte comes in time, all of them do not
            server.mood = "drip"
            with Clock() as clock, self.assertRaises(ProviderDown) as caught:
                web.get(f"{server.url}/config.js", timeout=1)
            self.assertEqual(caught.exception.reason, "timeout")
            self.assertLess(clock.seconds, 2)

    # ------------------------------------------------------------
    # Addresses
    # ------------------------------------------------------------

    def test_address(self):
        engine = Address("https://teams.microsoft.com/l/meetup-join/19%3ameeting/0")
        self.assertEqual(engine.join_url(room(), GUEST), engine.pattern)
        engine = Address("https://v.example.com/{room}?t={title}&n={name}#x")
        self.assertEqual(
            engine.join_url(room(), HOST),
            "https://v.example.com/aBc-_123XyZ?t=Sprint%20%26%20review"
            "&n=Zo%C3%A9%20%E2%80%9CR%26D%E2%80%9D%20-%26%20%3D%20%23%20-%20%3Cb%3E#x",
        )

    def test_a_title_leads_nowhere_else(self):
        pattern = "https://v.example.com/go/{title}?next={title}&n={name}"
        for title in (
            "https://evil.example",
            "//evil.example",
            "\\\\evil.example",
            "/\\evil.example",
            "@evil.example",
            "..",
            ".",
            "../../logout",
            "javascript:alert(1)",
            "x\r\nLocation: https://evil.example",
            "a#b?c=d&next=https://evil.example",
            "%2e%2e%2f",
            "{name}",
        ):
            url = Address(pattern).join_url(room(title=title), GUEST)
            parts = urlsplit(url)
            with self.subTest(title):
                self.assertEqual(parts.netloc, "v.example.com")
                self.assertRegex(parts.path, r"^/go/[^/]+$")
                self.assertNotIn(unquote(parts.path), ("/go/.", "/go/.."))
                self.assertFalse(parts.fragment)
                query = parse_qs(parts.query)
                self.assertEqual(list(query), ["next", "n"])
                self.assertNotRegex(query["next"][0], r"^[a-z]+:|[/\\\r\n]")
                self.assertEqual(query["n"], ["Ann"])

    def test_dots_of_several_placeholders(self):
        url = Address("https://v.example.com/a/{title}{name}/b").join_url(
            room(title="."), Person(key="k", name=".")
        )
        self.assertEqual(url, "https://v.example.com/a/__/b")

    def test_addresses_that_are_refused(self):
        for pattern, reason in (
            ("http://v.example.com/{room}", "scheme"),
            ("javascript:alert(1)", "scheme"),
            ("data:text/html,x", "scheme"),
            ("//v.example.com/", "scheme"),
            ("/web/login", "scheme"),
            ("ftp://v.example.com/", "scheme"),
            ("https://user@v.example.com/", "userinfo"),
            ("https://v.example.com:x@evil.example/", "userinfo"),
            ("https://a:b@v.example.com/", "userinfo"),
            ("https://v.example.com\\@evil.example/", "characters"),
            ("https://v.example.com/a b", "characters"),
            (" https://v.example.com/", "characters"),
            ("https://v.example.com/\n", "characters"),
            ("https://v.example.com/\x00", "characters"),
            ("https://v.exämple.com/", "characters"),
            ("https:///v.example.com", "host"),
            ("https:v.example.com", "host"),
            ("https://", "host"),
            ("https://v.example.com:99999/", "host"),
            ("https://v..example.com/", "host"),
            ("https://v.example.com%2eevil.example/", "host"),
            ("https://{room}/", "placeholder"),
            ("https://v.example.com{room}", "placeholder"),
            ("https://{title}.example.com/", "placeholder"),
            ("https://v.example.com:{room}/", "host"),
            ("https://v.example.com/#{room}", "placeholder"),
            ("https://v.example.com/{token}", "placeholder"),
            ("https://v.example.com/{", "placeholder"),
            ("https://v.example.com/{{room}}", "placeholder"),
            ("https://v.example.com/{room.__class__}", "placeholder"),
            ("", "characters"),
            (None, "characters"),
        ):
            with self.subTest(pattern), self.assertRaises(BadAddress) as caught:
                Address(pattern)
            self.assertEqual(caught.exception.reason, reason, pattern)
        for server, reason in (
            ("https://v.example.com/?x=1", "query"),
            ("https://v.example.com/?", "query"),
            ("https://v.example.com/#x", "fragment"),
            ("https://v.example.com/{room}", "placeholder"),
        ):
            for make in (
                lambda url: Jitsi(url, now=lambda: NOW),
                lambda url: BigBlueButton(url, secret=SECRET),
            ):
                with self.subTest(server), self.assertRaises(BadAddress) as caught:
                    make(server)
                self.assertEqual(caught.exception.reason, reason)

    def test_others_are_asked_if_an_administrator_says_so(self):
        with VideoServer() as server:
            pattern = server.url + "/{room}?n={name}"
            Address(pattern).open(room())
            self.assertFalse(server.asked)
            engine = Address(pattern, is_checked=True)
            engine.open(room())
            self.assertEqual(server.asked, [f"/{room().key}"])
            server.mood = "failed"
            with self.assertRaises(ProviderDown):
                engine.open(room())
            Address(pattern).open(room())
