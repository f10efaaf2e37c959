"""What `./dev test` does around pytest: a database to test on, and a clean end."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
from collections.abc import Iterator, Sequence

from tools import (
    cache,
    databases,
    environment,
    linting,
    lock,
    modules,
    odoo,
    postgres,
    throwaway,
)
from tools.console import Console, die_with_parent, poll
from tools.environment import Environment
from tools.postgres import Server

from .context import Context

_PATIENCE = 60


def run(
    console: Console,
    pytest_args: Sequence[str],
    *,
    browser: bool = True,
    odoo_from: str | None = None,
) -> int:
    """Run pytest on a copy of the suite's template; return its exit code."""
    env = environment.prepare(console, odoo_from=odoo_from, browser=browser)
    with postgres.running(console, env) as server:
        variables: dict[str, str] = {}
        stock = databases.stock_template(console, env, server)
        template = databases.suite_template(console, env, server, with_tests=True)
        if browser:
            _warm_assets(console, env, server, template)
            # axe-core, which pages are checked with, is one of these packages
            variables["NODE_PATH"] = str(linting.node_modules(console))
        with throwaway.copy_of(console, env, server, template, "test") as database:
            context = Context(env, server, stock, template)
            return _pytest(context, database, browser, pytest_args, variables)


def _warm_assets(
    console: Console, env: Environment, server: Server, template: str
) -> None:
    """Build the asset bundles in the template.

    Each browser test rolls back what it did, so that without this each would build
    them anew, which takes longer than most tours.
    """
    key = f"assets {_static_key()}"
    with lock.held(console, template):
        if server.note(template) == key:
            return
        with console.step("Building the asset bundles") as step:
            code = "env['ir.qweb']._pregenerate_assets_bundles()"
            odoo.script(console, env, server, step, template, code)
        server.set_note(template, key)


def _static_key() -> str:
    digest = hashlib.sha256()
    for module in modules.ours().values():
        for path in sorted((module.path / "static").rglob("*")):
            if path.is_file():
                digest.update(str(path.relative_to(module.path.parent)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _pytest(
    context: Context,
    database: str,
    browser: bool,
    pytest_args: Sequence[str],
    variables: dict[str, str],
) -> int:
    process = subprocess.Popen(
        [
            str(context.env.python),
            *("-m", "pytest", "-p", "tools.testing.plugin"),
            *odoo_arguments(context, database),
            *(() if browser else ("--no-browser",)),
            *pytest_args,
        ],
        cwd=cache.REPOSITORY,
        env={**os.environ, **variables, **variables_of(context), **context.variables()},
        # A group of its own: we tell it once about Ctrl-C, however it comes, and
        # nothing of it survives.
        start_new_session=True,
        preexec_fn=die_with_parent,
    )
    with _nothing_left(process):
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.send_signal(signal.SIGINT)
            code = poll(process, _PATIENCE)
            return signal.SIGINT + 128 if code is None else code


def odoo_arguments(context: Context, database: str) -> Iterator[str]:
    """Yield what pytest needs to run Odoo's tests on a database."""
    yield "--odoo-http"
    yield "--odoo-log-level=warn"
    yield f"--odoo-database={database}"
    extra = [
        *odoo.options(context.env, context.server, database),
        "--max-cron-threads=0",
        "--http-interface=127.0.0.1",
    ]
    for option in extra:
        yield f"--odoo-extra={option.removeprefix('--')}"


def variables_of(context: Context) -> dict[str, str]:
    """Return the variables of a pytest that runs Odoo's tests."""
    # The options say where the server is. libpq's variables stay out: they would
    # make `./dev`, where tests call it, take the embedded server for a configured one.
    password = context.server.variables.get("PGPASSWORD")
    return {
        **context.env.process_env,
        **({"PGPASSWORD": password} if password else {}),
    }


@contextlib.contextmanager
def _nothing_left(process: subprocess.Popen) -> Iterator[None]:
    """End what is left of a process group, such as a browser."""
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
