"""Remove the databases of this clone; with --all, also the cache of all clones.

Databases that others made are left alone.
"""

from __future__ import annotations

import argparse

from tools import (
    cache,
    clusters,
    databases,
    embedded,
    environment,
    postgres,
    virtualenv,
)
from tools.console import Console, Failure

SUMMARY = "remove what ./dev made"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--all",
        action="store_true",
        help="also Odoo, Python packages, the embedded PostgreSQL and all its data,"
        " for every clone of this user",
    )


def run(args: argparse.Namespace, console: Console) -> int:
    if args.all and embedded.in_use():
        raise Failure(
            "the embedded PostgreSQL is in use", todo="stop the other ./dev first."
        )
    # With the cache goes the embedded server, databases and all.
    if virtualenv.is_ready() and (postgres.is_configured() or not args.all):
        _drop_databases(args, console)
    if args.all:
        # The servers' files are not always below the cache; it goes last.
        for path in (clusters.root(), cache.root()):
            if path.exists():
                console.say(f"Removing {path}")
                cache.remove(path)
    console.say("Done.")
    return 0


def _drop_databases(args: argparse.Namespace, console: Console) -> None:
    env = environment.prepare_base(console)
    with postgres.running(console, env) as server:
        doomed = server.list(databases.clone_prefix())
        if args.all:
            # Stock templates without files here were made on another machine.
            stock = server.list(databases.STOCK_PREFIX)
            doomed += [n for n in stock if databases.filestore(env, n).is_dir()]
        if busy := [name for name in doomed if server.connections(name)]:
            raise Failure(
                f"{busy[0]} is in use", todo="stop ./dev run, test or shell first."
            )
        for name in doomed:
            console.say(f"Removing the database {name}")
            databases.drop(env, server, name)
