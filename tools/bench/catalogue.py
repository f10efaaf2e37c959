"""The benches of `tests/benchmarks/`, one file each.

A file has `SUMMARY`, a line for people;
`prepare(env)`, which runs in Odoo's shell on a database with and on one without our
modules, makes what is measured, and returns JSON-able facts, `login` and `password`
among them;
`check(ours, stock)`, which raises `ValueError` where the facts of the two are not
comparable; and
`CASES`, functions by name that are given a `Client` and the facts of its database,
and make the requests to measure (a slow one may have `rounds`, how often, and a rough
one `tolerance`, by what share stock may differ from itself), and optionally
`goals(results)`, which is given the results by case and metric; or else, for what many
people do at the same time,
`LOADS`, functions by name that are given a `Client`, the facts, and the number of its
user among the `logins` that the facts then have, all of one `password`; and
`goals(figures)`, which is given our figures by load and metric, and returns pairs: a
goal in words with its figure, and whether it is reached.
"""

from __future__ import annotations

import difflib
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from tools import cache
from tools.console import Failure

FOLDER = cache.REPOSITORY / "tests" / "benchmarks"


@dataclass(frozen=True)
class Bench:
    """A bench and the file that it is from."""

    name: str
    path: Path
    code: ModuleType


def names() -> list[str]:
    """Return the names of all benches."""
    return sorted(path.stem.replace("_", "-") for path in FOLDER.glob("[!_]*.py"))


def load(name: str) -> Bench:
    """Return a bench, or fail and say what was meant."""
    path = FOLDER / f"{name.replace('-', '_')}.py"
    if not path.is_file():
        close = difflib.get_close_matches(name, names(), n=1) or names()
        raise Failure(
            f"there is no bench {name!r}", todo=f"did you mean {', '.join(close)}?"
        )
    spec = importlib.util.spec_from_file_location(f"bench_{name}", path)
    code = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(code)
    return Bench(path.stem, path, code)
