"""A real HTTP server that plays video servers as their specifications say."""

import hashlib
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

SECRET = "639259d4-9dd8-4b25-bf01-95f9567eaf4b"
BOMB = """<!DOCTYPE response [
    <!ENTITY a "SUCCESS">
    <!ENTITY b SYSTEM "file:///etc/hostname">
]>
<response><returncode>&a;</returncode><createTime>&b;</createTime></response>"""


class VideoServer:
    """BigBlueButton at ``/bigbluebutton``, and what every Jitsi Meet has.

    ``mood`` says how it behaves: "well", "slow" (silent for `slowness` seconds), "drip"
    (a byte now and then), "rubbish", "bomb", "endless", "elsewhere" or "failed".
    """

    def __init__(self, secret=SECRET, algorithm="sha256"):
        self.secret = secret
        self.algorithm = algorithm
        self.mood = "well"
        self.slowness = 7
        self.calls = []
        """What it was asked: name of the call, and parameters."""
        self.rooms = {}
        """Rooms by meetingID, each with its parameters, createTime and people."""
        self.created = 1531155809612
        self.stopping = threading.Event()

    def __enter__(self):
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                server.answer(self)

            def log_message(self, *args):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.thread = threading.Thread(target=self.http.serve_forever, daemon=True)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.http.server_port}"
        return self

    def __exit__(self, *args):
        self.stopping.set()
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()

    @property
    def asked(self):
        return [call for call, _params in self.calls]

    def leave(self):
        """Everybody leaves: rooms that are empty are forgotten."""
        self.rooms.clear()

    # ------------------------------------------------------------
    # Answers
    # ------------------------------------------------------------

    def answer(self, handler):
        parts = urlsplit(handler.path)
        if self.mood == "slow":
            self.stopping.wait(self.slowness)
        if self.mood == "elsewhere":
            handler.send_response(302)
            handler.send_header("Location", f"{self.url}/stolen?{parts.query}")
            handler.end_headers()
            return
        if parts.path == "/stolen":
            self.calls.append(("stolen", {}))
        self.send(handler, *self.body(parts))

    def body(self, parts):
        if self.mood == "rubbish":
            return 200, "<html><p>Welcome to our wiki"
        if self.mood == "bomb":
            return 200, BOMB
        if self.mood == "endless":
            return 200, "<response>" + "a" * (3 << 20)
        if self.mood == "failed":
            return 503, "Service unavailable"
        path, _slash, call = parts.path.rpartition("/")
        if path == "/bigbluebutton/api":
            return 200, self.call(call, parts.query)
        if parts.path == "/config.js":
            self.calls.append(("config.js", {}))
            return 200, "var config = { hosts: { domain: 'meet.example.com' } };"
        self.calls.append((parts.path, parse_qs(parts.query)))
        return 404, "Not found"

    def send(self, handler, status, text):
        body = text.encode()
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        try:
            if self.mood == "drip":
                for byte in body:
                    handler.wfile.write(bytes([byte]))
                    handler.wfile.flush()
                    if self.stopping.wait(0.2):
                        return
            else:
                handler.wfile.write(body)
        except OSError:
            return  # who asked did not wait

    def call(self, call, query):
        """Answer as the API reference of BigBlueButton says."""
        # "Create the entire query string for your API call without the checksum
        # parameter", "prepend the API call name", "append the shared secret"
        unsigned, _mark, checksum = query.rpartition("&checksum=")
        text = call + unsigned + self.secret
        if checksum != hashlib.new(self.algorithm, text.encode()).hexdigest():
            return self.failed("checksumError", "Checksums do not match")
        params = {
            name: values[0]
            for name, values in parse_qs(unsigned, strict_parsing=True).items()
        }
        self.calls.append((call, params))
        return getattr(self, f"call_{call}")(params)

    def call_create(self, params):
        if not 2 <= len(params["name"]) <= 64 or "," in params["meetingID"]:
            return self.failed("validationError", "Wrong length or character")
        room = self.rooms.get(params["meetingID"])
        if not room:
            self.created += 1
            room = {"params": params, "createTime": str(self.created), "people": []}
            self.rooms[params["meetingID"]] = room
        elif room["params"] != params:
            return self.failed("idNotUnique", "A meeting already exists")
        return self.succeeded(createTime=room["createTime"])

    def call_join(self, params):
        room = self.rooms.get(params["meetingID"])
        if not room:
            return self.failed("invalidMeetingIdentifier", "No such meeting")
        if params.get("createTime", room["createTime"]) != room["createTime"]:
            return self.failed("mismatchCreateTimeParam", "Another session")
        if params["role"] not in ("MODERATOR", "VIEWER") or not params["fullName"]:
            return self.failed("invalidRole", "Invalid role")
        room["people"].append((params["fullName"], params["role"]))
        return self.succeeded(joined="true")

    def call_end(self, params):
        room = self.rooms.get(params["meetingID"])
        if not room:
            return self.failed("notFound", "We could not find a meeting with that ID")
        if params["password"] != room["params"]["moderatorPW"]:
            return self.failed("invalidPassword", "The supplied password is incorrect")
        del self.rooms[params["meetingID"]]
        return self.succeeded(messageKey="sentEndMeetingRequest")

    def call_isMeetingRunning(self, params):
        room = self.rooms.get(params["meetingID"])
        running = bool(room and room["people"])
        return self.succeeded(running=str(running).lower())

    @staticmethod
    def succeeded(**values):
        rest = "".join(f"<{name}>{value}</{name}>" for name, value in values.items())
        return f"<response><returncode>SUCCESS</returncode>{rest}</response>"

    @staticmethod
    def failed(key, message):
        return (
            f"<response><returncode>FAILED</returncode><messageKey>{key}</messageKey>"
            f"<message>{message}</message></response>"
        )


class Clock:
    """How long something took, in seconds."""

    def __enter__(self):
        self.begin = time.monotonic()
        return self

    def __exit__(self, *args):
        self.seconds = time.monotonic() - self.begin
