"""Take the pictures of the documents, docs/images/*.png, in a real browser.

They show a new copy of the demo, told in the language of the picture. With --url and
--database, a server that runs already is used instead; there, the language of the
users seen changes for a moment.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tools import (
    cache,
    databases,
    environment,
    odoo,
    postgres,
    serving,
    throwaway,
)
from tools.console import Console, Failure, die_with_parent
from tools.environment import Environment
from tools.screenshots.shots import SHOTS

SUMMARY = "take the pictures of the documents"
IMAGES = cache.REPOSITORY / "docs" / "images"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "names",
        nargs="*",
        metavar="name",
        help=f"only these pictures; there are {', '.join(SHOTS)}",
    )
    parser.add_argument("--url", help="a server that runs, e.g. http://127.0.0.1:8069")
    parser.add_argument("--database", help="the database to use at --url")
    parser.add_argument(
        "--folder", type=Path, default=IMAGES, help="where the pictures go"
    )


def run(args: argparse.Namespace, console: Console) -> int:
    """Take the pictures; 1 if one could not be taken."""
    if unknown := set(args.names) - SHOTS.keys():
        raise Failure(
            f"there is no picture {', '.join(sorted(unknown))}",
            todo=f"use some of: {', '.join(SHOTS)}. They are in"
            " tools/screenshots/shots.py.",
        )
    if bool(args.url) != bool(args.database):
        raise Failure("--url and --database go together")
    env = environment.prepare(console, browser=True)
    names = args.names or list(SHOTS)
    code = 0
    for lang in sorted({SHOTS[name].lang for name in names}):
        wanted = [name for name in names if SHOTS[name].lang == lang]
        with _somewhere(args, console, env, lang) as (url, database):
            argv = [env.python, "-m", "tools.screenshots.take", *wanted]
            argv += ["--url", url, "--database", database, "--chromium", env.chromium]
            argv += ["--folder", args.folder.absolute(), "--failures", cache.logs()]
            code |= subprocess.call(
                [str(arg) for arg in argv],
                cwd=cache.REPOSITORY,
                env={**os.environ, **env.process_env},
                preexec_fn=die_with_parent,
            )
    return code


@contextlib.contextmanager
def _somewhere(
    args: argparse.Namespace, console: Console, env: Environment, lang: str
) -> Iterator[tuple[str, str]]:
    """The address of a server and the name of its database, for one language."""
    if args.url:
        yield args.url.rstrip("/"), args.database
        return
    with postgres.running(console, env) as server:
        template = databases.suite_template(
            console, env, server, odoo.language(env, lang)
        )
        port = serving.free_port(console, 8069)
        with (
            throwaway.copy_of(console, env, server, template, "shots") as database,
            serving.served(console, env, server, database, port),
        ):
            yield f"http://{serving.HOST}:{port}", database
