"""Serve a demo database with all modules of addons/, made on first use.

Data is kept between calls, and modules that changed are updated. Ctrl-C stops.
"""

from __future__ import annotations

import argparse

from tools import demo, environment, lock, odoo, odoo_source, postgres, serving
from tools.console import Console, Failure

SUMMARY = "serve Odoo with the demo"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fresh", action="store_true", help="start over, data is lost")
    parser.add_argument("--port", type=int, default=8069, help="8069 by default")
    parser.add_argument("--lang", default="en", help="language of the demo, e.g. fr")
    parser.add_argument(
        "--no-demo", dest="demo", action="store_false", help="without demo data"
    )
    parser.add_argument(
        "--odoo-from",
        choices=odoo_source.ORIGINS,
        help="where Odoo comes from; the first of these that there is, by default",
    )


def run(args: argparse.Namespace, console: Console) -> int:
    if not 0 < args.port < 65536:
        raise Failure(f"{args.port} is not a port", todo="use one from 1 to 65535.")
    env = environment.prepare(console, odoo_from=args.odoo_from)
    lang = odoo.language(env, args.lang)
    serving_lock = f"serve-{demo.database_name(lang, args.demo)}"
    with (
        lock.held_or_refused(serving_lock, "this demo is being served"),
        postgres.running(console, env) as server,
    ):
        database = demo.prepare(
            console, env, server, lang=lang, demo=args.demo, fresh=args.fresh
        )
        port = serving.free_port(console, args.port)
        with serving.served(console, env, server, database, port) as (process, log):
            _greet(console, server, database, port, log)
            try:
                code = serving.follow(console, process, log)
            except KeyboardInterrupt:
                console.say("Stopping …")
                return 0
    raise Failure(f"Odoo ended by itself, with code {code}", log=log)


def _greet(console: Console, server: postgres.Server, database, port, log) -> None:
    console.say(f"\nEntente is at http://{serving.HOST}:{port}")
    for role, login in demo.logins(server, database):
        console.say(f"  {role:<14} login {login:<8} password {login}")
    console.say(f"\nIts log: {log}\nCtrl-C stops it.\n")
