"""The embedded PostgreSQL: one per cache, up as long as somebody uses it.

Every user holds a shared lock on the file ``users``; the kernel lets go of it when the
user ends, however it ends. A keeper process (``tools/keeper.py``) is the parent of
the server and stops it when nobody is left.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tools import cache, clusters, lock
from tools.clusters import Cluster
from tools.console import Console, Failure, Step

ROLE = "odoo"
SUPERUSER = "postgres"
START_WITHIN = 60  # seconds; recovery after a power cut takes a while


@contextlib.contextmanager
def running(console: Console, bin_dir: Path) -> Iterator[dict[str, str]]:
    """libpq's variables of the embedded server, up for the time being."""
    cluster = clusters.find(console, bin_dir)
    with cluster.users.open("a") as users:
        with lock.held(console, cluster.start):
            fcntl.flock(users, fcntl.LOCK_SH)
            if lock.is_free(cluster.keeper):
                with console.step("Starting PostgreSQL") as step:
                    _start(console, step, cluster)
        try:
            yield _variables(cluster, ROLE)
        finally:
            users.close()
            _await_end(cluster)


def in_use() -> bool:
    """Whether an embedded server of this cache runs."""
    return clusters.in_use(clusters.root())


def _variables(cluster: Cluster, role: str) -> dict[str, str]:
    return {"PGHOST": str(cluster.socket_dir), "PGPORT": "5432", "PGUSER": role}


def _start(console: Console, step: Step, cluster: Cluster) -> None:
    if not cluster.data.exists():
        _init(console, step, cluster)
    cluster.own(cluster.socket_dir)
    argv = [sys.executable, "-m", "tools.keeper", cluster.bin, cluster.home]
    with step.log.open("a") as log:
        keeper = subprocess.Popen(
            [*argv, *([cluster.system_user] if cluster.system_user else [])],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=cache.REPOSITORY,
            # Ctrl-C is for us; the server has to outlive those who still use it.
            start_new_session=True,
        )
    deadline = time.monotonic() + START_WITHIN
    while not _answers(cluster):
        if keeper.poll() is not None or time.monotonic() > deadline:
            keeper.terminate()
            raise Failure(
                "the embedded PostgreSQL did not start",
                log=cluster.log if cluster.log.exists() else step.log,
            )
        time.sleep(0.05)
    if not _psql(cluster, f"SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}'").stdout:
        # Odoo refuses to work as a user called postgres, and needs no superuser.
        _psql(cluster, f"CREATE ROLE {ROLE} LOGIN CREATEDB").check_returncode()


def _init(console: Console, step: Step, cluster: Cluster) -> None:
    unfinished = cluster.home / "data.new"
    cache.remove(unfinished)
    cluster.own(unfinished)
    console.run(
        [
            *(cluster.bin / "initdb", "--pgdata", unfinished, "--username", SUPERUSER),
            *("--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust"),
        ],
        step,
        cwd=Path("/"),
        user=cluster.system_user,
    )
    cache.publish(unfinished, cluster.data)


def _psql(cluster: Cluster, sql: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [cluster.bin / "psql", "-XqAt", "-d", "postgres", "-c", sql],
        env={**os.environ, **_variables(cluster, SUPERUSER)},
        capture_output=True,
        text=True,
    )


def _answers(cluster: Cluster) -> bool:
    return _psql(cluster, "SELECT 1").returncode == 0


def _await_end(cluster: Cluster) -> None:
    """Return once the server is down, or at once if others use it."""
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        if lock.is_free(cluster.keeper) or not lock.is_free(cluster.users):
            return
        time.sleep(0.05)
