"""The embedded PostgreSQL: one per cache, up as long as somebody uses it.

Every user holds a shared lock on the file ``users``; the kernel lets go of it when the
user ends, however it ends. A keeper process (``tools/keeper.py``) is the parent of
the server and stops it when nobody is left.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import pwd
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import cache, lock
from tools.console import Console, Failure, Step, as_user, primary_group

ROLE = "odoo"
SUPERUSER = "postgres"
# System users that may run the server when we are root, which it refuses.
SYSTEM_USERS = ("postgres", "nobody")
START_WITHIN = 60  # seconds; recovery after a power cut takes a while
LONGEST_SOCKET = 100  # characters; the system's limit is 107


@dataclass(frozen=True)
class Cluster:
    """The files of the embedded server.

    :param bin: the programs of the wheel
    :param home: where everything else is
    :param system_user: whom the server runs as, None for ourselves
    """

    bin: Path
    home: Path
    system_user: str | None

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def users(self) -> Path:
        """Locked, shared, by each process that uses the server."""
        return self.home / "users.lock"

    @property
    def keeper(self) -> Path:
        """Locked by the keeper while it lives."""
        return self.home / "keeper.lock"

    @property
    def start(self) -> str:
        """The lock for starting and stopping."""
        return f"postgres-{self.home.name}"

    @property
    def socket_dir(self) -> Path:
        """Closed to all but the server's user and root: no password is needed."""
        path = self.home / "socket"
        if len(str(path / ".s.PGSQL.5432")) > LONGEST_SOCKET:
            digest = hashlib.sha256(str(path).encode()).hexdigest()[:12]
            path = Path(tempfile.gettempdir()) / f"entente-{digest}"
        return path

    def own(self, path: Path) -> None:
        """Make a folder that only the server's user may enter."""
        path.mkdir(mode=0o700, exist_ok=True)
        if path.is_symlink() or path.stat().st_uid not in (os.geteuid(), self._uid):
            raise Failure(f"{path} belongs to somebody else", todo="remove it.")
        if self.system_user:
            os.chown(path, self._uid, primary_group(self.system_user))

    @property
    def _uid(self) -> int:
        if self.system_user is None:
            return os.geteuid()
        return pwd.getpwnam(self.system_user).pw_uid


@contextlib.contextmanager
def running(console: Console, bin_dir: Path) -> Iterator[dict[str, str]]:
    """libpq's variables of the embedded server, up for the time being."""
    cluster = _cluster(bin_dir)
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
    keepers = (cache.root() / "postgres").glob("*/keeper.lock")
    return not all(lock.is_free(path) for path in keepers)


def _cluster(bin_dir: Path) -> Cluster:
    version = subprocess.run(
        [bin_dir / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout.split()[-1]
    home = cache.folder("postgres", version.partition(".")[0])
    user = None
    if os.geteuid() == 0:
        user = next((name for name in SYSTEM_USERS if _is_user(name)), None)
        if user is None:
            raise Failure(
                "PostgreSQL refuses to run as root, and there is no other system user",
                todo="create one: useradd --system postgres",
            )
        _check_access(user, bin_dir / "postgres", home)
    return Cluster(bin_dir, home, user)


def _is_user(name: str) -> bool:
    with contextlib.suppress(KeyError):
        return bool(pwd.getpwnam(name))
    return False


def _check_access(user: str, *paths: Path) -> None:
    for path in paths:
        test = subprocess.run(["test", "-x", path], cwd="/", **as_user(user))
        if test.returncode:
            raise Failure(
                f"PostgreSQL can't run as root, and its user {user} can't reach {path}",
                todo="set XDG_CACHE_HOME to a folder that everyone may enter"
                " (not one under /root), or unset it.",
            )


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
