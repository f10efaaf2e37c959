"""Addresses that administrators give, and calls to them that end in time."""

import re
import threading
import time
from urllib.parse import SplitResult, urlsplit

import requests

from .base import TIMEOUT, ProviderDown

LOOPBACK = ("127.0.0.1", "::1", "localhost")
# More than any answer that is asked for here.
MAX_SIZE = 1 << 20
# Of what RFC 3986 lets stand in an address; `{` and `}` are for placeholders.
ALLOWED = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%{}]+")
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
PLACEHOLDER = re.compile(r"\{([a-z]*)\}")


class BadAddress(ValueError):
    """An address that nobody is sent to.

    :param reason: "characters", "fragment", "host", "placeholder", "query", "scheme" or
        "userinfo"
    """

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def check_address(address, placeholders=(), *, is_bare=False) -> SplitResult:
    """Return the parts of an address of a web server.

    Browsers read some addresses otherwise than RFC 3986 says: they skip line breaks,
    take ``\\`` for ``/`` and know more kinds of white space. What they could read in
    two ways is refused, and so is all but HTTPS, except on the server itself.

    :param placeholders: which ``{words}`` may stand in the path and in the query
    :param is_bare: whether it is the beginning of addresses: without a query
    :raise BadAddress: it is none

    >>> check_address("https://meet.example.com:8443/team").path
    '/team'
    >>> check_address("http://meet.example.com/")
    Traceback (most recent call last):
    odoo.addons.discuss_meeting.providers.web.BadAddress: scheme
    >>> check_address("https://meet.example.com@evil.example/")
    Traceback (most recent call last):
    odoo.addons.discuss_meeting.providers.web.BadAddress: userinfo
    >>> check_address("https://{room}.example.com/", ["room"])
    Traceback (most recent call last):
    odoo.addons.discuss_meeting.providers.web.BadAddress: placeholder
    """
    if not isinstance(address, str) or not ALLOWED.fullmatch(address):
        raise BadAddress("characters")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise BadAddress("host") from error
    if parts.scheme not in ("http", "https"):
        raise BadAddress("scheme")
    if "@" in parts.netloc:
        raise BadAddress("userinfo")
    outside = parts.netloc + parts.fragment
    if "{" in outside or "}" in outside:
        raise BadAddress("placeholder")
    host = parts.hostname or ""
    if port == 0 or not (host in LOOPBACK or HOST.fullmatch(host)) or ".." in host:
        raise BadAddress("host")
    if parts.scheme == "http" and host not in LOOPBACK:
        raise BadAddress("scheme")
    rest = PLACEHOLDER.sub("", parts.path + parts.query)
    used = PLACEHOLDER.findall(parts.path + parts.query)
    if "{" in rest or "}" in rest or not set(used) <= set(placeholders):
        raise BadAddress("placeholder")
    if is_bare and (parts.query or address.endswith("?")):
        raise BadAddress("query")
    if is_bare and (parts.fragment or address.endswith("#")):
        raise BadAddress("fragment")
    return parts


def get(address, timeout=TIMEOUT):
    """Fetch an address, without following it elsewhere.

    The time is that for the whole answer: a server that sends a byte a second, or a
    name that is not resolved, costs no more. Of an address, nothing but its host is in
    what is raised, as the rest may be signed.

    :return: status and body
    :rtype: tuple[int, bytes]
    :raise ProviderDown: there was no answer, or too long a one
    """
    host = urlsplit(address).hostname
    deadline = time.monotonic() + timeout
    answer = {}

    def fetch():
        try:
            with requests.get(
                address, allow_redirects=False, stream=True, timeout=timeout
            ) as response:
                body = b""
                for chunk in response.iter_content(8192):
                    body += chunk
                    if time.monotonic() > deadline:
                        answer["reason"] = "timeout"
                        return
                    if len(body) > MAX_SIZE:
                        answer["reason"] = "answer"
                        return
                answer["value"] = response.status_code, body
        except requests.Timeout:
            answer["reason"] = "timeout"
        except requests.exceptions.SSLError:
            answer["reason"] = "certificate"
        except Exception:  # noqa: BLE001 - the caller is told, without the address
            answer["reason"] = "unreachable"

    thread = threading.Thread(target=fetch, name="meeting provider", daemon=True)
    thread.start()
    thread.join(timeout)
    if "value" not in answer:
        reason = answer.get("reason", "timeout")
        raise ProviderDown(f"{host}: {reason}", reason)
    return answer["value"]
