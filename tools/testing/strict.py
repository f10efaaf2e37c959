"""Failing the tests that other runners would let pass: skipped or noisy ones."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator

import pytest

MAY_SKIP = "may_skip(reason): the test may skip itself, for this reason"


class LogWatch(logging.Handler):
    """Keeps the log records that nobody expected.

    These are all errors, whoever logs them while our tests run, and the warnings of
    our modules. A test that expects a record says so with `assertLogs` or
    `mute_logger`, which keep it from the root logger where this handler sits.
    """

    def __init__(self, modules: Iterable[str]) -> None:
        super().__init__(logging.WARNING)
        names = "|".join(map(re.escape, modules)) or r"(?!)"
        self._our_logger = re.compile(rf"odoo\.addons\.({names})(\.|$)")
        # A name without an underscore may be a word of the language: only as part
        # of a path or of a Python name does it mean the module.
        self._our_name = re.compile(rf"\b(addons[./]({names})|(?=[a-z]+_)({names}))\b")
        self._records: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR or self._is_our_warning(record):
            self._records.append(self.format(record))

    def _is_our_warning(self, record: logging.LogRecord) -> bool:
        # What the page itself logs: a console.warn() of the web client or of
        # Chromium is not about our modules, and a console.error() is an error.
        if record.name.endswith(".browser"):
            return False
        return bool(
            self._our_logger.match(record.name)
            or self._our_name.search(record.getMessage())
        )

    def take(self) -> str:
        """Return the records kept since the last call, as text."""
        records, self._records = self._records, []
        return "\n".join(records)


class StrictPlugin:
    """Fails what skips without leave, and what logs without notice."""

    def __init__(self, modules: Iterable[str]) -> None:
        self._watch = LogWatch(modules)
        self._watch.setFormatter(
            logging.Formatter("%(levelname)s %(name)s: %(message)s")
        )

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", MAY_SKIP)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self) -> Iterator[None]:
        root = logging.getLogger()
        root.addHandler(self._watch)
        try:
            return (yield)
        finally:
            root.removeHandler(self._watch)

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self) -> Iterator[None]:
        report = yield
        if report.skipped:
            report.outcome = "failed"
            report.longrepr = _refusal(report.longrepr)
        return report

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo
    ) -> Iterator[None]:
        report = yield
        if report.skipped and not hasattr(report, "wasxfail"):
            if not item.get_closest_marker("may_skip"):
                report.outcome = "failed"
                report.longrepr = _refusal(report.longrepr)
        elif call.when == "teardown" and (records := self._watch.take()):
            if report.passed:
                report.outcome = "failed"
                report.longrepr = (
                    f"{item.nodeid} logged what no test expected:\n{records}"
                )
        return report


def _refusal(reason: object) -> str:
    text = reason[2] if isinstance(reason, tuple) else str(reason)
    return f"{text}\nA test must not be skipped, unless it is marked {MAY_SKIP}."
