"""Copies of templates that live as long as somebody works on them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from tools import databases, lock
from tools.console import Console
from tools.environment import Environment
from tools.postgres import Server


@contextlib.contextmanager
def copy_of(
    console: Console, env: Environment, server: Server, template: str, kind: str
) -> Iterator[str]:
    """Lend a copy of a template, of this process alone.

    Whoever connects to the template meanwhile holds the lock of its name, as
    PostgreSQL copies no database that somebody is connected to.

    :param kind: what it is for; a process has one copy of a kind at a time
    """
    prefix = databases.name(f"{kind}_")
    _drop_left_behind(env, server, prefix)
    database = f"{prefix}{os.getpid()}"
    try:
        with lock.held(console, template):
            databases.copy(env, server, template, database)
        _keep_from_vacuum(server, database)
        yield database
    finally:
        databases.drop(env, server, database)


def _keep_from_vacuum(server: Server, database: str) -> None:
    """Have no worker of PostgreSQL lock the list of modules: installing one takes it
    as a whole, without waiting, and fails where the worker is there first."""
    server.query(
        "ALTER TABLE IF EXISTS ir_module_module SET (autovacuum_enabled = off)",
        database,
    )


def _drop_left_behind(env: Environment, server: Server, prefix: str) -> None:
    """Remove the databases of processes that were killed."""
    for database in server.list(prefix):
        pid = database.removeprefix(prefix)
        if pid.isdecimal() and not _is_alive(int(pid)):
            databases.drop(env, server, database)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
