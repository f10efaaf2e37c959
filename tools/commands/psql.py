"""Open PostgreSQL's own client on the demo database.

Anything that ./dev doesn't know is passed on to psql: ./dev psql -c "SELECT 1"
"""

from __future__ import annotations

import argparse
import os
import subprocess

from tools import databases, environment, postgres
from tools.console import Console, Failure, die_with_parent

SUMMARY = "open psql on the demo database"
PASS_ON = True


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", help="another database")


def run(args: argparse.Namespace, console: Console) -> int:
    env = environment.prepare_base(console)
    with postgres.running(console, env) as server:
        database = args.database or databases.name(databases.DEMO)
        if not server.exists(database):
            raise Failure(
                f"there is no database {database}",
                todo="./dev run makes the demo database; these exist: "
                + (", ".join(server.list(databases.clone_prefix())) or "none"),
            )
        return subprocess.call(
            [server.psql, "-d", database, *args.rest],
            env={**os.environ, **server.environ()},
            preexec_fn=die_with_parent,
        )
