import re
from urllib.parse import quote, unquote

from .base import MeetingProvider, ProviderDown
from .web import PLACEHOLDER, check_address, get

PLACEHOLDERS = ("room", "title", "name")


class Address(MeetingProvider):
    """Rooms that are no more than an address, whoever's they are: a personal room of
    Teams, Zoom or Meet, or a pattern.

    Source: RFC 3986, https://www.rfc-editor.org/rfc/rfc3986 (2.1 percent-encoding, 3.3
    path, 3.4 query, 5.2.4 dot segments), and https://url.spec.whatwg.org for how
    browsers read an address.

    :param str pattern: the address, in which ``{room}``, ``{title}`` and ``{name}`` may
        stand in the path and in the query
    :param bool is_checked: whether it is asked for before people are sent there
    """

    def __init__(self, pattern, *, is_checked=False):
        check_address(pattern, PLACEHOLDERS)
        self.pattern = pattern
        self.is_checked = is_checked

    def open(self, room):
        if self.is_checked:
            self._ask({"room": room.key, "title": room.title, "name": ""})

    def check(self):
        self._ask({"room": "test", "title": "test", "name": "test"})

    def _ask(self, values):
        status, _body = get(self._fill(values).partition("#")[0])
        if status >= 500:
            host = check_address(self.pattern, PLACEHOLDERS).hostname
            raise ProviderDown(f"{host}: status {status}", "status")

    def join_url(self, room, person):
        return self._fill({"room": room.key, "title": room.title, "name": person.name})

    def _fill(self, values):
        """Return the address with these values, none of which changes where it leads.

        >>> pattern = Address("https://example.com/j/{room}?topic={title}")
        >>> pattern._fill({"room": "..", "title": "//evil.example&x=1#", "name": ""})
        'https://example.com/j/__?topic=--evil.example%26x%3D1%23'
        """
        base, hash_, fragment = self.pattern.partition("#")
        path, mark, query = base.partition("?")
        path = "/".join(self._fill_segment(part, values) for part in path.split("/"))
        return path + mark + self._replace(query, values) + hash_ + fragment

    def _fill_segment(self, segment, values):
        filled = self._replace(segment, values)
        if filled != segment and unquote(filled) in (".", ".."):
            # it would lead to the folder above
            return "_" * len(unquote(filled))
        return filled

    def _replace(self, text, values):
        return PLACEHOLDER.sub(
            lambda match: quote(self._harmless(values[match[1]]), safe=""), text
        )

    @staticmethod
    def _harmless(value):
        """Return a text of somebody's that is no address itself, for servers which send
        people on to what their query says.

        >>> Address._harmless("10:30 https://evil.example/ javascript:x")
        '10:30 https---evil.example- javascript-x'
        """
        value = "".join(char if char.isprintable() else " " for char in value)
        return re.sub(r"[/\\]|(?<!\d):|:(?!\d)", "-", value)
