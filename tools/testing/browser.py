"""Which tests need a browser, and what a browser that does not start means."""

import functools
import sys
import unittest

import pytest

from .hoot import is_hoot

_ENTRY_POINTS = {"browser_js", "start_tour"}


def needs_browser(item):
    """Tell whether a pytest item opens a browser, in its own code or a helper's."""
    if is_hoot(item) or "browser" in getattr(item, "fixturenames", ()):
        return True
    case = getattr(item, "cls", None)
    if case is None or not issubclass(case, unittest.TestCase):
        return False
    starts = [item.obj, case.setUp, case.setUpClass]
    return any(_reaches_browser(case, function, set()) for function in starts)


def _reaches_browser(case, function, seen):
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


def _is_framework(function):
    """Tell whether code is Odoo's test framework: only what uses it counts."""
    return function.__module__.startswith(("odoo.tests.", "unittest."))


def _names(code):
    """Return all names used by a code object, inner functions included."""
    names = set(code.co_names)
    for constant in code.co_consts:
        if hasattr(constant, "co_names"):
            names |= _names(constant)
    return names


class BrowserPlugin:
    """Leaves browser tests out on demand, and never lets them skip themselves."""

    def __init__(self, leave_out):
        self.leave_out = leave_out
        self.tours_started = set()
        self.left_out = []

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config, items):
        if not self.leave_out:
            return
        kept = []
        for item in items:
            (self.left_out if needs_browser(item) else kept).append(item)
        if self.left_out:
            config.hook.pytest_deselected(items=self.left_out)
        items[:] = kept

    def pytest_terminal_summary(self, terminalreporter):
        if self.left_out:
            count = len(self.left_out)
            terminalreporter.section("browser tests left out (--fast)")
            terminalreporter.line(
                f"{count} test{'s' * (count > 1)} in "
                f"{len({item.path for item in self.left_out})} files did not run"
            )

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self):
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

    def _recording(self, start_tour):
        @functools.wraps(start_tour)
        def recorded(case, url_path, tour_name, *args, **kwargs):
            self.tours_started.add(tour_name)
            return start_tour(case, url_path, tour_name, *args, **kwargs)

        return recorded

    def _never_skipping(self, open_browser):
        @functools.wraps(open_browser)
        def opened(browser, *args, **kwargs):
            if self.leave_out:
                pytest.fail("this test needs a browser, which --fast leaves out")
            try:
                return open_browser(browser, *args, **kwargs)
            except unittest.SkipTest as reason:
                pytest.fail(f"the browser did not start: {reason}")

        return opened
