"""A websocket client that waits for what Odoo tells a user.

On the standard library: a bench needs nothing that Odoo needs.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import struct
import time
from collections.abc import Callable, Sequence
from typing import Any

from tools.console import Failure

_TIMEOUT = 60
_TEXT, _CLOSE, _PING, _PONG = 1, 8, 9, 10


class Listener:
    """A connection over which a user is told what happens in some channels.

    :param cookie: of the user's session
    """

    def __init__(self, port: int, cookie: str):
        self._socket = socket.create_connection(("127.0.0.1", port), _TIMEOUT)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._stream = self._socket.makefile("rb")
        # Without a User-Agent, Odoo takes us for no browser, and asks for no version.
        headers = {
            "Host": f"127.0.0.1:{port}",
            "Origin": f"http://127.0.0.1:{port}",
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            "Cookie": cookie,
        }
        lines = [f"{name}: {value}" for name, value in headers.items()]
        request = "\r\n".join(["GET /websocket HTTP/1.1", *lines, "", ""])
        self._socket.sendall(request.encode())
        status = self._stream.readline().decode().strip()
        while self._stream.readline().strip():
            pass
        if " 101 " not in f"{status} ":
            raise Failure(f"/websocket answers {status}")

    def subscribe(self, channels: Sequence[str], last: int = 0) -> None:
        """Ask to be told what happens; with `last` 0, of the last minute, too."""
        data = {"channels": list(channels), "last": last}
        content = json.dumps({"event_name": "subscribe", "data": data})
        self._send(_TEXT, content.encode())

    def wait(self, is_it: Callable[[dict[str, Any]], bool]) -> None:
        """Wait for a message that is what is looked for."""
        deadline = time.monotonic() + _TIMEOUT
        while time.monotonic() < deadline:
            if any(is_it(notification["message"]) for notification in self._receive()):
                return
        raise Failure(f"what was posted was not told within {_TIMEOUT} s")

    def close(self) -> None:
        """Hang up, as a browser that leaves."""
        self._send(_CLOSE, struct.pack("!H", 1000))
        self._stream.close()
        self._socket.close()

    def _receive(self) -> list[dict[str, Any]]:
        try:
            kind, content = self._frame()
        except TimeoutError:
            return []
        if kind == _PING:
            self._send(_PONG, content)
        if kind == _CLOSE:
            raise Failure(f"the server has closed the websocket: {content[2:]!r}")
        return json.loads(content) if kind == _TEXT else []

    def _frame(self) -> tuple[int, bytes]:
        kind, length = self._read(2)
        if length == 126:
            (length,) = struct.unpack("!H", self._read(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self._read(8))
        return kind & 0x0F, self._read(length)

    def _read(self, length: int) -> bytes:
        content = self._stream.read(length)
        if len(content) < length:
            raise Failure("the server has cut the websocket")
        return content

    def _send(self, kind: int, content: bytes) -> None:
        length = len(content)
        if length < 126:
            size = struct.pack("!B", 128 | length)
        elif length < 65536:
            size = struct.pack("!BH", 128 | 126, length)
        else:
            size = struct.pack("!BQ", 128 | 127, length)
        # A client has to mask what it sends; nothing needs a mask that changes it.
        self._socket.sendall(bytes([128 | kind]) + size + bytes(4) + content)
