"""Somebody in more channels than their browser gets, while a colleague posts in those
that it has and those that it has not: on a real server, through a lost connection."""

import contextlib
import json
import time

import pytest
from playwright.sync_api import expect

from tests.test_two_employees import (  # noqa: F401 (a fixture)
    PATIENCE,
    Employee,
    browser,
)
from tools import cache, odoo, serving, throwaway
from tools.console import Console
from tools.testing.context import Context

pytestmark = pytest.mark.in_time

JOINED = 70
# seconds until what is said anywhere is counted
EXACT = 2
PREPARE = f"""
reader, author = (
    env["res.users"].search([("login", "=", login)]) for login in ("camille", "admin")
)
themes = env["discuss.theme"].search([("group_ids", "=", False)], limit=4)
for number in range({JOINED}):
    env["discuss.channel"].create({{
        "name": f"Room {{number}}",
        "channel_type": "group" if number % 3 == 0 else "channel",
        "theme_id": themes[number % len(themes)].id,
        "channel_member_ids": [
            (0, 0, {{"partner_id": user.partner_id.id}}) for user in reader + author
        ],
    }})
settings = env["res.users.settings"]._find_or_create_for_user(reader)
settings.discuss_working_set_since = "2026-01-01 00:00:00"
# who is mentioned finds that in Odoo, not in their mailbox
reader.notification_type = "inbox"
"""
# What the browser shows: by theme, what is unread and what is for the reader in
# particular; on the icon of the messages, how many conversations wait.
NUMBERS = """() => {
    const store = odoo.__WOWL_DEBUG__.root.env.services["mail.store"];
    const themes = store.discuss_themes.map((theme) => [
        theme.id,
        [theme.unreadCounter, theme.importantCounter],
    ]);
    return JSON.stringify({...Object.fromEntries(themes), menu: store.globalCounter});
}"""
CONNECTED = """() => {
    // a page that was just opened may have no client yet
    const bus = odoo.__WOWL_DEBUG__?.root?.env.services.bus_service;
    return bus?.workerState === "CONNECTED";
}"""
HERE = """() => {
    const store = odoo.__WOWL_DEBUG__.root.env.services["mail.store"];
    return [...store.workingSet.state.listened];
}"""
# What these numbers have to be.
TRUTH = """
WITH joined AS (
    SELECT channel.id,
           channel.channel_type,
           theme.parent_path,
           (
               SELECT count(*)
                 FROM mail_message AS message
                WHERE message.model = 'discuss.channel'
                  AND message.res_id = channel.id
                  AND message.id >= member.new_message_separator
                  AND message.message_type NOT IN ('notification', 'user_notification')
           ) AS unread,
           (
               SELECT count(*)
                 FROM mail_notification AS notification
                 JOIN mail_message AS message
                   ON message.id = notification.mail_message_id
                WHERE notification.res_partner_id = reader.partner_id
                  AND notification.is_read IS NOT TRUE
                  AND message.model = 'discuss.channel'
                  AND message.res_id = channel.id
           ) AS called
      FROM res_users AS reader
      JOIN discuss_channel_member AS member
        ON member.partner_id = reader.partner_id
       AND member.mute_until_dt IS NULL
      JOIN discuss_channel AS channel
        ON channel.id = member.channel_id
       AND channel.active
 LEFT JOIN discuss_theme AS theme
        ON theme.id = channel.theme_id
     WHERE reader.login = 'camille'
),
elsewhere AS (
    SELECT count(*) AS called
      FROM mail_notification AS notification
      JOIN mail_message AS message
        ON message.id = notification.mail_message_id
       AND message.model != 'discuss.channel'
      JOIN res_users AS reader
        ON reader.partner_id = notification.res_partner_id
       AND reader.login = 'camille'
     WHERE notification.is_read IS NOT TRUE
)
SELECT json_object_agg(numbers.key, numbers.value)
  FROM (
           SELECT theme.id::text AS key,
                  json_build_array(
                      COALESCE(sum(joined.unread), 0),
                      COALESCE(sum(
                          CASE WHEN joined.channel_type = 'channel' OR joined.unread = 0
                               THEN joined.called
                               ELSE joined.unread
                           END
                      ), 0)
                  ) AS value
             FROM discuss_theme AS theme
        LEFT JOIN joined ON joined.parent_path LIKE theme.parent_path || '%'
         GROUP BY theme.id
        UNION ALL
           SELECT 'menu', to_json(elsewhere.called + count(joined.id))
             FROM elsewhere
        LEFT JOIN joined ON joined.unread > 0 OR joined.called > 0
         GROUP BY elsewhere.called
       ) AS numbers
"""


class Place:
    """A database, served on a port that stays the same when it is served anew."""

    def __init__(self, stack, console, context, database):
        self._console, self._context = console, context
        self._stack, self.database = stack, database
        self._running = None
        self._port = serving.free_port(console, 8269)
        self.url = f"http://{serving.HOST}:{self._port}"

    def start(self):
        self._running = self._stack.enter_context(contextlib.ExitStack())
        context = self._context
        self._running.enter_context(
            serving.served(
                *(self._console, context.env, context.server),
                *(self.database, self._port),
            )
        )

    def stop(self):
        self._running.close()

    def truth(self):
        (row,) = self._context.server.query(TRUTH, self.database)
        return json.loads(row)


@pytest.fixture(scope="module")
def place():
    context = Context.of_this_run()
    console = Console(cache.logs)
    env, server = context.env, context.server
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(
            throwaway.copy_of(console, env, server, context.suite_template, "joined")
        )
        with console.step("Joining many channels") as step:
            odoo.script(console, env, server, step, database, PREPARE)
        place = Place(stack, console, context, database)
        place.start()
        yield place


@pytest.fixture
def reader(browser, place):  # noqa: F811
    person = Employee(browser, place.url, place.database, "camille")
    person.go("/odoo/discuss")
    expect(person.page.locator(".o-discuss_working_set-more").first).to_be_visible(
        timeout=PATIENCE
    )
    yield person
    person.session.context.close()


@pytest.fixture
def author(browser, place):  # noqa: F811
    person = Employee(browser, place.url, place.database, "admin")
    yield person
    person.session.context.close()


def post(author, channel_id, body="News", mention=()):
    author.session.call(
        *("discuss.channel", "message_post", [channel_id]),
        body=body,
        partner_ids=list(mention),
        message_type="comment",
        subtype_xmlid="mail.mt_comment",
    )


def rooms(author):
    """Return the ids of the channels, which is the order they were made in."""
    domain = [("name", "=like", "Room %")]
    return author.session.call("discuss.channel", "search", domain, order="id")


def differences(reader, place):
    """Return the numbers that are not what they have to be: {key: (is, has to)}."""
    shown = json.loads(reader.page.evaluate(NUMBERS))
    truth = place.truth()
    return {
        key: (number, truth[key])
        for key, number in shown.items()
        if number != truth[key]
    }


def check_exact(reader, place, within=EXACT):
    deadline = time.monotonic() + within
    while wrong := differences(reader, place):
        if time.monotonic() > deadline:
            pytest.fail(f"shown, and what it has to be: {wrong}")
        reader.page.wait_for_timeout(100)


def unread(place):
    """Return how many messages are unread, a theme above another counting both."""
    truth = place.truth()
    return sum(truth[key][0] for key in truth.keys() - {"menu"})


def reconnect(reader, place, meanwhile):
    """Lose the connection, and have `meanwhile` happen before it is back."""
    place.stop()
    reader.page.wait_for_function(f"() => !({CONNECTED})()")
    place.start()
    meanwhile()
    reader.page.wait_for_function(CONNECTED)


def test_nothing_is_missed(reader, author, place):
    ids = rooms(author)
    here = reader.page.evaluate(HERE)
    inside = [channel_id for channel_id in ids if channel_id in here]
    outside = [channel_id for channel_id in ids if channel_id not in here]
    assert len(inside) <= 20 < len(outside), "the browser got too much"
    check_exact(reader, place)

    # What is posted anywhere is counted at once.
    for channel_id in (outside[0], inside[0], outside[1], outside[0], inside[1]):
        post(author, channel_id)
        check_exact(reader, place)
    # By then, what was outside has come in.
    reader.page.wait_for_timeout(3000)
    assert {outside[0], outside[1]} <= set(reader.page.evaluate(HERE))
    check_exact(reader, place)
    for channel_id in outside[:3]:
        post(author, channel_id)
    check_exact(reader, place)
    assert unread(place), "nothing was unread: nothing was shown"

    # The connection is lost; what is said before it is back is not.
    def speak():
        for channel_id in (outside[3], outside[4], inside[2], outside[3]):
            post(author, channel_id)

    reconnect(reader, place, speak)
    check_exact(reader, place)
    post(author, outside[5])
    check_exact(reader, place)

    # Read all of a theme: wherever its channels are.
    themes = reader.session.call("discuss.theme", "search", [("parent_id", "=", False)])
    reader.session.call("discuss.theme", "mark_as_read", themes)
    check_exact(reader, place)
    assert not unread(place)
    reader.check_untroubled()


def test_no_call_is_missed(reader, author, place):
    """Who is mentioned learns it, wherever and whenever that happens."""
    (camille,) = author.session.call(
        "res.users", "search_read", [("login", "=", "camille")], ["partner_id"]
    )
    mention = camille["partner_id"][:1]
    channels = author.session.call(
        *("discuss.channel", "search"),
        [("name", "=like", "Room %"), ("channel_type", "=", "channel")],
        order="id",
    )
    here = reader.page.evaluate(HERE)
    inside = [channel_id for channel_id in channels if channel_id in here]
    outside = [channel_id for channel_id in channels if channel_id not in here]
    before = place.truth()["menu"]
    for channel_id in (inside[0], outside[0], outside[0]):
        post(author, channel_id, mention=mention)
        check_exact(reader, place)
    assert place.truth()["menu"] == before + 2

    def speak():
        for channel_id in (inside[1], outside[1], outside[0], inside[0]):
            post(author, channel_id, mention=mention)
        post(author, outside[2])

    reconnect(reader, place, speak)
    check_exact(reader, place)
    post(author, outside[3], mention=mention)
    check_exact(reader, place)
    assert place.truth()["menu"] == before + 6
    assert not reader.errors


def test_open_through_a_reconnection(reader, author, place):
    """What somebody is looking at goes on by itself when the connection is back."""
    here = reader.page.evaluate(HERE)
    channel_id = next(i for i in rooms(author) if i in here)
    (room,) = author.session.call("discuss.channel", "read", [channel_id], ["name"])
    sidebar = reader.page.locator(".o-mail-DiscussSidebar")
    sidebar.get_by_text(room["name"], exact=True).click()
    content = reader.page.locator(".o-mail-DiscussContent")
    post(author, channel_id, "Before the cut")
    expect(content).to_contain_text("Before the cut")
    reconnect(reader, place, lambda: post(author, channel_id, "Said meanwhile"))
    expect(content).to_contain_text("Said meanwhile", timeout=1000 * EXACT)
    post(author, channel_id, "And afterwards")
    expect(content).to_contain_text("And afterwards")
    check_exact(reader, place)
    reader.check_untroubled()


def test_opened_by_a_link(reader, author, place):
    outside = [i for i in rooms(author) if i not in reader.page.evaluate(HERE)]
    channel_id = outside[-1]
    post(author, channel_id, "Said before")
    reader.go(f"/odoo/discuss?active_id=discuss.channel_{channel_id}")
    content = reader.page.locator(".o-mail-DiscussContent")
    expect(content).to_contain_text("Said before", timeout=PATIENCE)
    post(author, channel_id, "Said afterwards")
    expect(content).to_contain_text("Said afterwards")
    check_exact(reader, place, within=10)
    assert not reader.errors


def test_few_are_left(browser, reader, author, place):  # noqa: F811
    """Somebody leaves so many channels that their browsers are to have all: one that is
    open on another machine learns it, too, and misses nothing."""
    here = reader.page.evaluate(HERE)
    outside = [channel_id for channel_id in rooms(author) if channel_id not in here]
    kept = outside[-5:]
    for channel_id in outside[:-5]:
        reader.session.call("discuss.channel", "action_unfollow", [channel_id])
    check_exact(reader, place)

    other = Employee(browser, place.url, place.database, "camille")
    other.go("/odoo/discuss")
    other.page.wait_for_function(CONNECTED)
    reader.page.wait_for_timeout(2000)
    for channel_id in kept:
        post(author, channel_id)
        for person in (reader, other):
            check_exact(person, place)
    for person in (reader, other):
        person.check_untroubled()
    other.session.context.close()
