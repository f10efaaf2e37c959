"""Open a Python shell of Odoo on the demo database, where env is at hand.

A script can be piped in: ./dev shell < script.py
"""

from __future__ import annotations

import argparse
import os
import subprocess

from tools import demo, environment, odoo, postgres
from tools.console import Console, Failure, die_with_parent

SUMMARY = "open Odoo's shell on the demo database"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", help="another database")


def run(args: argparse.Namespace, console: Console) -> int:
    env = environment.prepare(console)
    with postgres.running(console, env) as server:
        database = args.database or demo.database_name()
        if not server.exists(database):
            raise Failure(
                f"there is no database {database}",
                todo="./dev run makes the demo database.",
            )
        quiet = ["--no-http", "--log-level=warn"]
        return subprocess.call(
            [*env.odoo_command, "shell", *odoo.options(env, server, database), *quiet],
            env={**os.environ, **odoo.environ(env, server)},
            preexec_fn=die_with_parent,
        )
