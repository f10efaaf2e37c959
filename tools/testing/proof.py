"""The proof that every test of a module ran.

Auto-installed glue, test files that nothing imports and tours that nothing starts
are easily left out without anybody noticing: one item per module, after all tests,
fails on them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

import pytest

from tools.modules import Module

from . import sources
from .browser import BrowserPlugin

# With these options the caller asks for less than all tests of the paths named.
_PARTIAL_OPTIONS = ("ignore", "ignore_glob", "collectonly")


class ProofPlugin:
    """Adds the items, and records which files had a test that ran."""

    def __init__(
        self,
        modules: Sequence[Module],
        browser: BrowserPlugin,
        installed: Callable[[], Collection[str]],
    ) -> None:
        self.modules = modules
        self.browser = browser
        self.installed = installed
        self._files_run: set[Path] = set()
        self._deselected_by_user = False

    def pytest_deselected(self, items: Sequence[pytest.Item]) -> None:
        if items is not self.browser.left_out:
            self._deselected_by_user = True

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_collection_modifyitems(
        self,
        session: pytest.Session,
        config: pytest.Config,
        items: list[pytest.Item],
    ) -> Iterator[None]:
        yield
        if not self._deselected_by_user and not any(
            map(config.getoption, _PARTIAL_OPTIONS)
        ):
            items.extend(self._proofs(session, config))

    def _proofs(
        self, session: pytest.Session, config: pytest.Config
    ) -> Iterator[ProofItem]:
        """Yield an item for each module whose whole folder the arguments name."""
        asked = [config.invocation_params.dir / arg for arg in config.args]
        for module in self.modules:
            if any(module.path.is_relative_to(path) for path in asked):
                folder = module.path.relative_to(config.rootpath)
                item = ProofItem.from_parent(
                    session,
                    name="all_tests_ran",
                    nodeid=f"{folder}::all_tests_ran",
                )
                item.problems = lambda module=module: list(self.problems(module))
                yield item

    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo
    ) -> None:
        if call.when == "call" and not isinstance(item, ProofItem):
            skipped = call.excinfo and call.excinfo.errisinstance(pytest.skip.Exception)
            if not skipped:
                self._files_run.add(item.path)

    def problems(self, module: Module) -> Iterator[str]:
        """Yield, as sentences, what of a module's tests did not run."""
        if module.name not in self.installed():
            yield "the module is not installed in the test database"
        accounted = self._files_run | {item.path for item in self.browser.left_out}
        python_files = sources.python_test_files(module.path)
        for path in python_files + sources.hoot_files(module.path):
            if path not in accounted:
                yield f"no test ran from {path.relative_to(module.path)}"
        if self.browser.leave_out:
            return
        for path in sources.tour_files(module.path):
            for name in sources.tour_names(path):
                if name not in self.browser.tours_started:
                    where = path.relative_to(module.path)
                    yield f"no test started the tour {name} of {where}"


class ProofItem(pytest.Item):
    """Fails when something of a module should have run and did not."""

    def runtest(self) -> None:
        if problems := self.problems():
            raise IncompleteRun("\n".join(problems))

    def repr_failure(self, excinfo: pytest.ExceptionInfo) -> str:
        if excinfo.errisinstance((IncompleteRun, sources.UnreadableSource)):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path, None, self.nodeid


class IncompleteRun(Exception):
    """Some tests of a module did not run."""
