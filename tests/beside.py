"""The tests of this folder run in a process of their own, beside those of the modules.

Those leave a processor idle most of the time, and these work on databases of their own.
Each is told of at its place among the others, as if it had run there. They give way to
the others, so that those marked `in_time` stay where they are.
"""

import os
from pathlib import Path

import pytest

from . import test_lifecycle
from .ahead import Ahead

FOLDER = Path(__file__).parent
_UNDER_WAY = pytest.StashKey[Ahead]()
_MOVED = pytest.StashKey[frozenset[str]]()
_OPTIONS = pytest.StashKey[list[str]]()
_NOBROWSER = "--no-browser"


def begin(session):
    """Begin with what can go on beside the other tests, if there are any."""
    option = session.config.option
    here = [item for item in session.items if FOLDER in item.path.parents]
    lifecycle, others = [], []
    for item in here:
        is_lifecycle = item.path == Path(test_lifecycle.__file__)
        (lifecycle if is_lifecycle else others).append(item)
    moved = []
    if len(here) < len(session.items) and not option.usepdb:
        moved = [i.nodeid for i in others if not i.get_closest_marker("in_time")]
    session.stash[_MOVED] = frozenset(moved)
    names = [*map(test_lifecycle.name_of, lifecycle), *moved]
    if names and not option.collectonly:
        options = [_NOBROWSER] if session.config.getoption(_NOBROWSER, False) else []
        ahead = Ahead(f"{__name__}:do", [*options, *names])
        session.config.add_cleanup(ahead.close)
        session.stash[_UNDER_WAY] = ahead


def result(session, name):
    """What came of it, as who did it has reported."""
    return session.stash[_UNDER_WAY].result(name)


def was_moved(item):
    """Whether a test runs beside."""
    return item.nodeid in item.session.stash.get(_MOVED, ())


def tell(item, nextitem):
    """Tell of a test that runs beside, once it is done."""
    # what the test before has kept for this one
    item.session._setupstate.teardown_exact(nextitem)
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    try:
        told = result(item.session, item.nodeid)
    except pytest.fail.Exception as failure:
        told = [_report_of(item, str(failure))]
    for data in told:
        hook = item.config.hook
        report = hook.pytest_report_from_serializable(config=item.config, data=data)
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)


def do(names, report):
    """Do what was moved: modules come and go, then the others.

    :param names: options of pytest, names of `test_lifecycle`, and ids of tests
    :param report: see `Ahead`
    """
    options = [name for name in names if name.startswith("--")]
    tests = [name for name in names if "::" in name]
    if modules := [name for name in names if name not in {*options, *tests}]:
        test_lifecycle.do(modules, report)
    if tests:
        os.nice(10)
        pytest.main(
            # without a database of Odoo's to test on
            ["-p", "no:odoo", "-p", "no:cacheprovider", "-p", "tools.testing.plugin"]
            + [*options, *tests],
            plugins=[_Reporter(report)],
        )


def _report_of(item, failure):
    report = pytest.TestReport(
        nodeid=item.nodeid,
        location=item.location,
        keywords={},
        outcome="failed",
        longrepr=failure,
        when="call",
    )
    hook = item.config.hook
    return hook.pytest_report_to_serializable(config=item.config, report=report)


class _Reporter:
    """A plugin that passes on what is said of each test."""

    def __init__(self, report):
        self._report, self._told = report, []

    def pytest_configure(self, config):
        self._config = config

    def pytest_runtest_logreport(self, report):
        hook = self._config.hook
        self._told.append(
            hook.pytest_report_to_serializable(config=self._config, report=report)
        )

    def pytest_runtest_logfinish(self, nodeid):
        self._report(nodeid, self._told)
        self._told = []
