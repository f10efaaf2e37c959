"""Serving a database until somebody has had enough."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tools import odoo
from tools.console import (
    Console,
    Failure,
    Step,
    die_with_parent,
    poll,
    terminated_on_error,
)
from tools.environment import Environment
from tools.postgres import Server

HOST = "127.0.0.1"
READY_WITHIN = 300  # seconds; slow disks and the first build of the assets
# Lines of Odoo's log that are worth the terminal.
TROUBLE = re.compile(r"^\S+ \S+ \d+ (WARNING|ERROR|CRITICAL) ")
NEW_LINE = re.compile(r"^\d{4}-\d\d-\d\d ")


def free_port(console: Console, wanted: int) -> int:
    """The port that was asked for, or else the next free one."""
    for port in range(wanted, min(wanted + 100, 65536)):
        with socket.socket() as probe:
            # As Odoo binds it: a port that was in use a moment ago is fine.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind((HOST, port))
                if port != wanted:
                    console.say(f"Port {wanted} is taken: using {port}.")
                return port
    raise Failure(f"no port from {wanted} on is free", todo="choose another: --port")


@contextlib.contextmanager
def served(
    console: Console,
    env: Environment,
    server: Server,
    database: str,
    port: int,
    *extra: str,
) -> Iterator[tuple[subprocess.Popen, Path]]:
    """Odoo, answering requests; gives its process and its log, stops it at the end.

    One process with threads: it serves the websocket on the same port.

    :param extra: further options of Odoo
    """
    argv = [
        *env.odoo_command,
        *odoo.options(env, server, database),
        *(f"--http-interface={HOST}", f"--http-port={port}", "--workers=0"),
        # The first request may build assets for minutes on a slow machine.
        "--limit-time-real=900",
        *extra,
    ]
    with contextlib.ExitStack() as stack:
        with console.step("Starting Odoo") as step:
            with step.log.open("a") as log:
                process = subprocess.Popen(
                    argv,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env={**os.environ, **odoo.environ(env, server)},
                    preexec_fn=die_with_parent,
                    # Ctrl-C is for us: two signals would cut Odoo short.
                    start_new_session=True,
                )
            stack.enter_context(terminated_on_error(process))
            _await_answer(process, step, port)
        yield process, step.log


def _await_answer(process: subprocess.Popen, step: Step, port: int) -> None:
    url = f"http://{HOST}:{port}/web/login"
    while step.elapsed < READY_WITHIN:
        if process.poll() is not None:
            raise Failure("Odoo stopped while it was starting", log=step.log)
        try:
            with urllib.request.urlopen(url, timeout=READY_WITHIN) as answer:
                if answer.status == 200:
                    return
        except urllib.error.HTTPError as error:
            raise Failure(f"{url} answers {error.code}", log=step.log) from error
        except OSError:
            time.sleep(0.2)
    raise Failure(f"Odoo does not answer at {url}", log=step.log)


def follow(console: Console, process: subprocess.Popen, log: Path) -> int:
    """Show warnings and errors of a log until the process ends; its exit code."""
    with log.open(errors="replace") as lines:
        lines.seek(0, os.SEEK_END)
        showing = False
        while (code := poll(process, 0.5)) is None:
            for line in lines:
                # A traceback belongs to the line above it.
                if NEW_LINE.match(line):
                    showing = bool(TROUBLE.match(line))
                if showing:
                    console.say(line.rstrip())
    return code
