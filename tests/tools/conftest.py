"""Tests of ``./dev``: most call it as a user does, with a cache of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tools import cache, console

SETTINGS = ("ODOO_HOME", "ODOO_RC", "PGHOST", "PGPORT", "PGUSER", "PGPASSWORD")
VENV = Path(sys.prefix)


@pytest.fixture
def cache_home(monkeypatch):
    """An empty cache, which PostgreSQL's user can enter when we are root."""
    for variable in SETTINGS:
        monkeypatch.delenv(variable, raising=False)
    path = Path(tempfile.mkdtemp(prefix="entente-test-"))
    path.chmod(0o755)
    monkeypatch.setenv("XDG_CACHE_HOME", str(path))
    yield path
    shutil.rmtree(path)


@pytest.fixture
def with_venv(cache_home):
    """The same with Python packages in it: the ones that run these tests."""
    (cache.folder("venv") / VENV.name).symlink_to(VENV)
    return cache_home


@pytest.fixture
def dev(cache_home):
    """Call ``./dev``; returns what it said and its exit code."""

    def call(*args, path=None, timeout=60, **variables):
        environ = {**os.environ, **variables}
        if path:
            environ["PATH"] = f"{path}{os.pathsep}{environ['PATH']}"
        return subprocess.run(
            [cache.REPOSITORY / "dev", *args],
            capture_output=True,
            text=True,
            env=environ,
            timeout=timeout,
            stdin=subprocess.DEVNULL,
        )

    return call


@pytest.fixture
def program(tmp_path):
    """Put a program of our own before the real one; returns the folder for PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def write(name, script):
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
        return folder

    return write


@pytest.fixture
def say(capsys):
    """A console; what it says is captured."""
    return console.Console(cache.logs)
