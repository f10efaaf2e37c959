"""Parent of the embedded PostgreSQL: starts it, and stops it when nobody is left.

Run as ``python -m tools.keeper BIN HOME [USER]``; see ``tools/embedded.py``.
"""

from __future__ import annotations

import ctypes
import fcntl
import signal
import subprocess
import sys
import time
from pathlib import Path

from tools import lock
from tools.clusters import Cluster
from tools.console import PR_SET_PDEATHSIG, as_user

LOOK_EVERY = 0.1  # seconds
# For a developer's machine: caches that hold a whole demo database, and commits that
# don't wait for the disk (a power cut may lose the last instants, never consistency).
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "300",
    "shared_buffers": "512MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "effective_cache_size": "2GB",
    "random_page_cost": "1.1",
    "synchronous_commit": "off",
    # Nobody replicates from it, so it may write less.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "15min",
    "jit": "off",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
}


def main(bin_dir: str, home: str, system_user: str | None = None) -> None:
    """Keep the server while somebody holds the lock ``users``."""
    cluster = Cluster(Path(bin_dir), Path(home), system_user)
    with cluster.keeper.open("a") as mine:
        fcntl.flock(mine, fcntl.LOCK_EX)
        server = _serve(cluster)
        signal.signal(signal.SIGTERM, lambda *_: server.send_signal(signal.SIGINT))
        while server.poll() is None:
            time.sleep(LOOK_EVERY)
            if lock.is_free(cluster.users):
                _stop_if_unused(cluster, server)


def _serve(cluster: Cluster) -> subprocess.Popen:
    prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None

    def stop_with_keeper() -> None:
        if prctl:
            prctl(PR_SET_PDEATHSIG, signal.SIGINT)

    settings = {**SETTINGS, "unix_socket_directories": cluster.socket_dir}
    options = [
        part for name, value in settings.items() for part in ("-c", f"{name}={value}")
    ]
    with cluster.log.open("w") as log:
        return subprocess.Popen(
            [cluster.bin / "postgres", "-D", cluster.data, *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            preexec_fn=stop_with_keeper,
            **as_user(cluster.system_user),
        )


def _stop_if_unused(cluster: Cluster, server: subprocess.Popen) -> None:
    """Stop the server, unless somebody came while we took the lock for it."""
    with lock.path(cluster.start).open("a+") as starting:
        fcntl.flock(starting, fcntl.LOCK_EX)
        if lock.is_free(cluster.users):
            # A fast shutdown: connections are cut, everything is written.
            server.send_signal(signal.SIGINT)
            server.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
