"""What the add-ons' source files promise to test.

Nothing is imported or run: the point is to know what *should* run from another
source than the test runner itself, so that a test which silently does not run is
noticed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_STRING = r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|`(?:\\.|[^`\\])*`'
_STRING_OR_COMMENT = re.compile(rf"({_STRING})|//[^\n]*|/\*.*?\*/", re.DOTALL)
_PARENTHESIS = re.compile(r"[()]")
_TOUR_REGISTRY = re.compile(r"""category\(\s*["']web_tour\.tours["']\s*,?\s*\)""")
_TOUR = re.compile(
    _TOUR_REGISTRY.pattern + r"""\s*\.add\(\s*(?P<quote>["'`])(?P<name>.*?)(?P=quote)"""
)
_MOBILE_TAG = re.compile(r"""\btags\([^()]*["']mobile["']""")
_TEST = re.compile(r"(?<![\w.$])test(?=[\s.(])")
_MEMBER = re.compile(r"\s*\.\s*(\w+)")
# Called with options, these return a function that declares the test:
# `test.tags("desktop")("name", …)`; alone, they configure the next test.
_CONFIGURATORS = {"config", "multi", "tags", "timeout"}


class UnreadableSource(Exception):
    """A test file is written in a way that cannot be checked."""


@dataclass(frozen=True)
class HootSource:
    """A `*.test.js` file of an add-on."""

    path: Path
    suite: str
    declared: int
    mobile: bool

    @classmethod
    def read(cls, path: Path) -> HootSource:
        """Read what a file declares."""
        script = without_comments(path.read_text(encoding="utf-8"))
        return cls(
            path=path,
            suite=hoot_suite(path),
            declared=count_hoot_tests(script),
            mobile=bool(_MOBILE_TAG.search(script)),
        )


def without_comments(script: str) -> str:
    """Return JavaScript source without its comments."""
    return _STRING_OR_COMMENT.sub(lambda match: match[1] or " ", script)


def hoot_suite(path: Path) -> str:
    """Return the name that Odoo gives to the suite of a `*.test.js` file.

    `discuss_theme/static/tests/sidebar/move.test.js` is `@discuss_theme/sidebar/move`.
    """
    parts = path.parts
    static = max(
        index for index, part in enumerate(parts) if part == "static" and index > 0
    )
    module, below_tests = parts[static - 1], parts[static + 2 :]
    return "/".join(["@" + module, *below_tests]).removesuffix(".test.js")


def count_hoot_tests(script: str) -> int:
    """Count the calls that declare a test in JavaScript without comments.

    `test.skip("…")` counts: a test that is skipped is one that should have run.
    """
    script = re.sub(_STRING, '""', script, flags=re.DOTALL)
    return sum(_declares_test(script, match.end()) for match in _TEST.finditer(script))


def _declares_test(script: str, position: int) -> bool:
    """Tell whether the `test` that ends at `position` declares a test there."""
    while member := _MEMBER.match(script, position):
        position = member.end()
        if member[1] in _CONFIGURATORS:
            position = _end_of_call(script, position)
    return script[position:].lstrip()[:1] == "("


def _end_of_call(script: str, position: int) -> int:
    """Return the position after the parenthesised arguments at `position`."""
    depth = 0
    for parenthesis in _PARENTHESIS.finditer(script, position):
        depth += 1 if parenthesis[0] == "(" else -1
        if not depth:
            return parenthesis.end()
    return len(script)


def tour_names(path: Path) -> list[str]:
    """Return the names of the tours that a file registers."""
    script = without_comments(path.read_text(encoding="utf-8"))
    names = [match["name"] for match in _TOUR.finditer(script)]
    if len(names) != len(_TOUR_REGISTRY.findall(script)):
        raise UnreadableSource(
            f"{path}: register each tour with "
            '`registry.category("web_tour.tours").add("its name", …)`'
        )
    return names


def python_test_files(module: Path) -> list[Path]:
    """Return the Python test files of the add-on in the folder `module`."""
    return sorted((module / "tests").rglob("test_*.py"))


def hoot_files(module: Path) -> list[Path]:
    """Return the client test files of the add-on in the folder `module`."""
    return sorted((module / "static" / "tests").rglob("*.test.js"))


def tour_files(module: Path) -> list[Path]:
    """Return the tour files of the add-on in the folder `module`."""
    return sorted((module / "static" / "tests" / "tours").rglob("*.js"))
