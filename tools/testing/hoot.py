"""Client tests (Hoot) as pytest items: one for each `*.test.js` file.

Loading Odoo's test page costs far more than the tests on it, so all selected files
run in one page per preset (desktop, mobile), when the first of their items runs;
each item then reports on its own file.
"""

from __future__ import annotations

import logging
import re
import sys
import types
import unittest
from pathlib import Path

import pytest

from . import sources

RUNS = pytest.StashKey["HootRuns"]()

_TIMEOUT = 1200
_PRESETS = {
    "desktop": {"browser_size": "1366x768", "touch_enabled": False},
    "mobile": {"browser_size": "375x667", "touch_enabled": True},
}
_RESULT = re.compile(
    r"\[HOOT\] Test (?P<quote>[\"'`])(?P<name>.*?)(?P=quote) (?P<verb>passed|failed)\b",
    re.DOTALL,
)


def suite_hash(name: str) -> str:
    """Return the id that Hoot gives to the suite or test called `name`."""
    value = 0
    for char in name:
        value = ((value << 5) - value + ord(char)) & 0xFFFFFFFF
    return f"{value:08x}"


class HootResults(logging.Handler):
    """Results of one run, read from the browser's console as Odoo logs it."""

    def __init__(self) -> None:
        super().__init__()
        self.passed: set[str] = set()
        self.failed: dict[str, str] = {}
        self.aborted = ""

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        result = _RESULT.match(message)
        if result and result["verb"] == "passed":
            self.passed.add(result["name"])
        elif result:
            self.failed[result["name"]] = message

    def of_suite(self, suite: str) -> tuple[set[str], list[str]]:
        """Return the names passed and the messages failed in a suite."""
        inside = suite + "/"
        return (
            {name for name in self.passed if name.startswith(inside)},
            [text for name, text in self.failed.items() if name.startswith(inside)],
        )


class HootRuns:
    """The runs of one pytest session, at most one per preset."""

    def __init__(self) -> None:
        self.sources: list[sources.HootSource] = []
        self._results: dict[str, HootResults] = {}

    def check(self, case: unittest.TestCase, source: sources.HootSource) -> None:
        """Fail the test `case` unless all tests of a file ran and passed."""
        presets = ["desktop", "mobile"] if source.mobile else ["desktop"]
        passed, failures, aborted = set(), [], []
        for preset in presets:
            results = self._of_preset(case, preset)
            passed_here, failed_here = results.of_suite(source.suite)
            passed |= passed_here
            failures += failed_here
            aborted += [results.aborted] if results.aborted else []
        if failures:
            pytest.fail("\n\n".join(failures), pytrace=False)
        if not passed or len(passed) < source.declared:
            pytest.fail(
                f"{source.suite}: {source.declared} tests are declared in "
                f"{source.path.name}, {len(passed)} ran. Is the file in the bundle "
                "web.assets_unit_tests, and no test skipped?\n\n"
                + "\n\n".join(aborted),
                pytrace=False,
            )

    def _of_preset(self, case: unittest.TestCase, preset: str) -> HootResults:
        if preset not in self._results:
            wanted = [s for s in self.sources if preset == "desktop" or s.mobile]
            self._results[preset] = self._run(case, preset, wanted)
        return self._results[preset]

    def _run(
        self,
        case: unittest.TestCase,
        preset: str,
        wanted: list[sources.HootSource],
    ) -> HootResults:
        results = HootResults()
        ids = "".join(f"&id={suite_hash(source.suite)}" for source in wanted)
        vars(case).update(_PRESETS[preset])
        # The results of all files come through the first one's test: they are kept
        # from the log, where an error would be charged to that test alone.
        browser_log = case._logger.getChild("browser")
        browser_log.setLevel(logging.INFO)
        browser_log.propagate = False
        browser_log.addHandler(results)
        try:
            case.browser_js(
                f"/web/tests?headless&loglevel=2&preset={preset}&timeout=15000{ids}",
                "",
                "",
                login="admin",
                timeout=_TIMEOUT,
                success_signal="[HOOT] Test suite succeeded",
                error_checker=lambda message: "[HOOT]" not in message,
            )
        except case.failureException as failure:
            results.aborted = str(failure)
        finally:
            browser_log.removeHandler(results)
            browser_log.propagate = True
        return results


class HootFile(pytest.Module):
    """A `*.test.js` file, seen by pytest as a module with one test case."""

    @property
    def source(self) -> sources.HootSource:
        """What the file declares."""
        return sources.HootSource.read(self.path)

    def _getobj(self) -> types.ModuleType:
        source = self.source
        module = types.ModuleType(_module_name(source))
        # Importing Odoo's test framework waits until pytest-odoo has configured it.
        from odoo.tests.common import HttpCase, tagged

        runs = self.config.stash[RUNS]

        def test_hoot(case):
            runs.check(case, source)

        case = type(
            "TestHoot",
            (HttpCase,),
            {"__module__": module.__name__, "test_hoot": test_hoot},
        )
        module.TestHoot = tagged("post_install", "-at_install")(case)
        # unittest looks the class's module up by name
        sys.modules[module.__name__] = module
        return module


def _module_name(source: sources.HootSource) -> str:
    module, *path = source.suite.removeprefix("@").split("/")
    file = re.sub(r"\W", "_", "_".join(path))
    return f"odoo.addons.{module}.tests.hoot_{file}"


class HootPlugin:
    """Collects the files and tells the runs which of them were selected."""

    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[RUNS] = HootRuns()

    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> HootFile | None:
        if file_path.name.endswith(".test.js") and "static" in file_path.parts:
            return HootFile.from_parent(parent, path=file_path)
        return None

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        files = {item.parent.parent for item in session.items if is_hoot(item)}
        session.config.stash[RUNS].sources = sorted(
            (file.source for file in files), key=lambda source: source.suite
        )


def is_hoot(item: pytest.Item) -> bool:
    """Tell whether a pytest item stands for a client test file."""
    return item.getparent(HootFile) is not None
