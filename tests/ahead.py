"""Work that is done beside pytest while it runs other tests, and asked for later.

It is done in a process of its own, that is nobody's child: Odoo ends all children of
the process in which its tests run, after each class of them.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

import pytest

_POLL = 0.2  # seconds
_PATIENCE = 60
_SHOWN = 20


class Ahead:
    """What is done beside, begun now.

    :param work: a function of a module of tests that is given the names and a function
        `report`, to be called for each name with what came of it or with the exception;
        as `"tests.test_x:function"`
    :param names: what there is to do
    """

    def __init__(self, work, names):
        self._folder = tempfile.TemporaryDirectory(prefix="ahead-")
        self._path = Path(self._folder.name)
        subprocess.run(
            [sys.executable, "-m", __name__, self._path, work, *names], check=True
        )
        self._pid = int((self._path / "pid").read_text())

    def result(self, name):
        """Wait until this is done; return what came of it, or fail as it did."""
        report = self._path / _file_name(name)
        while not report.exists() and self._is_alive():
            time.sleep(_POLL)
        if not report.exists():
            said = (self._path / "log").read_text(errors="replace").splitlines()
            pytest.fail("\n".join(["it ended:", *said[-_SHOWN:]]), pytrace=False)
        failure, outcome = pickle.loads(report.read_bytes())
        if failure:
            pytest.fail(failure, pytrace=False)
        return outcome

    def close(self):
        """End what is not done yet."""
        deadline = time.monotonic() + _PATIENCE
        if self._is_alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGINT)
        while self._is_alive() and time.monotonic() < deadline:
            time.sleep(_POLL)
        self._folder.cleanup()

    def _is_alive(self):
        try:
            stat = Path(f"/proc/{self._pid}/stat").read_text(errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            return False
        # A zombie, where nobody cares for processes that are nobody's child.
        return stat.rpartition(")")[2].split()[0] != "Z"


def _report(folder, name, outcome):
    failure = ""
    if isinstance(outcome, pytest.fail.Exception):
        failure, outcome = str(outcome), None
    elif isinstance(outcome, BaseException):
        failure, outcome = "".join(traceback.format_exception(outcome)), None
    report = folder / _file_name(name)
    unfinished = report.with_suffix(".unfinished")
    unfinished.write_bytes(pickle.dumps((failure, outcome)))
    unfinished.rename(report)


def _file_name(name):
    return hashlib.sha256(name.encode()).hexdigest()


def main(folder, work, *names):
    """Do the work, once who has started this process does not wait for it."""
    folder = Path(folder)
    if pid := os.fork():
        (folder / "pid").write_text(str(pid))
        return
    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for descriptor in (sys.stdout.fileno(), sys.stderr.fileno()):
        os.dup2(log, descriptor)
    module, _, function = work.partition(":")
    do = getattr(importlib.import_module(module), function)
    do(names, lambda name, error: _report(folder, name, error))


if __name__ == "__main__":
    main(*sys.argv[1:])
