"""Somebody in more channels than their browser gets, while a colleague posts in those
that it has and those that it has not: on a real server, through a lost connection."""

import contextlib
import json
import time

import pytest
from playwright.sync_api import expect

from tests.test_two_employees import (  # noqa: F401 (a fixture)
    LIVE,
    PATIENCE,
    Employee,
    browser,
)
from tools import cache, odoo, serving, throwaway
from tools.console import Console
from tools.testing.context import Context

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
"""
NUMBERS = """() => {
    const store = odoo.__WOWL_DEBUG__.root.env.services["mail.store"];
    return JSON.stringify(
        Object.fromEntries(
            store.discuss_themes.map((theme) => [theme.id, theme.unreadCounter])
        )
    );
}"""
HERE = """() => {
    const store = odoo.__WOWL_DEBUG__.root.env.services["mail.store"];
    return [...store.workingSet.state.listened];
}"""
# What the numbers have to be, below each theme.
TRUTH = """
SELECT json_object_agg(theme.id, (
           SELECT count(message.id)
             FROM discuss_theme AS inner_theme
             JOIN discuss_channel AS channel ON channel.theme_id = inner_theme.id
             JOIN discuss_channel_member AS member
               ON member.channel_id = channel.id
              AND member.mute_until_dt IS NULL
             JOIN res_users AS reader
               ON reader.partner_id = member.partner_id
              AND reader.login = 'camille'
             JOIN mail_message AS message
               ON message.model = 'discuss.channel'
              AND message.res_id = channel.id
              AND message.id >= member.new_message_separator
              AND message.message_type NOT IN ('notification', 'user_notification')
            WHERE inner_theme.parent_path LIKE theme.parent_path || '%'
              AND channel.active
       ))
  FROM discuss_theme AS theme
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


def post(author, channel_id, body="News"):
    author.session.call(
        *("discuss.channel", "message_post", [channel_id]),
        body=body,
        message_type="comment",
        subtype_xmlid="mail.mt_comment",
    )


def rooms(author):
    """Return the ids of the channels, which is the order they were made in."""
    domain = [("name", "=like", "Room %")]
    return author.session.call("discuss.channel", "search", domain, order="id")


def differences(reader, place):
    """Return the themes whose number is not what it has to be: {id: (is, has to)}."""
    shown = json.loads(reader.page.evaluate(NUMBERS))
    truth = place.truth()
    return {
        theme_id: (number, truth[theme_id])
        for theme_id, number in shown.items()
        if number != truth[theme_id]
    }


def check_exact(reader, place, within=EXACT):
    deadline = time.monotonic() + within
    while wrong := differences(reader, place):
        if time.monotonic() > deadline:
            pytest.fail(f"unread by theme: {wrong}")
        reader.page.wait_for_timeout(100)


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
    assert sum(place.truth().values()), "nothing was unread: nothing was shown"

    # The connection is lost; what is said before it is back is not.
    place.stop()
    place.start()
    for channel_id in (outside[3], outside[4], inside[2], outside[3]):
        post(author, channel_id)
    check_exact(reader, place, within=30)
    post(author, outside[5])
    check_exact(reader, place, within=10)

    # Read all of a theme: wherever its channels are.
    themes = reader.session.call("discuss.theme", "search", [("parent_id", "=", False)])
    reader.session.call("discuss.theme", "mark_as_read", themes)
    check_exact(reader, place)
    assert not sum(place.truth().values())
    reader.check_untroubled()


def test_opened_by_a_link(reader, author, place):
    outside = [i for i in rooms(author) if i not in reader.page.evaluate(HERE)]
    channel_id = outside[-1]
    post(author, channel_id, "Said before")
    reader.go(f"/odoo/discuss?active_id=discuss.channel_{channel_id}")
    content = reader.page.locator(".o-mail-DiscussContent")
    expect(content).to_contain_text("Said before", timeout=PATIENCE)
    post(author, channel_id, "Said afterwards")
    expect(content).to_contain_text("Said afterwards", timeout=LIVE)
    check_exact(reader, place, within=10)
    assert not reader.errors
