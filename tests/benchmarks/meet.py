"""Telling colleagues of a meeting: by a card where they talk, and by the calendar.

Ours drops the link of a meeting in a channel of 10, and of 50; stock makes a calendar
event with as many attendees, as its users do, and sends the invitations to a mail
server on this machine that takes them at once. The page of a link is measured with few
and with many meetings in the database.
"""

import functools
import itertools
import socketserver
import threading
from datetime import timedelta

SUMMARY = "tell 10 and 50 colleagues of a meeting, and open its link"

# How many meetings there are: a database of its own for each.
SIZES_OF_DATABASE = (10, 10_000)
SIZES = (10, 50)
# How many times cheaper, for each number of colleagues.
GOALS_CHEAPER = {10: 12, 50: 60}
GOAL_POST = 1.2
GOAL_PAGE_QUERIES = 8
# Stock takes seconds to invite the most people.
ROUNDS = {10: 20, 50: 8}
# What is many times cheaper needs no machine at rest.
TOLERANCE = 0.3

LOGIN = "bench.host"
PASSWORD = "bench.host"
NUMBERS = itertools.count(1)
MAIL_PORT = 18925


class Postman(socketserver.StreamRequestHandler):
    """Takes each e-mail, and throws it away."""

    def handle(self):
        self._say("220 ready")
        for line in self.rfile:
            match line.strip()[:4].upper():
                case b"DATA":
                    self._say("354 go on")
                    for part in self.rfile:
                        if part.strip() == b".":
                            break
                    self.server.taken += 1
                    self._say("250 taken")
                case b"QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 fine")

    def _say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


class PostOffice(socketserver.ThreadingTCPServer):
    """A mail server for as long as this process lives."""

    allow_reuse_address = True
    daemon_threads = True
    taken = 0


@functools.cache
def post_office():
    """Return the mail server, which begins when it is asked for first."""
    office = PostOffice(("127.0.0.1", MAIL_PORT), Postman)
    threading.Thread(target=office.serve_forever, daemon=True).start()
    return office


def prepare(env, size):
    """Make the people, their channels and, in ours, the meetings that were before."""
    users = (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            [
                {
                    "name": f"Attendee {number}",
                    "login": LOGIN if not number else f"{LOGIN}.{number}",
                    "password": PASSWORD,
                    "email": f"attendee{number}@example.com",
                    "group_ids": [(4, env.ref("base.group_user").id)],
                }
                for number in range(max(SIZES))
            ]
        )
    )
    env["ir.mail_server"].create(
        {
            "name": "Bench",
            "smtp_host": "127.0.0.1",
            "smtp_port": MAIL_PORT,
            "smtp_encryption": "none",
        }
    )
    host = users[0]
    channels = {
        number: env["discuss.channel"]
        .with_user(host)
        ._create_group(users[:number].partner_id.ids, name=f"Team of {number}")
        .id
        for number in SIZES
    }
    facts = {
        "login": LOGIN,
        "password": PASSWORD,
        "channels": channels,
        "attendees": {number: users[:number].partner_id.ids for number in SIZES},
        "start": str(env.cr.now() + timedelta(days=1))[:19],
    }
    if "discuss.meeting" in env:
        channel = env["discuss.channel"].with_user(host).browse(channels[SIZES[0]])
        meeting = env["discuss.meeting"].browse(channel.start_meeting("Before"))
        env.flush_all()
        env.cr.execute(
            """
            INSERT INTO discuss_meeting (
                name, token, room_key, channel_id, host_id, company_id, expiry_date
            )
            SELECT name, md5('token' || n), md5('room' || n), channel_id, host_id,
                   company_id, expiry_date
              FROM discuss_meeting, generate_series(2, %s) AS n
             WHERE id = %s
            """,
            [size, meeting.id],
        )
        facts["page"] = f"/meeting/{meeting.sudo().token}"
    env.cr.execute("ANALYZE")
    return facts


def check(ours, stock):
    """Refuse to compare meetings of different numbers of people."""
    for number in ours["attendees"]:
        if len(ours["attendees"][number]) != len(stock["attendees"][number]):
            raise ValueError(f"attendees of {number}")


def _title():
    return f"Daily point {next(NUMBERS)}"


def _of_size(facts, key, number):
    # the facts have been JSON meanwhile
    return facts[key].get(number) or facts[key][str(number)]


def _tell(number):
    def tell(client, facts):
        if "page" in facts:
            channel_id = _of_size(facts, "channels", number)
            client.call("discuss.channel", "start_meeting", [channel_id], _title())
            return
        before = post_office().taken
        client.call(
            "calendar.event",
            "web_save",
            [],
            {
                "name": _title(),
                "partner_ids": [[6, 0, _of_size(facts, "attendees", number)]],
                "start": facts["start"],
                "stop": facts["start"],
            },
            specification={"display_name": {}},
        )
        if post_office().taken - before < number - 1:
            raise ValueError("stock has not sent its invitations")

    tell.rounds = ROUNDS[number]
    tell.tolerance = TOLERANCE
    return tell


def post(client, facts):
    """Post a card; in stock, a message of as many words, by the same road."""
    channel_id = _of_size(facts, "channels", SIZES[0])
    if "page" in facts:
        client.call("discuss.channel", "start_meeting", [channel_id], _title())
        return
    client.call(
        "discuss.channel",
        "message_post",
        [channel_id],
        body=f"{_title()} http://127.0.0.1/meeting/{'x' * 32}",
        message_type="comment",
        subtype_xmlid="mail.mt_comment",
    )


def open_page(client, facts):
    """Open the link as a colleague."""
    client.get(facts["page"])


open_page.ours_alone = True

CASES = {
    **{f"tell{number}": _tell(number) for number in SIZES},
    "post": post,
    "page": open_page,
}


def goals(results):
    """Return what ours has to reach."""
    found = []
    for number, times in GOALS_CHEAPER.items():
        case = results[f"tell{number}"]
        cheaper = {
            metric: 1 / case[metric].ratio if case[metric].ratio else float("inf")
            for metric in ("time_ms", "queries")
        }
        found.append(
            (
                f"telling {number}: {cheaper['time_ms']:.0f} times less time and"
                f" {cheaper['queries']:.1f} times fewer queries (time at least"
                f" {times})",
                cheaper["time_ms"] >= times,
            )
        )
        mails = case["mails"].ours
        found.append((f"mails for {number}: {mails:.0f} (none)", not mails))
    time = results["post"]["time_ms"].ratio
    found.append(
        (
            f"posting a card: {time:.2f} of a message (at most {GOAL_POST})",
            time <= GOAL_POST,
        )
    )
    queries = results["page"]["queries"].ours
    found.append(
        (
            f"the page of a link: {queries:.0f} queries (at most {GOAL_PAGE_QUERIES})",
            queries <= GOAL_PAGE_QUERIES,
        )
    )
    return found
