"""The benches of `tests/benchmarks/`, one file each.

A file has `SUMMARY`, a line for people;
`prepare(env)`, which runs in Odoo's shell on a database with and on one without our
modules, makes what is measured, and returns JSON-able facts, `login` and `password`
among them;
`check(ours, stock)`, which raises `ValueError` where the facts of the two are not
comparable; and
`CASES`, functions by name that are given a `Client` and the facts of its database,
and make the requests to measure (a slow one may have `rounds`, how often, and a rough
one `tolerance`, by what share stock may differ from itself; one that stock is not up to
is `ours_alone`, one that shows pages `on_screen`), and optionally
`goals(results)`, which is given the results by case and metric, and `IN_BROWSER`, where
cases ask the client for a `screen`, and `SIZES_OF_DATABASE`, numbers, each of which
`prepare` is given to make a database of its own; or else, for what many
people do at the same time,
`LOADS`, functions by name that are given a `Client`, the facts, and the number of its
user among the `logins` that the facts then have, all of one `password`; and
`goals(figures)`, which is given our figures by load and metric, and returns pairs: a
goal in words with its figure, and whether it is reached; and optionally
`verify(client, facts)`, which asks our server whether all is right after the loads, and
returns such pairs, too.
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
    """A bench and the file that it is from.

    :param size: which of the bench's databases, if it has several
    """

    name: str
    path: Path
    code: ModuleType
    size: int | None = None


def names() -> list[str]:
    """Return the names of all benches."""
    return sorted(path.stem.replace("_", "-") for path in FOLDER.glob("[!_]*.py"))


def load(name: str) -> list[Bench]:
    """Return a bench, once for each size of database that it has, or for the one that
    follows its name (`records-100`); or fail and say what was meant."""
    stem, size = name.replace("-", "_"), None
    if not _path(stem).is_file():
        stem, _, size = stem.rpartition("_")
    found = _benches(stem) if _path(stem).is_file() else []
    if size is not None:
        found = [bench for bench in found if str(bench.size) == size]
    if not found:
        close = difflib.get_close_matches(name, names(), n=1) or names()
        raise Failure(
            f"there is no bench {name!r}", todo=f"did you mean {', '.join(close)}?"
        )
    return found


def _benches(stem: str) -> list[Bench]:
    path = _path(stem)
    spec = importlib.util.spec_from_file_location(f"bench_{stem}", path)
    code = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(code)
    sizes = getattr(code, "SIZES_OF_DATABASE", None)
    if not sizes:
        return [Bench(stem, path, code)]
    return [Bench(f"{stem}_{size}", path, code, size) for size in sizes]


def _path(stem: str) -> Path:
    return FOLDER / f"{stem}.py"
