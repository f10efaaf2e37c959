"""Running Odoo: install, update, run a script, serve."""

from __future__ import annotations

import csv
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tools import modules
from tools.console import Console, Failure, Step
from tools.environment import Environment
from tools.postgres import Server

LOG_LINE = re.compile(
    r"^\S+ \S+ \d+ (?P<level>[A-Z]+) \S+ (?P<logger>[\w.]+): (?P<message>.*)"
)


def options(
    env: Environment,
    server: Server,
    database: str,
    *,
    addons_path: Iterable[Path] | None = None,
) -> list[str]:
    """Options that every call of Odoo on one of our databases has.

    :param addons_path: other add-on folders than those of ``env``
    """
    folders = env.addons_path if addons_path is None else addons_path
    return [
        f"--addons-path={','.join(map(str, folders))}",
        f"--data-dir={env.data_dir}",
        f"--database={database}",
        f"--db-filter=^{database}$",
        "--no-database-list",
        *server.odoo_options(),
    ]


def environ(env: Environment, server: Server) -> dict[str, str]:
    """Variables that every process which imports Odoo has on top of ours."""
    return {**env.process_env, **server.environ()}


def install(
    console: Console,
    env: Environment,
    server: Server,
    step: Step,
    database: str,
    names: Iterable[str],
    *,
    demo: bool = True,
    lang: str | None = None,
    stock_only: bool = False,
) -> None:
    """Install modules, and the database if need be.

    :param demo: demo data; matters only when the database is made, later modules
        follow what it has
    :param lang: a language to load, as Odoo names it
    :param stock_only: hide our modules, so that our auto-installed ones do not come
        along before the database has data
    """
    extra = ["--init", ",".join(names), "--with-demo" if demo else "--without-demo"]
    if lang:
        extra += ["--load-language", lang]
    addons_path = env.stock_addons if stock_only else None
    _run_and_stop(console, env, server, step, database, extra, addons_path)


def update(
    console: Console,
    env: Environment,
    server: Server,
    step: Step,
    database: str,
    names: Iterable[str],
    new: Iterable[str] = (),
) -> None:
    """Update modules that are installed, and install new ones, in one go."""
    extra = ["--update", ",".join(names)] if names else []
    extra += ["--init", ",".join(new)] if new else []
    _run_and_stop(console, env, server, step, database, extra)


def script(
    console: Console,
    env: Environment,
    server: Server,
    step: Step,
    database: str,
    code: str,
) -> None:
    """Run Python code in Odoo's shell, where ``env`` is the superuser's; commit it."""
    console.run(
        [*env.odoo_command, "shell", "--no-http", *options(env, server, database)],
        step,
        env=environ(env, server),
        stdin=f"{code}\nenv.cr.commit()\n",
    )
    check_log(step.log)


def _run_and_stop(
    console: Console,
    env: Environment,
    server: Server,
    step: Step,
    database: str,
    extra: list[str],
    addons_path: Iterable[Path] | None = None,
) -> None:
    def watch(_process: subprocess.Popen) -> None:
        log = step.log.read_text(errors="replace")
        if loading := re.findall(r"Loading module \S+ \((\d+)/(\d+)\)", log):
            done, total = map(int, loading[-1])
            step.progress(done, total, unit="modules")

    common = options(env, server, database, addons_path=addons_path)
    try:
        console.run(
            [*env.odoo_command, *common, *extra, "--stop-after-init", "--no-http"],
            step,
            env=environ(env, server),
            watch=watch,
        )
    except Failure as failure:
        if cause := root_cause(step.log):
            raise Failure(f"{step.title}: {cause}", step.log, failure.todo) from failure
        raise
    check_log(step.log)


def root_cause(log: Path) -> str | None:
    """The exception that the first traceback of a log ends with."""
    lines = iter(log.read_text(errors="replace").splitlines())
    for line in lines:
        if line.startswith("Traceback "):
            return next((line for line in lines if line[:1].strip()), None)
    return None


def check_log(log: Path) -> None:
    """A Failure if Odoo logged an error, or a warning that concerns our modules."""
    known = modules.ours()
    ours = re.compile(rf"\b({'|'.join(known)})\b") if known else None
    for line in log.read_text(errors="replace").splitlines():
        if not (match := LOG_LINE.match(line)):
            continue
        level = match["level"]
        about_us = ours and ours.search(f"{match['logger']} {match['message']}")
        if level in ("ERROR", "CRITICAL") or (level == "WARNING" and about_us):
            raise Failure(f"Odoo logged: {level} {match['message']}", log=log)


def language(env: Environment, code: str) -> str | None:
    """Odoo's name of a language given as ``fr`` or ``fr_BE``; None for its own."""
    table = env.source.python_path / "odoo/addons/base/data/res.lang.csv"
    with table.open(newline="") as file:
        known = {row["code"]: row["iso_code"] for row in csv.DictReader(file)}
    by_iso = {iso: name for name, iso in known.items()}
    name = code if code in known else by_iso.get(code)
    if name is None:
        raise Failure(
            f"Odoo has no language {code!r}",
            todo=f"use one of: {', '.join(sorted(by_iso))}",
        )
    return None if name == "en_US" else name
