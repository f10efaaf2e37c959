"""One lock per thing that two calls must not build at once.

The kernel releases it when its holder ends, however it ends. The file says who
holds it, for the one who waits.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from tools import cache
from tools.console import Console, Failure


@contextlib.contextmanager
def held(console: Console, name: str) -> Iterator[None]:
    """Hold the lock called ``name``; wait for it and say who has it."""
    with cache.explained():
        file = path(name).open("a+")
    with file:
        if not _try(file):
            console.say(f"Waiting for {_holder(file)}")
            fcntl.flock(file, fcntl.LOCK_EX)
        with cache.explained():
            _sign(file)
        yield


@contextlib.contextmanager
def held_or_refused(name: str, what: str) -> Iterator[None]:
    """Hold the lock called ``name``; a Failure at once if somebody else does.

    :param what: what the other one is doing, e.g. "the demo is being served"
    """
    with cache.explained():
        file = path(name).open("a+")
    with file:
        if not _try(file):
            raise Failure(f"{what} by {_holder(file)}", todo="stop that one first.")
        with cache.explained():
            _sign(file)
        yield


def path(name: str) -> Path:
    """The file of a lock."""
    return cache.folder("locks") / name


def is_free(file_path: Path) -> bool:
    """Whether nobody holds the lock on this file right now."""
    with file_path.open("a+") as file:
        return _try(file)


def _try(file: TextIO) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sign(file: TextIO) -> None:
    file.truncate(0)
    command = " ".join(["./dev", *sys.argv[1:]])
    json.dump(
        {"pid": os.getpid(), "command": command, "since": time.strftime("%H:%M")}, file
    )
    file.flush()


def _holder(file: TextIO) -> str:
    file.seek(0)
    try:
        return "{command} (pid {pid}, since {since})".format(**json.load(file))
    except (ValueError, KeyError):
        # It has only just taken the lock and not signed yet.
        return "another call of ./dev"
