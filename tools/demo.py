"""The demo database of this clone: made from the suite's template, then kept."""

from __future__ import annotations

import json

from tools import databases, lock, modules, odoo
from tools.console import Console
from tools.environment import Environment
from tools.postgres import Server

LOGINS = {"admin": "administrator", "demo": "employee", "portal": "customer"}


def database_name(lang: str | None = None, demo: bool = True) -> str:
    """The name of the demo database; one per language, with or without data."""
    suffix = f"_{lang.lower().replace('@', '_')}" if lang else ""
    return databases.name(f"{databases.DEMO}{suffix}{'' if demo else '_bare'}")


def prepare(
    console: Console,
    env: Environment,
    server: Server,
    *,
    lang: str | None = None,
    demo: bool = True,
    fresh: bool = False,
) -> str:
    """The name of the demo database, made or brought up to date with ``addons/``.

    :param fresh: throw away what was there
    """
    database = database_name(lang, demo)
    if fresh or not server.exists(database):
        template = databases.suite_template(console, env, server, lang, demo)
        # The lock keeps others from pruning the template under our hands.
        with lock.held(console, template), console.step("Copying the demo database"):
            databases.copy(env, server, template, database)
        _remember(env, server, database)
    else:
        bring_up_to_date(console, env, server, database)
    return database


def bring_up_to_date(
    console: Console, env: Environment, server: Server, database: str
) -> None:
    """Update the modules that changed since last time, install those that are new.

    What was done is noted only when it is: if interrupted, it is done again.
    """
    # A missing or foreign note means that nothing is known: everything is updated.
    note = server.note(database)
    known = json.loads(note) if note.startswith("{") else {}
    before, now = known.get("modules", {}), _state()
    changed = [name for name in now if name in before and before[name] != now[name]]
    new = [name for name in now if name not in before]
    if known.get("odoo") != env.source_key:
        changed = ["base"]
    if changed or new:
        with console.step(f"Updating {', '.join(changed + new)}") as step:
            odoo.update(console, env, server, step, database, changed, new)
    if changed or new or before != now:
        _remember(env, server, database)


def logins(server: Server, database: str) -> list[tuple[str, str]]:
    """Who may log in, as (role, login); each login is also its password."""
    there = server.query("SELECT login FROM res_users WHERE active", database)
    return [(role, login) for login, role in LOGINS.items() if login in there]


def _remember(env: Environment, server: Server, database: str) -> None:
    note = {"odoo": env.source_key, "modules": _state()}
    server.set_note(database, json.dumps(note))


def _state() -> dict[str, str]:
    return {name: module.content_key() for name, module in modules.deployed().items()}
