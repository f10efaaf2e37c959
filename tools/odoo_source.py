"""Where Odoo 19 comes from.

In this order: ``ODOO_HOME``, the cache, upstream's git repository where it can be
reached, Debian's package.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools import cache, debian, lock
from tools.console import Console, Failure, Step

SERIES = "19.0"
UPSTREAM = "https://github.com/odoo/odoo.git"
REACHABLE_WITHIN = 8  # seconds
ORIGINS = ("home", "cache", "git", "debian")
THE_THREE_WAYS = (
    "give it one of these: ODOO_HOME=/path/of/a/checkout of Odoo"
    f" {SERIES}; a network that reaches {UPSTREAM}; or, on a Debian machine with"
    " apt, a network that reaches its package archive."
)


@dataclass(frozen=True)
class Source:
    """An Odoo on this machine.

    :param origin: one of ``ORIGINS``, for people
    :param key: identifies this Odoo where results that depend on it are cached
    :param launcher: the script that runs Odoo's command line
    :param python_path: the folder that makes ``import odoo`` work
    :param addons: its add-on folders
    """

    origin: str
    key: str
    launcher: Path
    python_path: Path
    addons: tuple[Path, ...]


def at_home(origin: str | None = None) -> Source | None:
    """The Odoo that ``ODOO_HOME`` names, if that is the one to use.

    :param origin: one of ``ORIGINS`` to use that and nothing else
    """
    home = os.environ.get("ODOO_HOME")
    if origin == "home" or (home and origin is None):
        return _from_home(home)
    return None


def find(console: Console, venv: Path, origin: str | None = None) -> Source:
    """The Odoo to use where it is not ``at_home``, fetched first if need be."""
    kinds = {None: ("git", "debian"), "cache": ("git", "debian")}.get(origin, (origin,))
    if found := _cached(kinds):
        return found
    if origin == "cache":
        raise Failure("the cache holds no Odoo yet", todo="leave --odoo-from out.")
    with lock.held(console, "odoo"):
        return _cached(kinds) or _fetch(console, venv, kinds)


def _from_home(home: str | None) -> Source:
    expected = (
        f"set ODOO_HOME to a checkout of Odoo {SERIES} (odoo-bin, odoo/, addons/)"
    )
    if not home:
        raise Failure("ODOO_HOME is not set", todo=f"{expected}.")
    path = Path(home).expanduser().absolute()
    missing = [
        name
        for name in ("odoo-bin", "odoo/release.py", "addons")
        if not (path / name).exists()
    ]
    if missing:
        raise Failure(
            f"ODOO_HOME={home} is not a checkout of Odoo: it has no {missing[0]}",
            todo=f"{expected}, or unset it.",
        )
    release = (path / "odoo" / "release.py").read_text()
    version = re.search(r"^version_info\s*=\s*\((\d+),\s*(\d+)", release, re.M)
    if not version or ".".join(version.groups()) != SERIES:
        found = ".".join(version.groups()) if version else "of unknown version"
        raise Failure(
            f"ODOO_HOME={home} is Odoo {found}", todo=f"{expected}, or unset it."
        )
    return _checkout("home", path, f"home-{_state_of(path)}")


def _state_of(path: Path) -> str:
    """Changes when the checkout does: its path, commit and release file."""
    try:
        head = subprocess.run(
            ["git", "-C", path, "rev-parse", "HEAD"], capture_output=True, text=True
        ).stdout
    except FileNotFoundError:
        head = ""
    release = (path / "odoo" / "release.py").read_text()
    return hashlib.sha256(f"{path}\0{head}\0{release}".encode()).hexdigest()[:10]


def _checkout(origin: str, path: Path, key: str) -> Source:
    addons = (path / "odoo" / "addons", path / "addons")
    return Source(origin, key, path / "odoo-bin", path, addons)


def _cached(kinds: tuple[str, ...]) -> Source | None:
    """The Odoo of one of these kinds that came into the cache last."""
    parent = cache.root() / "odoo"
    found = [path for kind in kinds for path in parent.glob(f"{kind}-*")]
    if not found:
        return None
    path = max(found, key=lambda path: path.stat().st_mtime)
    if path.name.startswith("git-"):
        return _checkout("git", path, path.name)
    packages = path / "usr" / "lib" / "python3" / "dist-packages"
    return Source(
        "debian",
        path.name,
        path / "usr" / "bin" / "odoo",
        packages,
        (packages / "odoo" / "addons",),
    )


def _fetch(console: Console, venv: Path, kinds: tuple[str, ...]) -> Source:
    if "git" in kinds:
        if commit := _upstream_commit():
            _publish(console, lambda step, path: _clone(console, step, path, commit))
            return _cached(("git",))
        if "debian" not in kinds:
            raise Failure(
                f"{UPSTREAM} was not reached within {REACHABLE_WITHIN} s",
                todo=THE_THREE_WAYS,
            )
        console.say(
            "Upstream's git repository is out of reach: taking Debian's package."
        )
    try:
        _publish(console, lambda step, path: debian.fetch(console, step, path, venv))
    except debian.Unreachable as error:
        raise Failure(
            f"no Odoo could be fetched ({error})", log=error.log, todo=THE_THREE_WAYS
        ) from error
    return _cached(("debian",))


def _publish(console: Console, build: Callable[[Step, Path], str]) -> None:
    """Run ``build`` in a scratch folder; it returns the name to publish that as."""
    with cache.scratch("odoo") as path, console.step("Fetching Odoo 19") as step:
        name = build(step, path)
        # The newest one in the cache is the one in use.
        os.utime(path, (time.time(), time.time()))
        cache.publish(path, cache.folder("odoo") / name)


def _upstream_commit() -> str | None:
    """The commit of upstream's branch, or None if it can't be told quickly."""
    try:
        answer = subprocess.run(
            ["git", "ls-remote", "--exit-code", UPSTREAM, f"refs/heads/{SERIES}"],
            capture_output=True,
            text=True,
            timeout=REACHABLE_WITHIN,
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0"},
        )
    except (subprocess.TimeoutExpired, FileNotFoundError):
        return None
    return answer.stdout[:10] if answer.returncode == 0 else None


def _clone(console: Console, step: Step, path: Path, commit: str) -> str:
    def watch(_process: subprocess.Popen) -> None:
        percents = re.findall(r"Receiving objects:\s+(\d+)%", step.log.read_text())
        if percents:
            step.progress(int(percents[-1]), 100, unit="%")

    argv = ["git", "clone", "--progress", "--depth=1", f"--branch={SERIES}"]
    todo = "call ./dev again, or with --odoo-from debian."
    console.run([*argv, UPSTREAM, path], step, watch=watch, todo=todo)
    return f"git-{commit}"
