"""What somebody sees, and when: a real browser, for the benches that ask for one."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tools import cache
from tools.console import Failure, die_with_parent, terminated_on_error
from tools.environment import Environment


class Screens:
    """A browser and the pages that are open in it, of several people; it starts with
    the first of them."""

    def __init__(self, env: Environment):
        self._env = env
        self._stack = contextlib.ExitStack()
        self._log = cache.logs() / f"bench-browser-{os.getpid()}.log"
        self._process: subprocess.Popen | None = None
        self._pages: dict[str, Screen] = {}

    def show(self, login: str, selectors: Sequence[str], **page: str) -> Screen:
        """Return what somebody sees: always the first page that was asked for.

        :param selectors: what has to be there until the page is ready
        :param page: `url` and `database` of the server, `password` and `path`
        """
        if login not in self._pages:
            self.ask("open", login=login, selectors=list(selectors), **page)
            self._pages[login] = Screen(self, login)
        return self._pages[login]

    def close(self) -> None:
        """End the browser."""
        self._stack.close()

    def ask(self, method: str, **arguments: Any) -> Any:
        """Have the browser do something; see `tools.bench.screen.Pages`."""
        process = self._process or self._start()
        process.stdin.write(json.dumps([method, arguments]) + "\n")
        process.stdin.flush()
        if not (line := process.stdout.readline()):
            raise Failure("the browser has ended", log=self._log)
        result, error = json.loads(line)
        if error:
            raise Failure(f"the browser could not {method}: {error}")
        return result

    def _start(self) -> subprocess.Popen:
        log = self._stack.enter_context(self._log.open("a"))
        command = [self._env.python, "-m", "tools.bench.screen", self._env.chromium]
        self._process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=cache.REPOSITORY,
            env={**os.environ, **self._env.process_env},
            preexec_fn=die_with_parent,
            text=True,
        )
        self._stack.enter_context(terminated_on_error(self._process))
        return self._process


@dataclass(frozen=True)
class Screen:
    """The page that somebody looks at."""

    screens: Screens
    login: str

    def watch(self, selector: str, text: str | None = None) -> None:
        """Look at an element, until it shows a text, or else anything new."""
        self.screens.ask("watch", login=self.login, selector=selector, text=text)

    def shown(self) -> float:
        """Return when it did, as `time.time()` does."""
        return self.screens.ask("shown", login=self.login)
