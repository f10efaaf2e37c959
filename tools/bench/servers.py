"""The databases that are compared, and the Odoo processes that serve them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import cache, databases, lock, odoo, throwaway
from tools.console import (
    Console,
    Failure,
    Step,
    die_with_parent,
    terminated_on_error,
)
from tools.environment import Environment
from tools.postgres import Server

from .catalogue import Bench
from .client import Client

_METER = Path(__file__).parent / "addons"
_START_WITHIN = 120
_SETTINGS = (
    "--load=base,web,bench_meter",
    "--workers=0",
    "--max-cron-threads=0",
    "--http-interface=127.0.0.1",
    "--log-level=warn",
)


@dataclass(frozen=True)
class Prepared:
    """A database that is ready to be measured.

    :param facts: what the bench's `prepare` returned
    :param addons_path: the add-on folders for its server
    """

    database: str
    facts: dict
    addons_path: Sequence[Path]


def prepare(
    console: Console,
    env: Environment,
    server: Server,
    bench: Bench,
    side: str,
    template: str,
    addons_path: Sequence[Path],
) -> Prepared:
    """Return the database of a bench; made from a template, and kept.

    :param side: "ours" or "stock"
    """
    family = databases.name(f"bench_{bench.name}_{side}_")
    digest = hashlib.sha256(template.encode() + bench.path.read_bytes())
    database = family + digest.hexdigest()[:8]
    with lock.held(console, database):
        if not server.exists(database):
            with console.step(f"Preparing the bench {bench.name} ({side})") as step:
                _build(console, env, server, step, bench, template, database)
    for outdated in server.list(family):
        if outdated != database:
            databases.drop(env, server, outdated)
    return Prepared(database, json.loads(server.note(database)), addons_path)


def _build(
    console: Console,
    env: Environment,
    server: Server,
    step: Step,
    bench: Bench,
    template: str,
    database: str,
) -> None:
    unfinished = f"{database}_new"
    databases.copy(env, server, template, unfinished)
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "facts.json"
        odoo.script(
            *(console, env, server, step, unfinished),
            "import json, pathlib, runpy\n"
            f"bench = runpy.run_path({str(bench.path)!r})\n"
            "facts = json.dumps(bench['prepare'](env))\n"
            f"done = pathlib.Path({str(facts)!r}).write_text(facts)",
        )
        if not facts.exists():
            raise Failure(f"the bench {bench.name} could not be prepared", log=step.log)
        server.set_note(unfinished, facts.read_text())
    # Left over if we were interrupted between here and the next line but one.
    cache.remove(databases.filestore(env, database))
    databases.filestore(env, unfinished).rename(databases.filestore(env, database))
    server.rename(unfinished, database)


@contextlib.contextmanager
def serving(
    console: Console,
    env: Environment,
    server: Server,
    step: Step,
    prepared: Prepared,
    role: str,
) -> Iterator[Client]:
    """Serve a copy of a database while measured; give a client who is logged in.

    :param role: tells copies of one database apart
    """
    kind = f"benchrun_{role}"
    with throwaway.copy_of(console, env, server, prepared.database, kind) as database:
        port = _free_port()
        options = odoo.options(
            env, server, database, addons_path=[*prepared.addons_path, _METER]
        )
        with step.log.open("a") as log:
            process = subprocess.Popen(
                [*env.odoo_command, *options, *_SETTINGS, f"--http-port={port}"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, **odoo.environ(env, server)},
                preexec_fn=die_with_parent,
            )
        with terminated_on_error(process):
            _wait(process, port, step)
            client = Client(port, database)
            client.log_in(prepared.facts["login"], prepared.facts["password"])
            yield client


def _wait(process: subprocess.Popen, port: int, step: Step) -> None:
    until = time.monotonic() + _START_WITHIN
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/web/login", timeout=60)
            return
        time.sleep(0.2)
    raise Failure("a server that was to be measured did not start", log=step.log)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
