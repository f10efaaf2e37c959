"""Check all files that git knows, as .pre-commit-config.yaml says.

Some checks put files right themselves; they fail too, so that you look at what they
did. To check each time what you are about to commit:
./dev lint --exec pre-commit install
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess

from tools import cache, linting
from tools.console import Console, Failure

SUMMARY = "check all files, and put right what tools can"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("hook", nargs="?", help="only this check, e.g. ruff or eslint")
    parser.add_argument(
        "--files", nargs="+", metavar="FILE", help="only these files, not all"
    )
    parser.add_argument(
        "--exec",
        nargs=argparse.REMAINDER,
        metavar="TOOL",
        help="call one of the pinned tools with what follows, e.g. --exec ruff rule"
        " B018",
    )


def run(args: argparse.Namespace, console: Console) -> int:
    """Run the checks, or the tool asked for."""
    environ = {**os.environ, **linting.environ(console)}
    if args.exec is not None:
        return _execute(args.exec, environ)
    if not (cache.REPOSITORY / ".git").exists():
        raise Failure(
            "pre-commit asks git which files there are, and this is no git work tree",
            todo="clone the repository with git.",
        )
    argv = ["pre-commit", "run", *([args.hook] if args.hook else [])]
    argv += ["--files", *(args.files or _files())]
    if os.environ.get("CI"):
        argv.append("--show-diff-on-failure")
    return subprocess.call(argv, env=environ, cwd=cache.REPOSITORY)


def _files() -> list[str]:
    """All files, those that git does not know yet too: they are what is new."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(
        command, cwd=cache.REPOSITORY, check=True, capture_output=True, text=True
    ).stdout.split("\0")
    # What was deleted and not committed is still listed; the last entry is empty.
    return [name for name in listed if (cache.REPOSITORY / name).is_file()]


def _execute(argv: list[str], environ: dict[str, str]) -> int:
    if not argv:
        raise Failure("--exec needs the name of a tool", todo="./dev lint --help")
    if not shutil.which(argv[0], path=environ["PATH"]):
        raise Failure(f"there is no tool {argv[0]} among the linters")
    # In place of ourselves: nothing is left to do, and signals reach the tool.
    os.execvpe(argv[0], argv, environ)
