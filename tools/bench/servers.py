"""The databases that are compared, and the Odoo processes that serve them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import socket
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import cache, databases, lock, odoo, throwaway
from tools.console import Console, Failure, Step
from tools.environment import Environment
from tools.postgres import Server
from tools.serving import HOST, served

from .catalogue import Bench
from .client import Client
from .screens import Screens

_METER = Path(__file__).parent / "addons"
_SETTINGS = (
    "--load=base,web,bench_meter",
    "--max-cron-threads=0",
    "--log-level=warn",
)
WORKERS = 2


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
    size = "" if bench.size is None else f", {bench.size}"
    with tempfile.TemporaryDirectory() as folder:
        facts = Path(folder) / "facts.json"
        odoo.script(
            *(console, env, server, step, unfinished),
            "import json, pathlib, runpy\n"
            f"bench = runpy.run_path({str(bench.path)!r})\n"
            f"facts = json.dumps(bench['prepare'](env{size}))\n"
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
    prepared: Prepared,
    role: str,
) -> Iterator[Client]:
    """Serve a copy of a database while measured; give a client who is logged in.

    :param role: tells copies of one database apart
    """
    kind = f"benchrun_{role}"
    with throwaway.copy_of(console, env, server, prepared.database, kind) as database:
        port = _free_port()
        with (
            served(console, env, server, database, port, *_options(prepared)),
            contextlib.closing(Screens(env)) as screens,
        ):
            client = Client(port, database, screens=screens)
            client.log_in(prepared.facts["login"], prepared.facts["password"])
            yield client


@contextlib.contextmanager
def serving_many(
    console: Console,
    env: Environment,
    server: Server,
    prepared: Prepared,
    role: str,
) -> Iterator[list[Client]]:
    """Serve a copy of a database as in production; give a client for each login.

    Several processes answer, and what they commit is on the disk.
    """
    kind = f"benchrun_{role}"
    with throwaway.copy_of(console, env, server, prepared.database, kind) as database:
        if server.query("SHOW fsync") != ["on"]:
            raise Failure("this bench needs a PostgreSQL with fsync = on")
        # The embedded server does not wait for the disk, unless it is asked to.
        server.query(f'ALTER DATABASE "{database}" SET synchronous_commit TO on')
        port = _free_port()
        processes = [f"--workers={WORKERS}", f"--gevent-port={_free_port()}"]
        options = [*_options(prepared), *processes]
        with served(console, env, server, database, port, *options):
            clients = []
            for login in prepared.facts["logins"]:
                client = Client(port, database, keep_alive=False)
                client.log_in(login, prepared.facts["password"])
                clients.append(client)
            yield clients


def _options(prepared: Prepared) -> list[str]:
    folders = ",".join(map(str, [*prepared.addons_path, _METER]))
    return [f"--addons-path={folders}", *_SETTINGS]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]
