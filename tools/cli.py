"""The command line of ``./dev``: one file of ``tools/commands`` per sub-command.

Each has ``SUMMARY`` (a line for the help), ``configure(parser)`` and
``run(args, console) -> int``; its docstring is what ``--help`` says.
"""

from __future__ import annotations

import argparse
import difflib
import importlib
import os
import pkgutil
import signal
import sys
from types import FrameType, ModuleType

from tools import cache, commands
from tools.console import Console, Failure

INTERRUPTED = 128 + signal.SIGINT


def main(argv: list[str]) -> int:
    """Run one sub-command; its exit code."""
    if os.geteuid() == 0:
        # PostgreSQL's user has to read what root installs.
        os.umask(0o022)
    # A service manager's stop and a closed terminal do what Ctrl-C does.
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _interrupt)
    console = Console(cache.logs)
    name, rest = (argv[0], argv[1:]) if argv else ("help", [])
    if name in ("-h", "--help"):
        name = "help"
    try:
        command = load(name)
        parser = argparse.ArgumentParser(
            prog=f"./dev {name}",
            description=command.__doc__,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.configure(parser)
        return command.run(_parse(command, parser, rest), console)
    except Failure as failure:
        console.fail(failure)
    except BrokenPipeError:
        # Whoever read us has had enough, e.g. head; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        if not (failure := cache.explain(error)):
            raise
        console.fail(failure)
    except KeyboardInterrupt:
        print("Interrupted; the next call goes on from here.", file=sys.stderr)
        return INTERRUPTED
    return 1


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def names() -> list[str]:
    """All sub-commands."""
    return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))


def load(name: str) -> ModuleType:
    """The file of a sub-command; a Failure that says what was meant."""
    known = names()
    if name not in known:
        close = difflib.get_close_matches(name, known, n=1)
        raise Failure(
            f"there is no command {name!r}",
            todo=f"did you mean ./dev {close[0]}? ./dev help lists all."
            if close
            else "./dev help lists all commands.",
        )
    return importlib.import_module(f"tools.commands.{name}")


def _parse(
    command: ModuleType, parser: argparse.ArgumentParser, argv: list[str]
) -> argparse.Namespace:
    """Parse; a command with ``PASS_ON`` gets what it doesn't know as ``args.rest``."""
    if not getattr(command, "PASS_ON", False):
        return parser.parse_args(argv)
    args, args.rest = parser.parse_known_args(argv)
    return args
