import json
from datetime import timedelta, timezone
from urllib.parse import quote

import jwt

from .base import MeetingProvider, ProviderDown
from .web import check_address, get

# The clock of the server may be behind.
LEEWAY = timedelta(seconds=30)


class Jitsi(MeetingProvider):
    """Rooms of a Jitsi Meet server.

    Sources:

    - "Integrations", Jitsi Meet handbook, https://jitsi.github.io/handbook (an address
      is ``https://server/[tenant/]room``, with options after ``#``), and
      ``react/features/base/util/parseURLParams.ts`` of jitsi/jitsi-meet, for how these
      options are read;
    - ``doc/tokens.md`` of jitsi/lib-jitsi-meet, for the token, with
      ``resources/prosody-plugins/token/util.lib.lua`` of jitsi/jitsi-meet, which checks
      it;
    - ``token_affiliation`` of jitsi-contrib/prosody-plugins, by which a server tells
      moderators from others.

    :param str server: address of the server, with the tenant if there is one
    :param str app_id: by which the server knows us, if it asks for tokens
    :param str secret: with which tokens are signed
    :param str audience: for whom tokens are
    :param timedelta validity: how long a token opens a room
    :param now: a function that returns the time in UTC, without a time zone
    """

    def __init__(
        self, server, *, now, app_id="", secret="", audience="jitsi", validity=None
    ):
        parts = check_address(server, is_bare=True)
        self.server = server.rstrip("/")
        # doc/tokens.md: "EITHER the lowercase name of the tenant OR the lowercase
        # name of the domain"
        self.subject = (parts.path.strip("/") or parts.hostname).lower()
        self.root = f"{parts.scheme}://{parts.netloc}"
        self.app_id = app_id
        self.secret = secret
        self.audience = audience
        self.validity = validity or timedelta(hours=4)
        self.now = now

    def open(self, room):
        """Ask whether the server is there: Jitsi makes rooms when somebody comes.

        Whatever it answers, it is there, unless it says that it has failed.
        """
        status, _body = get(f"{self.root}/config.js")
        if status >= 500:
            raise ProviderDown(f"{self.root}: status {status}", "status")

    def check(self):
        """Ask for what every Jitsi Meet has. What is made of tokens is not said."""
        status, body = get(f"{self.root}/config.js")
        if 300 <= status < 400:
            raise ProviderDown(f"{self.root}: config.js is elsewhere", "redirect")
        if status != 200:
            raise ProviderDown(f"{self.root}: status {status}", "status")
        if b"hosts" not in body:
            raise ProviderDown(f"{self.root}: this is no config.js", "answer")

    def join_url(self, room, person):
        name = self._room_name(room)
        options = {"config.subject": room.title}
        address = f"{self.server}/{name}"
        if self.secret:
            address += f"?jwt={self._token(room, person)}"
        else:
            options["userInfo.displayName"] = person.name
        return f"{address}#" + "&".join(
            f"{option}={quote(self._json(value), safe='')}"
            for option, value in options.items()
        )

    @staticmethod
    def _room_name(room):
        # Jitsi takes names of rooms for the same whatever their capitals are
        return room.key.lower()

    @staticmethod
    def _json(value):
        """Return a text as JSON that survives what Jitsi does before it reads it: plain
        quotes come out of curly ones, and the first ``\\&`` loses its backslash.

        >>> print(Jitsi._json('“R&D” \\\\ sales'))
        "\\u201cR\\u0026D\\u201d \\u005c sales"
        """
        text = json.dumps(value, ensure_ascii=True)
        return text.replace("\\\\", "\\u005c").replace("&", "\\u0026")

    def _token(self, room, person):
        """Return what lets this person, and nobody else, into this room, and into no
        other."""
        now = self.now()
        expiry = min(now + self.validity, room.expiry)
        return jwt.encode(
            {
                "aud": self.audience,
                "iss": self.app_id,
                "sub": self.subject,
                "room": self._room_name(room),
                "nbf": self._timestamp(now - LEEWAY),
                "exp": self._timestamp(expiry),
                "context": {
                    # all of them texts: others are an error
                    "user": {
                        "id": person.key,
                        "name": person.name,
                        "affiliation": "owner" if person.is_moderator else "member",
                        "moderator": "true" if person.is_moderator else "false",
                    },
                },
            },
            self.secret,
            algorithm="HS256",
        )

    @staticmethod
    def _timestamp(date):
        return int(date.replace(tzinfo=timezone.utc).timestamp())
