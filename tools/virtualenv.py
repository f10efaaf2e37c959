"""The virtualenv with everything that ``requirements.txt`` pins.

There is one per content of that file and Python, shared between clones. A
virtualenv can't be moved, so it is built where it stays, and counts only once its
stamp is there.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import time
from pathlib import Path

from tools import cache, lock
from tools.console import Console, Step

REQUIREMENTS = cache.REPOSITORY / "requirements.txt"
STAMP = "complete"
# What wheels of add-ons are called on PyPI.
ADDON_PREFIX = "odoo-addon-"
KEEP_DAYS = 14


def prepare(console: Console) -> Path:
    """The folder of the virtualenv, built first if need be."""
    venv = cache.folder("venv") / _key()
    if not (venv / STAMP).exists():
        with lock.held(console, f"venv-{venv.name}"):
            if not (venv / STAMP).exists():
                with console.step("Installing Python packages") as step:
                    _build(console, step, venv)
                    _prune(venv.parent)
    with cache.explained():
        (venv / STAMP).touch()
    return venv


def is_ready() -> bool:
    """Whether there is one already."""
    return (cache.root() / "venv" / _key() / STAMP).exists()


def site_packages(venv: Path) -> Path:
    """Where its packages are."""
    (path,) = venv.glob("lib/python*/site-packages")
    return path


def split(requirements: str) -> tuple[list[str], list[str]]:
    """The pinned packages of a requirements file, and apart from these the wheels of
    Odoo add-ons, as OCA publishes them."""
    lines = [line.partition("#")[0].strip() for line in requirements.splitlines()]
    lines = [line for line in lines if line]
    addons = [line for line in lines if line.startswith(ADDON_PREFIX)]
    return [line for line in lines if line not in addons], addons


def _key() -> str:
    # The interpreter counts because a virtualenv is links to it.
    parts = [REQUIREMENTS.read_text(), sys.version, str(Path(sys.executable).resolve())]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def _prune(parent: Path) -> None:
    """Remove those that no clone has used for long."""
    oldest = time.time() - KEEP_DAYS * 86400
    for stamp in parent.glob(f"*/{STAMP}"):
        if stamp.stat().st_mtime < oldest:
            cache.remove(stamp.parent)


def _build(console: Console, step: Step, venv: Path) -> None:
    cache.remove(venv)
    console.run([sys.executable, "-m", "venv", venv], step)
    total = sum(
        "==" in line.partition("#")[0] for line in REQUIREMENTS.read_text().splitlines()
    )

    def watch(_process: subprocess.Popen) -> None:
        collected = step.log.read_text(errors="replace").count("\nCollecting ")
        step.progress(min(collected, total), total, unit="packages")

    packages, addons = split(REQUIREMENTS.read_text())
    for name, lines, options in (
        ("packages.txt", packages, ()),
        # they require Odoo, which is not on PyPI
        ("addons.txt", addons, ("--no-deps",)),
    ):
        if not lines:
            continue
        with cache.explained():
            (venv / name).write_text("\n".join(lines))
        console.run(
            [
                venv / "bin" / "pip",
                "install",
                "--no-input",
                *options,
                "-r",
                venv / name,
            ],
            step,
            env={"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
            watch=watch,
            todo="check that this machine reaches PyPI, directly or by the mirror in"
            " pip's configuration, then call ./dev again.",
        )
    with cache.explained():
        (venv / STAMP).touch()
