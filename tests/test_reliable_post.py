"""Many people who post at once into one channel of a real server, where transactions
are of their own and are committed."""

import concurrent.futures
import threading
import uuid
from datetime import datetime, timedelta

import pytest
import requests

from tools import cache, odoo, serving, throwaway
from tools.console import Console
from tools.testing.context import Context

PEOPLE = 12
PREPARE = f"""
people = env["res.users"].with_context(no_reset_password=True).create([
    {{
        "name": f"Poster {{number}}",
        "login": f"poster{{number}}",
        "password": f"poster{{number}}",
        "group_ids": [(4, env.ref("base.group_user").id)],
    }}
    for number in range({PEOPLE})
])
channel = env["discuss.channel"]._create_group(people.partner_id.ids, name="Busy")
thread = channel._create_sub_channel(name="Busy thread")
(channel + thread).last_interest_dt = "2020-01-01 00:00:00"
order = env.ref("sale.sale_order_3")
order._portal_ensure_token()
"""


class Place:
    """A server, and what is in its database."""

    def __init__(self, server, database, url, log):
        self._server, self._database, self.url = server, database, url
        self._log = log
        self.channel_id, self.thread_id = map(
            int,
            self.query(
                "SELECT id FROM discuss_channel WHERE name IN ('Busy', 'Busy thread')"
                " ORDER BY id"
            ),
        )

    def query(self, sql):
        return self._server.query(sql, self._database)

    def retries(self):
        """Return how often a request had to be run again."""
        return self._log.read_text().count("try again in")

    def interest(self, channel_id):
        (date,) = self.query(
            f"SELECT last_interest_dt FROM discuss_channel WHERE id = {channel_id}"
        )
        return datetime.fromisoformat(date)

    def messages(self, channel_id):
        """Return ids, authors and dates."""
        rows = self.query(
            "SELECT id, author_id, date FROM mail_message"
            f" WHERE model = 'discuss.channel' AND res_id = {channel_id}"
            " AND message_type = 'comment' ORDER BY id"
        )
        return [row.split("|") for row in rows]


class Person:
    """Somebody who calls the server; a stranger if they have no login."""

    def __init__(self, place, login=None):
        self._session, self._place = requests.Session(), place
        if login:
            self.rpc(
                "/web/session/authenticate",
                db=place._database,
                login=login,
                password=login,
            )

    def rpc(self, route, **params):
        answer = self._session.post(
            f"{self._place.url}{route}", json={"params": params}, timeout=60
        ).json()
        assert "error" not in answer, answer["error"]["data"]["debug"]
        return answer["result"]

    def post(self, channel_id, body, key=None):
        return self.rpc(
            "/mail/message/post",
            thread_model="discuss.channel",
            thread_id=channel_id,
            post_data={
                "body": body,
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_comment",
                **({"client_key": key} if key else {}),
            },
        )["message_id"]


@pytest.fixture(scope="module")
def place():
    context = Context.of_this_run()
    console = Console(cache.logs)
    env, server = context.env, context.server
    with throwaway.copy_of(
        console, env, server, context.suite_template, "busy"
    ) as database:
        with console.step("Making posters") as step:
            odoo.script(console, env, server, step, database, PREPARE)
        port = serving.free_port(console, 8269)
        with serving.served(console, env, server, database, port) as (_odoo, log):
            yield Place(server, database, f"http://{serving.HOST}:{port}", log)


@pytest.fixture(scope="module")
def people(place):
    return [Person(place, f"poster{number}") for number in range(PEOPLE)]


def at_once(*functions):
    """Call all functions at the same moment; return what they return."""
    barrier = threading.Barrier(len(functions))

    def call(function):
        barrier.wait()
        return function()

    with concurrent.futures.ThreadPoolExecutor(len(functions)) as threads:
        return list(threads.map(call, functions))


@pytest.mark.parametrize("where", ["channel_id", "thread_id"])
def test_nobody_waits_and_nothing_is_lost(place, people, where):
    channel_id, retries = getattr(place, where), place.retries()
    before = len(place.messages(channel_id))

    def post_often(person):
        return [person.post(channel_id, f"Message {number}") for number in range(5)]

    sent = at_once(*(lambda p=person: post_often(p) for person in people))
    stored = place.messages(channel_id)[before:]
    ids = sorted(message for messages in sent for message in messages)
    assert [int(message) for message, _author, _date in stored] == ids
    assert len(set(ids)) == 5 * PEOPLE
    assert place.retries() == retries, "somebody waited"
    latest = max(datetime.fromisoformat(date) for _id, _author, date in stored)
    assert abs(place.interest(channel_id) - latest) <= timedelta(seconds=1)


def test_sent_twice_at_once_is_one_message(place, people):
    channel_id = place.channel_id
    before = len(place.messages(channel_id))
    keys = [str(uuid.uuid4()) for _person in people]
    sent = at_once(
        *(
            lambda p=person, k=key: p.post(channel_id, "Once", k)
            for person, key in zip(people, keys, strict=True)
            for _attempt in range(2)
        )
    )
    assert sent[::2] == sent[1::2], "both calls are told of the same message"
    stored = place.messages(channel_id)[before:]
    assert [int(message) for message, _author, _date in stored] == sorted(sent[::2])
    assert len({author for _id, author, _date in stored}) == PEOPLE
    latest = max(datetime.fromisoformat(date) for _id, _author, date in stored)
    assert abs(place.interest(channel_id) - latest) <= timedelta(seconds=1)


def test_the_same_key_is_one_message_for_each_author(place, people):
    key = str(uuid.uuid4())
    sent = at_once(
        *(lambda p=person: p.post(place.channel_id, "Mine", key) for person in people)
    )
    assert len(set(sent)) == PEOPLE


def test_a_customer_who_has_a_link(place):
    """Nobody is logged in: the link that was sent says who writes."""
    (row,) = place.query(
        "SELECT o.id, o.access_token, o.partner_id FROM sale_order o"
        " JOIN ir_model_data data ON data.res_id = o.id AND data.model = 'sale.order'"
        " WHERE data.module = 'sale' AND data.name = 'sale_order_3'"
    )
    order_id, token, partner_id = row.split("|")
    customer, key = Person(place), str(uuid.uuid4())
    sent = [
        customer.rpc(
            "/mail/message/post",
            thread_model="sale.order",
            thread_id=int(order_id),
            token=token,
            post_data={"body": "When?", "client_key": key},
        )["message_id"]
        for _attempt in range(2)
    ]
    assert sent[0] == sent[1]
    stored = place.query(
        f"SELECT id, author_id FROM mail_message WHERE client_key = '{key}'"
    )
    assert stored == [f"{sent[0]}|{partner_id}"]
