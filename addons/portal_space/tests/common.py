"""What tests of the customer's space share, in this module and in those that add to
it: people of each sort, tables of routes, hostile values and a check of pages for
accessibility."""

import contextlib
import re
from dataclasses import dataclass, field
from unittest.mock import patch
from urllib.parse import quote, urlsplit

import hypothesis
from hypothesis import strategies

from odoo.http import Request
from odoo.sql_db import Cursor
from odoo.tests import HttpCase
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import mail_new_test_user

from .accessibility import AccessibilityMixin

# What each column of a table of routes means.
WHO = ("public", "prospect", "owner", "colleague", "other", "employee", "entitled")

_WRITE = re.compile(
    r"(?<!\bFOR )(?<!\bKEY )(?<!\bDO )\b(INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"
    r'"?([a-z_0-9]+)'
)
# Written by Odoo whoever comes and whatever they ask for.
_HOUSEKEEPING = {"res_device_log", "res_users_log", "ir_http_session", "bus_presence"}

_HOSTILE = [
    "",
    "0",
    "-1",
    "1e400",
    "nan",
    "None",
    "true",
    "[]",
    "{}",
    "[[[",
    "99999999999999999999",
    "2147483648",
    "9223372036854775808",
    "../../etc/passwd",
    "' OR 1=1 --",
    "%(id)s %s {0}",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "http://[",
    "//elsewhere.example.com",
    "javascript:alert(1)",
    "\x00",
    "\ud7ff\u202e\uffff",
    "id desc; drop table res_users",
    "a" * 5000,
]
_texts = strategies.one_of(
    strategies.sampled_from(_HOSTILE),
    # no lone surrogates: they can't be sent
    strategies.text(strategies.characters(codec="utf-8"), max_size=40),
    strategies.integers().map(str),
)
_values = strategies.recursive(
    strategies.one_of(
        strategies.none(),
        strategies.booleans(),
        strategies.integers(),
        strategies.floats(allow_nan=False, allow_infinity=False),
        _texts,
    ),
    lambda some: strategies.one_of(
        strategies.lists(some, max_size=3),
        strategies.dictionaries(_texts, some, max_size=3),
    ),
    max_leaves=6,
)


@dataclass(frozen=True)
class Route:
    """A request: a page, a form (``data``) or a JSON route (``json``)."""

    path: str
    data: dict | None = field(default=None, hash=False)
    """What a form posts; its CSRF token is added."""
    json: dict | None = field(default=None, hash=False)
    """The parameters of a JSON route."""

    def __str__(self):
        if self.json is not None:
            return f"JSON {self.path}"
        return f"{'GET' if self.data is None else 'POST'} {self.path}"


class SpaceCase(AccessibilityMixin, HttpCase):
    """People of each sort. Modules make the records of ``owner``, and say with
    ``entitled_groups`` which right their employee has.

    * ``prospect``: has a log-in and nothing else
    * ``owner`` and ``colleague``: of the same customer, ``customer``
    * ``other``: of another customer, ``other_customer``
    * ``employee``: with no right at all
    * ``entitled``: an employee with the right
    """

    entitled_groups = "portal_space.group_portal_space_preview"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer, cls.other_customer = cls.env["res.partner"].create(
            [
                {"name": "Space & Sons", "is_company": True},
                {"name": "Elsewhere Ltd", "is_company": True},
            ]
        )
        cls.prospect = cls._new_customer("space_prospect", "Prudence Prospect")
        cls.owner = cls._new_customer("space_owner", "Odile Owner", cls.customer)
        cls.colleague = cls._new_customer(
            "space_colleague", "Colin Colleague", cls.customer
        )
        cls.other = cls._new_customer(
            "space_other", "Ottilie Other", cls.other_customer
        )
        cls.employee = cls._new_employee("space_employee", "Emil Employee")
        cls.entitled = cls._new_employee(
            "space_entitled", "Enid Entitled", cls.entitled_groups
        )

    @classmethod
    def _new_customer(cls, login, name, company=None):
        user = mail_new_test_user(
            cls.env, login=login, name=name, groups="base.group_portal"
        )
        user.partner_id.parent_id = company
        return user

    @classmethod
    def _new_employee(cls, login, name, groups=""):
        groups = ",".join(filter(None, ["base.group_user", groups]))
        return mail_new_test_user(cls.env, login=login, name=name, groups=groups)

    def log_in(self, who):
        """Come as one of :data:`WHO`."""
        login = None if who == "public" else getattr(self, who).login
        self.authenticate(login, login)
        # what the test itself did before is no write of a request
        self.env.cr.flush()

    def ask(self, route):
        """Make a request and return its answer, which is not followed elsewhere."""
        if isinstance(route, str):
            route = Route(route)
        if route.json is not None:
            return self.url_open(
                route.path, json=self.build_rpc_payload(route.json), timeout=30
            )
        data = route.data
        if data is not None:
            data = {"csrf_token": Request.csrf_token(self), **data}
        return self.url_open(route.path, data=data, allow_redirects=False, timeout=30)

    # Tables

    def matrix(self, table, may_write=None):
        """Check who gets what from which route.

        :param table: ``{route: {who: expected}}``. A route is a path or a
            :class:`Route`, who is one of :data:`WHO` or "*" for all the others. What
            is expected is a status, the path that one is sent to, or, of JSON routes,
            the name of the exception (``"AccessError"``). A callable is called with
            the answer and returns what is wrong about it, if anything
        :param may_write: tables that may be written by any of these requests; not
            watched if None
        """
        wrong = []
        for who in WHO:
            self.log_in(who)
            for route, expected_of in table.items():
                expected = expected_of.get(who, expected_of.get("*"))
                if expected is None:
                    continue
                with self.writes() as written, mute_logger("odoo.http"):
                    answer = self.ask(route)
                got = self._result_of(answer)
                if callable(expected):
                    if problem := expected(answer):
                        wrong.append(f"{route} as {who}: {problem}")
                elif got != expected:
                    wrong.append(f"{route} as {who}: {got}, not {expected}")
                if may_write is not None and written - set(may_write):
                    wrong.append(f"{route} as {who} wrote {sorted(written)}")
        self.assertFalse(wrong, "\n" + "\n".join(wrong))

    def _result_of(self, answer):
        """The status of an answer, where it leads, or the exception that it names."""
        if answer.is_redirect:
            return urlsplit(answer.headers["Location"]).path
        if "application/json" in answer.headers.get("Content-Type", ""):
            error = answer.json().get("error") if answer.ok else None
            if error:
                return error["data"]["name"].rpartition(".")[2]
        return answer.status_code

    @contextlib.contextmanager
    def writes(self):
        """The names of the tables that are written meanwhile, but for what Odoo keeps
        of every request. What a request takes back in the end counts, too."""
        written = set()
        execute = Cursor.execute

        def watched(cursor, query, *args, **kwargs):
            text = getattr(query, "code", query)
            if isinstance(text, bytes):
                text = text.decode()
            found = {table for _verb, table in _WRITE.findall(text)}
            written.update(found - _HOUSEKEEPING)
            return execute(cursor, query, *args, **kwargs)

        with patch.object(Cursor, "execute", watched):
            yield written

    # Hostile values

    def fuzz(self, who, *routes, may_write=(), examples=25):
        """Give the parameters of routes hostile values: no server error, and no write
        to another table than those that may be written.

        A part ``{name}`` of a path, and each value of ``data`` and ``json`` of a
        :class:`Route`, is a parameter; ``Route("/my/orders?page={page}")`` has one in
        its query.

        :param who: one of :data:`WHO`
        :param examples: how many per route
        """
        self.log_in(who)
        wrong = []
        for route in routes:
            self._fuzz(route if isinstance(route, Route) else Route(route), examples)(
                wrong, set(may_write)
            )
        self.assertFalse(wrong, f"as {who}:\n" + "\n".join(wrong))

    def _fuzz(self, route, examples):
        names = re.findall(r"{(\w+)}", route.path)
        of_path = strategies.fixed_dictionaries({name: _texts for name in names})
        values = _texts if route.json is None else _values
        keys = list(route.data or route.json or {})
        # each of them may lack
        of_body = strategies.fixed_dictionaries(
            {}, optional={key: values for key in keys}
        )

        def run(wrong, may_write):
            @hypothesis.settings(
                max_examples=examples,
                # what comes is the same in each run, on each machine
                derandomize=True,
                database=None,
                deadline=None,
                phases=[hypothesis.Phase.generate],
                suppress_health_check=list(hypothesis.HealthCheck),
            )
            @hypothesis.given(of_path, of_body)
            def attack(in_path, in_body):
                hostile = self._fill(route, in_path, in_body)
                problem = self._attacked(hostile, may_write)
                if problem:
                    wrong.append(f"{route} {in_path or ''} {in_body or ''}: {problem}")

            attack()

        return run

    def _fill(self, route, in_path, in_body):
        path = route.path
        for name, value in in_path.items():
            path = path.replace(f"{{{name}}}", quote(value, safe=""))
        if route.json is not None:
            return Route(path, json={**route.json, **in_body})
        return Route(path, data=route.data and {**route.data, **in_body})

    def _attacked(self, route, may_write):
        """What is wrong with the answer to a hostile request, if anything."""
        with (
            self.writes() as written,
            mute_logger("odoo.http", "odoo.sql_db", "werkzeug"),
        ):
            answer = self.ask(route)
        if answer.status_code >= 500:
            return f"status {answer.status_code}"
        if route.json is not None and (error := answer.json().get("error")):
            name = error["data"]["name"]
            if not name.startswith(("odoo.exceptions.", "werkzeug.exceptions.")):
                return f"error {name}"
        if written - may_write:
            return f"wrote {', '.join(sorted(written - may_write))}"
        return None
