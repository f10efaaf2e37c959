"""Update modules in the demo database; by default those that changed.

./dev run does this by itself when it starts. Python code of a server that runs
already is read when that server starts again.
"""

from __future__ import annotations

import argparse

from tools import demo, environment, modules, odoo, postgres
from tools.console import Console, Failure

SUMMARY = "update modules in the demo database"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("module", nargs="*", help="modules of addons/ or of Odoo")
    parser.add_argument("--lang", default="en", help="the demo in this language")
    parser.add_argument(
        "--no-demo", dest="demo", action="store_false", help="the one without demo data"
    )


def run(args: argparse.Namespace, console: Console) -> int:
    env = environment.prepare(console)
    database = demo.database_name(odoo.language(env, args.lang), args.demo)
    with postgres.running(console, env) as server:
        if not server.exists(database):
            raise Failure("there is no demo database yet", todo="./dev run makes it.")
        if args.module:
            _update(console, env, server, database, args.module)
        else:
            demo.bring_up_to_date(console, env, server, database)
            console.say("The demo database is up to date.")
    return 0


def _update(
    console: Console,
    env: environment.Environment,
    server: postgres.Server,
    database: str,
    names: list[str],
) -> None:
    there = server.query(
        "SELECT name FROM ir_module_module WHERE state = 'installed'", database
    )
    new = [name for name in names if name not in there]
    if unknown := [name for name in new if name not in modules.ours()]:
        raise Failure(
            f"{unknown[0]} is neither installed nor in addons/",
            todo=f"one of: {', '.join(modules.ours())}",
        )
    with console.step(f"Updating {', '.join(names)}") as step:
        changed = [name for name in names if name in there]
        odoo.update(console, env, server, step, database, changed, new)
