import hashlib
import hmac
import secrets
from urllib.parse import urlencode

from lxml import etree

from .base import MeetingProvider, ProviderDown
from .web import check_address, get

ALGORITHMS = ("sha1", "sha256", "sha512")
# "name (…) must be between 2 and 64 characters long"
NAME_LENGTH = 2, 64


class BigBlueButton(MeetingProvider):
    """Rooms of a BigBlueButton server.

    Source: "API Reference", https://docs.bigbluebutton.org/development/api (in
    ``docs/docs/development/api.md`` and ``docs/docs/data/`` of
    bigbluebutton/bigbluebutton): create, join, end, isMeetingRunning, and "API Security
    Model" for the checksum.

    :param str server: what ``bbb-conf --secret`` says at *URL*
    :param str secret: what it says at *Secret*
    :param str algorithm: one of `ALGORITHMS`, for checksums
    """

    def __init__(self, server, *, secret, algorithm="sha256"):
        parts = check_address(server, is_bare=True)
        path = parts.path.strip("/").removesuffix("api").strip("/") or "bigbluebutton"
        self.api = f"{parts.scheme}://{parts.netloc}/{path}/api/"
        self.host = parts.hostname
        self.secret = secret
        self.algorithm = algorithm
        self.create_time = None

    # ------------------------------------------------------------
    # Rooms
    # ------------------------------------------------------------

    def open(self, room):
        """Create the room, or find that it is there: "your application can always call
        create before returning the join URL to the user"."""
        answer = self._call(
            "create",
            {
                "name": self._name(room.title),
                "meetingID": room.key,
                # Needed for that by older servers, and to end a room. Derived, so that
                # they are the same each time.
                "attendeePW": self._password(room, "attendee"),
                "moderatorPW": self._password(room, "moderator"),
                "logoutURL": room.return_url,
            },
        )
        self.create_time = answer.findtext("createTime")

    def join_url(self, room, person):
        params = {
            "fullName": self._text(person.name)[: NAME_LENGTH[1]],
            "meetingID": room.key,
            "role": "MODERATOR" if person.is_moderator else "VIEWER",
            "userID": person.key,
        }
        if self.create_time:
            # "prevents a user from reusing their join URL for a subsequent session"
            params["createTime"] = self.create_time
        return self.url("join", params)

    def close(self, room):
        try:
            self._call(
                "end",
                {
                    "meetingID": room.key,
                    "password": self._password(room, "moderator"),
                },
            )
        except NoSuchRoom:
            return

    def is_running(self, room):
        answer = self._call("isMeetingRunning", {"meetingID": room.key})
        return answer.findtext("running") == "true"

    def check(self):
        """Ask something that changes nothing, signed as all the rest.

        :raise ProviderDown: the server does not answer, or refuses the secret
        """
        self._call("isMeetingRunning", {"meetingID": secrets.token_urlsafe(12)})

    # ------------------------------------------------------------
    # Calls
    # ------------------------------------------------------------

    def url(self, call, params):
        """Return the address of a call: "a hash of callName + queryString +
        sharedSecret" is added to its parameters.

        >>> engine = BigBlueButton(
        ...     "https://bbb.example.com/bigbluebutton/",
        ...     secret="639259d4-9dd8-4b25-bf01-95f9567eaf4b",
        ...     algorithm="sha1",
        ... )
        >>> print(engine.url("create", {
        ...     "name": "Test Meeting",
        ...     "meetingID": "abc123",
        ...     "attendeePW": "111222",
        ...     "moderatorPW": "333444",
        ... }).partition("&checksum=")[2])
        1fcbb0c4fc1f039f73aa6d697d2db9ba7f803f17
        """
        query = urlencode(params)
        text = f"{call}{query}{self.secret}"
        checksum = hashlib.new(self.algorithm, text.encode()).hexdigest()
        return f"{self.api}{call}?{query}&checksum={checksum}"

    def _call(self, call, params):
        """Return the answer to a call.

        :rtype: etree._Element
        :raise ProviderDown: there is none, or the server refuses
        """
        status, body = get(self.url(call, params))
        if 300 <= status < 400:
            raise ProviderDown(f"{self.host}: {call} is elsewhere", "redirect")
        answer = self._parse(body)
        if answer is None:
            reason = "answer" if status == 200 else "status"
            raise ProviderDown(f"{self.host}: {call}, status {status}", reason)
        if answer.findtext("returncode") == "SUCCESS":
            return answer
        # what the server says is cut: it comes from elsewhere, and goes to the log
        key = (answer.findtext("messageKey") or "")[:64]
        if key == "notFound":
            raise NoSuchRoom(f"{self.host}: no such room", "refused")
        reason = "secret" if key == "checksumError" else "refused"
        raise ProviderDown(f"{self.host}: {call}, {ascii(key)}", reason)

    @staticmethod
    def _parse(body):
        """Return the root of an answer; None if it is not one. Nothing that it tells to
        fetch is fetched, and no entity is expanded."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            root = etree.fromstring(body, parser)
        except (etree.XMLSyntaxError, ValueError):
            return None
        if root.getroottree().docinfo.doctype or root.tag != "response":
            return None
        return root

    def _password(self, room, role):
        text = f"{role} {room.key}".encode()
        return hmac.new(self.secret.encode(), text, "sha256").hexdigest()[:32]

    @staticmethod
    def _text(text):
        # "must not contain control characters"
        return "".join(char if char.isprintable() else " " for char in text).strip()

    def _name(self, title):
        least, most = NAME_LENGTH
        return self._text(title)[:most].strip().ljust(least, "_")


class NoSuchRoom(ProviderDown):
    """The server answers, and has no such room."""
