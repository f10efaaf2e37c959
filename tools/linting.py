"""The linters: those of PyPI are in the virtualenv, those of npm beside it.

``package-lock.json`` pins the latter with their checksums; they are installed once per
content of that file, and live in the cache, so that the work tree stays clean.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from tools import cache, lock, virtualenv
from tools.console import Console, Failure

NODE_MANIFESTS = (
    cache.REPOSITORY / "package.json",
    cache.REPOSITORY / "package-lock.json",
)
MINIMUM_NODE = (20, 11)
NODE_TODO = (
    "install Node.js 20.11 or newer with npm (on Debian and Ubuntu: packages nodejs"
    " and npm), then call ./dev lint again. Only the linters need it."
)


def environ(console: Console) -> dict[str, str]:
    """Environment variables with which every pinned linter is found."""
    venv = virtualenv.prepare(console)
    modules = node_modules(console)
    path = [str(venv / "bin"), str(modules / ".bin"), os.environ.get("PATH", "")]
    return {
        "NODE_PATH": str(modules),
        "PATH": os.pathsep.join(path),
        # Ours, so that what it keeps goes with the rest of the cache.
        "PRE_COMMIT_HOME": str(cache.folder("pre-commit")),
    }


def node_modules(console: Console) -> Path:
    """The folder of the npm packages, installed first if need be."""
    content = b"\0".join(path.read_bytes() for path in NODE_MANIFESTS)
    final = cache.folder("npm") / f"linters-{hashlib.sha256(content).hexdigest()[:12]}"
    if not final.exists():
        with lock.held(console, final.name):
            if not final.exists():
                _install(console, final)
    return final / "node_modules"


def _install(console: Console, final: Path) -> None:
    _check_node()
    with (
        console.step("Installing the linters of npm") as step,
        cache.scratch("npm", final.name + "-build") as scratch,
    ):
        for manifest in NODE_MANIFESTS:
            shutil.copy(manifest, scratch)
        console.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            step,
            cwd=scratch,
            env={"npm_config_cache": str(cache.folder("npm", "downloads"))},
            todo="check that this machine reaches npm's registry, directly or by the"
            " mirror in npm's configuration, then call ./dev lint again.",
        )
        cache.publish(scratch, final)


def _check_node() -> None:
    if not shutil.which("node") or not shutil.which("npm"):
        raise Failure("the linters of npm need Node.js and npm", todo=NODE_TODO)
    said = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    version = tuple(int(part) for part in said.strip().lstrip("v").split("."))
    if version < MINIMUM_NODE:
        raise Failure(f"the linters of npm can't use Node.js {said}", todo=NODE_TODO)
