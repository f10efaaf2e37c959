"""Which tests need a browser, and what a browser that does not start means."""

from __future__ import annotations

import functools
import sys
import unittest
from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any

import pytest

from .hoot import is_hoot

_ENTRY_POINTS = {"browser_js", "start_tour", "ChromeBrowser"}


def needs_browser(item: pytest.Item) -> bool:
    """Tell whether a pytest item opens a browser.

    It does so in its own code, in a helper's, or by the fixture `browser`.
    """
    if is_hoot(item) or "browser" in getattr(item, "fixturenames", ()):
        return True
    case = getattr(item, "cls", None)
    if case is None or not issubclass(case, unittest.TestCase):
        return False
    starts = [item.obj, case.setUp, case.setUpClass]
    return any(_reaches_browser(case, function, set()) for function in starts)


def _reaches_browser(
    case: type[unittest.TestCase], function: Callable, seen: set[CodeType]
) -> bool:
    function = getattr(function, "__func__", function)
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    code = getattr(function, "__code__", None)
    if code is None or code in seen or _is_framework(function):
        return False
    seen.add(code)
    names = _names(code)
    return bool(names & _ENTRY_POINTS) or any(
        _reaches_browser(case, getattr(case, name), seen)
        for name in names
        if callable(getattr(case, name, None))
    )


def _is_framework(function: Callable) -> bool:
    """Tell whether code is Odoo's test framework: only what uses it counts."""
    return function.__module__.startswith(("odoo.tests.", "unittest."))


def _names(code: CodeType) -> set[str]:
    """Return all names used by a code object, inner functions included."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if hasattr(constant, "co_names"):
            names |= _names(constant)
    return names


class BrowserPlugin:
    """Leaves browser tests out on demand, and never lets them skip themselves."""

    def __init__(self, leave_out: bool) -> None:
        self.leave_out = leave_out
        self.tours_started: set[str] = set()
        self.left_out: list[pytest.Item] = []

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        if not self.leave_out:
            return
        kept = []
        for item in items:
            (self.left_out if needs_browser(item) else kept).append(item)
        if self.left_out:
            config.hook.pytest_deselected(items=self.left_out)
        items[:] = kept

    def pytest_terminal_summary(
        self, terminalreporter: pytest.TerminalReporter
    ) -> None:
        if self.left_out:
            count = len(self.left_out)
            terminalreporter.section("browser tests left out (--fast)")
            terminalreporter.line(
                f"{count} test{'s' * (count > 1)} in "
                f"{len({item.path for item in self.left_out})} files did not run"
            )

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self) -> Iterator[None]:
        """Record the tours that start; turn a missing browser into a failure."""
        common = sys.modules.get("odoo.tests.common")
        if common is None:
            return (yield)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                common.HttpCase,
                "start_tour",
                self._recording(common.HttpCase.start_tour),
            )
            patch.setattr(
                common.ChromeBrowser,
                "__init__",
                self._never_skipping(common.ChromeBrowser.__init__),
            )
            return (yield)

    def _recording(self, start_tour: Callable) -> Callable:
        @functools.wraps(start_tour)
        def recorded(
            case: Any, url_path: str, tour_name: str, *args: Any, **kwargs: Any
        ) -> Any:
            self.tours_started.add(tour_name)
            return start_tour(case, url_path, tour_name, *args, **kwargs)

        return recorded

    def _never_skipping(self, open_browser: Callable) -> Callable:
        @functools.wraps(open_browser)
        def opened(browser: Any, *args: Any, **kwargs: Any) -> None:
            if self.leave_out:
                pytest.fail("this test needs a browser, which --fast leaves out")
            try:
                open_browser(browser, *args, **kwargs)
            except unittest.SkipTest as reason:
                pytest.fail(f"the browser did not start: {reason}")

        return opened
