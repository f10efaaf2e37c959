"""Export the terms of our modules, merge them into the French, and say what is left.

New terms that Odoo's own French, or a module of ours below, translates in one way only
get that translation, so that we use the same words. Everything else is for you: each
French string that is missing, fuzzy, or lacks a placeholder is listed, and makes this
fail. Translate in the i18n/fr.po of the module, then call this again.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
from pathlib import Path

from tools import (
    cache,
    databases,
    environment,
    modules,
    odoo,
    postgres,
    throwaway,
)
from tools.console import Console, die_with_parent
from tools.environment import Environment

SUMMARY = "export terms, check the French"
LANG = "fr"
EXPORT = cache.REPOSITORY / "tools" / "translations" / "odoo_export.py"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--check", action="store_true", help="change nothing, only say what is left"
    )


def run(args: argparse.Namespace, console: Console) -> int:
    """Update the catalogues, or check them; 1 if something is left to do."""
    deployed = modules.deployed()
    if not deployed:
        console.say("There are no modules in addons/.")
        return 0
    env = environment.prepare(console)
    with tempfile.TemporaryDirectory() as folder:
        _export(console, env, list(deployed), folder)
        argv = [env.python, "-m", "tools.translations.update", "--lang", LANG]
        argv += ["--exported", folder, "--stock", *_stock_catalogues(env)]
        argv += ["--check"] if args.check else []
        argv += [
            "--",
            *(os.path.relpath(m.path, cache.REPOSITORY) for m in deployed.values()),
        ]
        code = subprocess.call(
            [str(arg) for arg in argv],
            cwd=cache.REPOSITORY,
            env={**os.environ, **env.process_env},
            preexec_fn=die_with_parent,
        )
    if not code:
        console.say("All terms are exported, and the French is complete.")
    return code


def _export(console: Console, env: Environment, names: list[str], folder: str) -> None:
    """Have Odoo write ``<module>.pot`` for each module that has terms."""
    with postgres.running(console, env) as server:
        # The template of the tests, which a developer has anyway.
        template = databases.suite_template(console, env, server, with_tests=True)
        with (
            throwaway.copy_of(console, env, server, template, "i18n") as database,
            console.step("Exporting terms") as step,
        ):
            known = {"OURS": [*modules.ours()], "EXPORTED": names, "FOLDER": folder}
            values = "".join(f"{name} = {value!r}\n" for name, value in known.items())
            script = values + EXPORT.read_text()
            odoo.script(console, env, server, step, database, script)


def _stock_catalogues(env: Environment) -> list[Path]:
    """Odoo's own translations of what ours build on."""
    names = {"base", "web", "mail", *modules.stock_dependencies()}
    found = (
        folder / name / "i18n" / f"{LANG}.po"
        for folder in env.stock_addons
        for name in sorted(names)
    )
    return [path for path in found if path.exists()]
