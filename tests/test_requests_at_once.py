"""A form that a customer sends twice at the same moment, to a real server, where each
request has a transaction of its own that is committed."""

import concurrent.futures
import re
import threading

import pytest
import requests

from tools import cache, serving, throwaway
from tools.console import Console
from tools.testing.context import Context

AT_ONCE = 4
LOGIN = "portal"


class Customer:
    """Somebody with a browser."""

    def __init__(self, url):
        self._url, self._session = url, requests.Session()
        page = self.get("/web/login")
        answer = self._session.post(
            f"{url}/web/login",
            data={"login": LOGIN, "password": LOGIN, "csrf_token": self.token(page)},
            timeout=60,
        )
        assert answer.ok

    def get(self, path):
        answer = self._session.get(f"{self._url}{path}", timeout=60)
        assert answer.status_code == 200, path
        return answer.text

    def form(self, path, action):
        """Return the hidden fields of a form of a page."""
        (form,) = re.findall(
            rf'<form[^>]*action="{action}".*?</form>', self.get(path), re.DOTALL
        )
        fields = re.findall(r'<input[^>]*type="hidden"[^>]*>', form)
        return {
            re.search(r'name="(\w+)"', field)[1]: re.search(r'value="([^"]*)"', field)[
                1
            ]
            for field in fields
        }

    def token(self, page):
        return re.search(r'name="csrf_token" value="(\w+)"', page)[1]

    def post_at_once(self, path, data):
        """Send the same form several times, each by a connection of its own; return
        where each answer leads."""
        barrier = threading.Barrier(AT_ONCE)
        cookies = self._session.cookies.get_dict()

        def post(_number):
            barrier.wait()
            return requests.post(
                f"{self._url}{path}",
                data=data,
                cookies=cookies,
                allow_redirects=False,
                timeout=60,
            )

        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as threads:
            answers = list(threads.map(post, range(AT_ONCE)))
        assert {answer.status_code for answer in answers} <= {302, 303}
        return [answer.headers["Location"] for answer in answers]


@pytest.fixture(scope="module")
def place():
    """A customer, and a way to ask the database."""
    context = Context.of_this_run()
    console = Console(cache.logs)
    env, server = context.env, context.server
    with throwaway.copy_of(
        console, env, server, context.suite_template, "requests"
    ) as database:
        port = serving.free_port(console, 8279)
        with serving.served(console, env, server, database, port):
            yield (
                Customer(f"http://{serving.HOST}:{port}"),
                lambda sql: server.query(sql, database),
            )


def test_sent_twice_at_once_is_one(place):
    customer, query = place
    for number in range(3):
        form = customer.form("/my/requests/new", "/submitted/ticket")
        subject = f"At once {number}"
        places = customer.post_at_once(
            "/submitted/ticket", {**form, "subject": subject, "description": "Twice"}
        )
        (ticket_id,) = query(f"SELECT id FROM helpdesk_ticket WHERE name = '{subject}'")
        assert {place.rsplit("/", 1)[1] for place in places} == {ticket_id}

    ticket, action = f"/my/ticket/{ticket_id}", f"/my/requests/{ticket_id}"
    for name, field in (("answer", "body"), ("urge", "reason")):
        form = customer.form(ticket, f"{action}/{name}")
        customer.post_at_once(f"{action}/{name}", {**form, field: f"My {name}"})
        assert query(
            "SELECT COUNT(*) FROM mail_message WHERE model = 'helpdesk.ticket'"
            f" AND res_id = {ticket_id} AND body LIKE '%My {name}%'"
        ) == ["1"]


def test_sent_at_once_without_a_key(place):
    """A page of before this module, or a script, has no key in its form."""
    customer, query = place
    form = customer.form("/my/requests/new", "/submitted/ticket")
    data = {"csrf_token": form["csrf_token"], "subject": "Keyless", "description": "x"}
    customer.post_at_once("/submitted/ticket", data)
    assert query("SELECT COUNT(*) FROM helpdesk_ticket WHERE name = 'Keyless'") == ["1"]


def test_invited_at_once(place):
    """Who clicks twice invites one person, and is not told that it failed."""
    customer, query = place
    data = customer.form("/my/colleagues", "/my/colleagues/invite")
    for number in range(3):
        email = f"iris{number}@example.com"
        places = customer.post_at_once(
            "/my/colleagues/invite", {**data, "name": "Iris", "email": email}
        )
        assert {place.rsplit("/", 1)[1] for place in places} == {"colleagues"}
        for table, field in (("res_partner", "email"), ("res_users", "login")):
            assert query(f"SELECT COUNT(*) FROM {table} WHERE {field} = '{email}'") == [
                "1"
            ], table
