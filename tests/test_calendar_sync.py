"""What comes from Google Calendar and Outlook is left alone. With Odoo's own modules
for these, which are no dependency of ours and come into a database of their own.

Nothing goes over the network: what these calendars say is handed to the methods that
Odoo calls with it, and nobody here has given Odoo the key to theirs.
"""

import contextlib

import pytest

from tools import cache, throwaway
from tools.console import Console
from tools.testing.context import Context

from .living_odoo import LivingOdoo

INSTALL = """
names = ["google_calendar", "microsoft_calendar"]
modules = env["ir.module.module"].search([("name", "in", names)])
modules.button_immediate_install()
"""

# A company that wants links, and two colleagues of it with somebody from outside.
PEOPLE = """
env.company.write(
    {"calendar_meeting_mode": "require", "has_appointment_links": True}
)
users = env["res.users"].with_context(no_reset_password=True)
for name in ("ada", "bob"):
    users.create({"name": name, "login": name, "email": f"{name}@example.com"})
env["res.partner"].create({"name": "Chloe", "email": "chloe@customer.example.com"})
"""

# What both calendars have in common: who does it, when, and what is asked afterwards.
COMMON = """
from datetime import datetime, timedelta
from odoo.addons.google_calendar.utils.google_event import GoogleEvent
from odoo.addons.microsoft_calendar.utils.microsoft_event import MicrosoftEvent

ada = env["res.users"].search([("login", "=", "ada")])
Event = env["calendar.event"].with_user(ada)
Recurrence = env["calendar.recurrence"].with_user(ada)
start = (datetime.now() + timedelta(days=2)).replace(minute=0, second=0, microsecond=0)
INSIDE = ["ada@example.com", "bob@example.com"]
OUTSIDE = ["ada@example.com", "chloe@customer.example.com"]
count = env["discuss.meeting"].search_count([])

def partners(emails):
    return env["res.partner"].search([("email", "in", emails)])

def later():
    return (datetime.now() + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")

def look(events):
    env.flush_all()
    env.invalidate_all()
    return {
        "found": len(events),
        "locations": sorted({event.videocall_location or "" for event in events}),
        "can_be_link": any(events.mapped("can_be_link")),
        "new_links": env["discuss.meeting"].search_count([]) - count,
    }

def appointment():
    event = Event.create(
        {
            "name": "Offer",
            "partner_ids": partners(OUTSIDE).ids,
            "start": start,
            "stop": start + timedelta(hours=1),
            "description": "<p>Bring the plans</p>",
        }
    )
    return event, event._meetings()
"""

GOOGLE = """
def said(id, emails, start=start, **values):
    return {
        "id": id,
        "summary": "Budget",
        "updated": later(),
        "visibility": "public",
        "organizer": {"email": "ada@example.com", "self": True},
        "attendees": [{"email": e, "responseStatus": "accepted"} for e in emails],
        "reminders": {"useDefault": True},
        "start": {"dateTime": start.isoformat() + "+00:00", "timeZone": "UTC"},
        "end": {
            "dateTime": (start + timedelta(hours=1)).isoformat() + "+00:00",
            "timeZone": "UTC",
        },
        **values,
    }

def sync(*values):
    return Event._sync_google2odoo(GoogleEvent(list(values)))

def sync_series(id, emails):
    rule = "RRULE:FREQ=DAILY;COUNT=3"
    series = said(id, emails, recurrence=[rule])
    return Recurrence._sync_google2odoo(GoogleEvent([series])).calendar_event_ids

def with_call(id, emails, url):
    call = {"entryPoints": [{"entryPointType": "video", "uri": url}]}
    return sync(said(id, emails, conferenceData=call))

def cancelled(id):
    return sync(said(id, INSIDE, status="cancelled"))

def sent(event):
    values = event._google_values()
    return values["description"], "conferenceData" in values

def answer(event, id):
    # as after it was inserted there
    event.with_context(dont_notify=True).write({"google_id": id, "need_sync": False})

def moved(event, id):
    description, _is_asked = sent(event)
    return sync(said(id, OUTSIDE, start + timedelta(hours=3), description=description))
"""

OUTLOOK = """
def said(id, emails, start=start, **values):
    return {
        "type": "singleInstance",
        "seriesMasterId": None,
        "id": id,
        "iCalUId": f"uid-{id}",
        "subject": "Budget",
        "isAllDay": False,
        "isOrganizer": True,
        "isOnlineMeeting": False,
        "isReminderOn": False,
        "reminderMinutesBeforeStart": 15,
        "isCancelled": False,
        "sensitivity": "normal",
        "showAs": "busy",
        "body": {"content": "", "contentType": "html"},
        "location": {"displayName": ""},
        "organizer": {"emailAddress": {"address": "ada@example.com", "name": "Ada"}},
        "attendees": [
            {
                "type": "required",
                "status": {"response": "none"},
                "emailAddress": {"address": email, "name": email},
            }
            for email in emails
        ],
        "recurrence": None,
        "responseStatus": {"response": "organizer"},
        "lastModifiedDateTime": later(),
        "start": {"dateTime": start.isoformat(), "timeZone": "UTC"},
        "end": {
            "dateTime": (start + timedelta(hours=1)).isoformat(),
            "timeZone": "UTC",
        },
        **values,
    }

def sync(*values):
    events, recurrences = Event._sync_microsoft2odoo(MicrosoftEvent(list(values)))
    return events | recurrences.calendar_event_ids

def sync_series(id, emails):
    pattern = {"type": "daily", "interval": 1, "month": 0, "dayOfMonth": 0}
    pattern |= {"firstDayOfWeek": "sunday", "index": "first"}
    day = start.date()
    master = said(
        id,
        emails,
        type="seriesMaster",
        recurrence={
            "pattern": pattern,
            "range": {
                "type": "endDate",
                "startDate": day.isoformat(),
                "endDate": (day + timedelta(days=2)).isoformat(),
                "numberOfOccurrences": 0,
            },
        },
    )
    times = [
        said(
            f"{id}-{number}",
            emails,
            start + timedelta(days=number),
            type="occurrence",
            seriesMasterId=id,
        )
        for number in range(3)
    ]
    return sync(master, *times)

def with_call(id, emails, url):
    call = {"isOnlineMeeting": True, "onlineMeeting": {"joinUrl": url}}
    return sync(said(id, emails, **call))

def cancelled(id):
    return sync(
        {"id": id, "iCalUId": f"uid-{id}", "@removed": {"reason": "deleted"}}
    )

def sent(event):
    values = event._microsoft_values(event._get_microsoft_synced_fields())
    return values["body"]["content"], values["isOnlineMeeting"]

def answer(event, id):
    # as after it was inserted there
    event.with_context(dont_notify=True).write(
        {"microsoft_id": id, "ms_universal_event_id": f"uid-{id}", "need_sync_m": False}
    )

def moved(event, id):
    body = {"content": sent(event)[0], "contentType": "html"}
    return sync(said(id, OUTSIDE, start + timedelta(hours=3), body=body))
"""

CALL = "https://video.example.com/theirs"
# What is left alone: how it comes, with how many events and which place for the call.
LEFT_ALONE = {
    "among colleagues": ('sync(said("inside", INSIDE))', 1, ""),
    "with somebody from outside": ('sync(said("outside", OUTSIDE))', 1, ""),
    "with a call of theirs": (f'with_call("call", OUTSIDE, "{CALL}")', 1, CALL),
    "a series among colleagues": ('sync_series("series", INSIDE)', 3, ""),
    "a series with outsiders": ('sync_series("appointments", OUTSIDE)', 3, ""),
    "moved there": (
        'sync(said("moved", INSIDE))'
        ' and sync(said("moved", INSIDE, start + timedelta(hours=1)))',
        1,
        "",
    ),
    "changed there to colleagues alone": (
        'sync(said("less", OUTSIDE)) and sync(said("less", INSIDE))',
        1,
        "",
    ),
    "changed here by a person": (
        '(found := sync(said("here", INSIDE[:1]))).write('
        '{"partner_ids": [(4, partners(INSIDE[1:]).id)]}) and found',
        1,
        "",
    ),
    "deleted there": (
        'sync(said("gone", INSIDE)) and cancelled("gone").exists()',
        0,
        None,
    ),
}

# An appointment that was made here, with a link of ours, and goes to their calendar.
APPOINTMENT = """
event, meeting = appointment()
url = event.videocall_location
result = {"is_ours": url == meeting.url}
result["sent"], result["asks_for_a_call"] = sent(event)
result["url"] = url
answer(event, "ours")
moved(event, "ours")
env.flush_all()
env.invalidate_all()
result["sent_again"], _asks = sent(event)
result["location"] = event.videocall_location
result["moves_along"] = meeting.start_date == start + timedelta(hours=3)
result["new_links"] = env["discuss.meeting"].search_count([]) - count
cancelled("ours")
result["state"] = meeting.state
"""


@pytest.fixture(scope="module")
def odoo_with_both():
    """A copy of the suite's database, to which both calendars come."""
    context = Context.of_this_run()
    console = Console(cache.logs)
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(
            throwaway.copy_of(
                *(console, context.env, context.server, context.suite_template),
                "calendars",
            )
        )
        living = LivingOdoo(console, context, database)
        stack.callback(living.stop)
        living.run(INSTALL)
        living.run(PEOPLE)
        yield living


@pytest.fixture(params=(GOOGLE, OUTLOOK), ids=("google", "outlook"))
def calendar(request, odoo_with_both):
    """A function that runs code with the words of one of these calendars."""
    return lambda code: odoo_with_both.run(COMMON + request.param + code)


def test_what_comes_from_there_is_left_alone(calendar):
    """Also where a company requires links: nothing is refused, nothing gets a link, and
    nobody is told to make one of it."""
    cases = [(how, *case) for how, case in LEFT_ALONE.items()]
    code = "result = {}\n"
    for how, came, _number, _place in cases:
        code += f"result[{how!r}] = look({came})\n"
    found = calendar(code)
    for how, _came, number, place in cases:
        assert found[how] == {
            "found": number,
            "locations": [place] if number else [],
            "can_be_link": False,
            "new_links": 0,
        }, how


def test_an_appointment_from_here_keeps_its_link_there(calendar):
    """They are not asked for a second one, and the invitation that they send, in the
    place of Odoo's, has ours: once, however often it goes back and forth."""
    found = calendar(APPOINTMENT)
    assert found["is_ours"]
    assert not found["asks_for_a_call"]
    assert "Bring the plans" in found["sent"]
    assert f'href="{found["url"]}"' in found["sent"]
    assert found["sent_again"].count(found["url"]) == found["sent"].count(found["url"])
    assert found["location"] == found["url"]
    assert found["moves_along"]
    assert found["new_links"] == 1
    assert found["state"] == "revoked"
