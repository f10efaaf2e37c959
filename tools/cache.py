"""Where ``./dev`` keeps what it downloads and builds, shared between clones.

``XDG_CACHE_HOME`` wins. Otherwise it is ``~/.cache``, and ``/var/cache`` for root,
because PostgreSQL refuses to run as root and its own user can't enter ``/root``.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

from tools.console import FREE_SOME_SPACE, Failure

REPOSITORY = Path(__file__).resolve().parent.parent


def root() -> Path:
    """The cache folder; it need not exist."""
    if configured := os.environ.get("XDG_CACHE_HOME"):
        return Path(configured).absolute() / "entente"
    if os.geteuid() == 0:
        return Path("/var/cache/entente")
    return Path.home() / ".cache" / "entente"


def folder(*parts: str) -> Path:
    """A folder of the cache, made if need be; a Failure if that can't be done."""
    path = root().joinpath(*parts)
    with explained():
        path.mkdir(parents=True, exist_ok=True)
        if not os.access(path, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return path


@contextlib.contextmanager
def explained() -> Iterator[None]:
    """Turn errors of the file system into what the user can do about them."""
    try:
        yield
    except OSError as error:
        if failure := explain(error):
            raise failure from error
        raise


def explain(error: OSError) -> Failure | None:
    """A clear Failure for a cache that can't be written to, None for other errors."""
    where = error.filename or root()
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Failure(
            f"no space is left for the cache ({where})",
            todo=FREE_SOME_SPACE,
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Failure(
            f"the cache can't be written to ({where}: {error.strerror})",
            todo="make it writable, or set XDG_CACHE_HOME to a folder that is.",
        )
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return Failure(
            f"the cache can't be made: a file is in its way ({where})",
            todo="move that file, or set XDG_CACHE_HOME to another folder.",
        )
    return None


def logs() -> Path:
    """The folder of the logs."""
    return folder("logs")


def prune_logs(keep: int = 200) -> None:
    """Remove all but the latest logs."""
    by_age = sorted(logs().glob("*.log"), key=lambda path: path.name)
    for path in by_age[:-keep]:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def scratch(*parts: str) -> Iterator[Path]:
    """A folder of the cache to build something in; gone at the end.

    To be used under the lock of what is being built: what an interrupted call left
    behind is removed first.
    """
    parent = folder(*parts)
    for leftover in parent.glob("tmp-*"):
        remove(leftover)
    path = parent / f"tmp-{uuid.uuid4().hex[:8]}"
    with explained():
        path.mkdir()
        try:
            yield path
        finally:
            remove(path)


def publish(tmp_dir: Path, final_dir: Path) -> None:
    """Put a finished folder in its place, whole or not at all."""
    with explained():
        if final_dir.exists():
            doomed = tmp_dir.with_name(f"tmp-old-{uuid.uuid4().hex[:8]}")
            final_dir.rename(doomed)
            tmp_dir.rename(final_dir)
            remove(doomed)
        else:
            tmp_dir.rename(final_dir)


def remove(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
