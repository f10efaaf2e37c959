"""An HTTP client that adds up what the requests of a measurement cost."""

from __future__ import annotations

import contextlib
import http.client
import itertools
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from tools.console import Failure

from .listener import Listener
from .screens import Screen, Screens

_TIMEOUT = 120
_FORM = "application/x-www-form-urlencoded"


@dataclass
class Cost:
    """What some requests took: seconds, SQL queries, bytes received, mails made."""

    seconds: float = 0
    queries: int = 0
    bytes: int = 0
    mails: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(*map(sum, zip(astuple(self), astuple(other), strict=True)))


class Client:
    """A user's session on one server.

    :param port: where the server listens, on this machine
    :param database: the only database that it serves
    :param screens: a browser to look at the server with
    :param keep_alive: whether to hold on to a connection, and by that to a process of
        a server that has several
    """

    def __init__(
        self,
        port: int,
        database: str,
        *,
        screens: Screens | None = None,
        keep_alive: bool = True,
    ):
        self._connection = http.client.HTTPConnection(
            "127.0.0.1", port, timeout=_TIMEOUT
        )
        self._port, self._database = port, database
        self._screens, self._keep_alive = screens, keep_alive
        self._cookies: dict[str, str] = {}
        self._numbers = itertools.count()
        self._others: dict[str, Client] = {}
        self.cost = Cost()

    def log_in(self, login: str, password: str) -> None:
        """Open a session as the user."""
        self.rpc(
            "/web/session/authenticate",
            {"db": self._database, "login": login, "password": password},
        )

    @contextlib.contextmanager
    def as_user(self, login: str, password: str) -> Iterator[Client]:
        """Lend a session of somebody else on the same server; what it costs is added to
        `cost`, without logging in."""
        if login not in self._others:
            other = Client(self._port, self._database, keep_alive=self._keep_alive)
            other.log_in(login, password)
            self._others[login] = other
        other = self._others[login]
        other.cost = Cost()
        yield other
        self.cost += other.cost

    @contextlib.contextmanager
    def listening(self, *channels: str) -> Iterator[Listener]:
        """Connect as a browser does, and listen to channels; it costs nothing."""
        with contextlib.closing(Listener(self._port, self._cookie())) as listener:
            listener.subscribe(channels)
            yield listener

    def screen(
        self, login: str, password: str, path: str, selectors: Sequence[str]
    ) -> Screen:
        """Return what somebody sees in a browser, where a page stays open once it shows
        the elements that are looked for; it costs nothing."""
        return self._screens.show(
            login,
            selectors,
            url=f"http://127.0.0.1:{self._port}",
            database=self._database,
            password=password,
            path=path,
        )

    def rpc(self, route: str, params: dict[str, Any]) -> Any:
        """Call a JSON-RPC route; its cost is added to `cost`."""
        body = json.dumps(
            {
                "jsonrpc": "2.0",
                "method": "call",
                "id": next(self._numbers),
                "params": params,
            }
        ).encode()
        answer, cost = self._request("POST", route, body)
        self.cost += cost
        content = json.loads(answer)
        if error := content.get("error"):
            details = error.get("data", {}).get("debug") or error.get("message")
            raise Failure(f"{route} on {self._database} answers: {details}")
        return content.get("result")

    def get(self, path: str) -> bytes:
        """Ask for a page; its cost is added to `cost`."""
        page, cost = self._request("GET", path, b"")
        self.cost += cost
        return page

    def submit(self, path: str, fields: dict[str, str]) -> bytes:
        """Send a form and go where its answer leads, as a browser does; the cost of
        both is added to `cost`."""
        body = urlencode(fields).encode()
        page, cost = self._request("POST", path, body, _FORM)
        self.cost += cost
        return page

    def call(self, model: str, method: str, *args: Any, **kwargs: Any) -> Any:
        """Call a method as the web client does."""
        return self.rpc(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": args, "kwargs": kwargs},
        )

    def _request(
        self, verb: str, path: str, body: bytes, content_type: str = "application/json"
    ) -> tuple[bytes, Cost]:
        headers = {"Content-Type": content_type, "Cookie": self._cookie()}
        if not self._keep_alive:
            headers["Connection"] = "close"
        started = time.perf_counter()
        self._connection.request(verb, path, body, headers)
        response = self._connection.getresponse()
        answer = response.read()
        seconds = time.perf_counter() - started
        # only of forms: a page that leads elsewhere is not what was to be measured
        leads_to = response.headers.get("Location") if content_type == _FORM else None
        if response.status != 200 and not leads_to:
            raise Failure(
                f"{path} on {self._database} answers {response.status}"
                f" {response.reason}"
            )
        for cookie in response.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        queries, mails = (
            int(response.headers[header]) for header in ("X-Queries", "X-Mails")
        )
        cost = Cost(seconds, queries, len(answer), mails)
        if leads_to:
            answer, rest = self._request("GET", urlsplit(leads_to).path, b"")
            cost += rest
        return answer, cost

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())
