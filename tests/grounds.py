"""Databases on which modules come and go."""

from __future__ import annotations

import contextlib
import functools
import queue
from concurrent.futures import ThreadPoolExecutor

import pytest

from tools import cache, modules, odoo, throwaway
from tools.console import Console, Failure

from .living_odoo import LivingOdoo
from .snapshots import Snapshot

# One for each processor that a test may count on.
NUMBER = 2
# As the screen of the apps does it.
CHANGE = """
env["ir.module.module"].search([("name", "in", {names!r})]).button_immediate_{change}()
"""


class Ground:
    """A database on which modules come and go.

    :param stock: what it held before any of our modules
    """

    def __init__(self, context, database):
        self._context, self._database = context, database
        self._console = Console(cache.logs)
        self._odoo = LivingOdoo(self._console, context, database, yields=True)
        self._snapshot = None
        self.stock = self.snapshot()

    def install(self, names):
        """Install modules, and not the glue that would come along."""
        self._change("install", names)

    def update(self, names):
        """Update modules."""
        self._change("upgrade", names)

    def uninstall(self, names):
        """Uninstall modules, and those that need them."""
        self._change("uninstall", names)

    def update_by_command(self, names):
        """Update modules as an administrator does, in a process of its own."""
        env, server = self._context.env, self._context.server
        self._snapshot = None
        with _failing(), self._console.step("Updating") as step:
            odoo.update(self._console, env, server, step, self._database, names)

    def run(self, code):
        """Run code, where `env` is the superuser's, and commit."""
        self._snapshot = None
        with _failing():
            self._odoo.run(code)

    def installed(self):
        """Return the names of our modules that are there."""
        query = "SELECT name FROM ir_module_module WHERE state = 'installed'"
        names = self._context.server.query(query, self._database)
        return modules.ours().keys() & set(names)

    def snapshot(self):
        """Return what the database holds."""
        if not self._snapshot:
            self._snapshot = Snapshot.take(self._context.server, self._database)
        return self._snapshot

    def close(self):
        """End what works on the database."""
        self._odoo.stop()

    def _change(self, change, names):
        self.run(CHANGE.format(names=list(names), change=change))


class Grounds:
    """Some databases, and the jobs that take turns on them."""

    def __init__(self, grounds):
        self._free = queue.SimpleQueue()
        for ground in grounds:
            self._free.put(ground)
        self._executor = ThreadPoolExecutor(len(grounds))

    def submit(self, job, *args):
        """Have a function be called with a ground; return the future of its result."""
        return self._executor.submit(self._do, job, *args)

    def cancel(self):
        """Begin nothing any more."""
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _do(self, job, *args):
        ground = self._free.get()
        try:
            return job(ground, *args)
        finally:
            self._free.put(ground)


@contextlib.contextmanager
def grounds_of(context, life):
    """Lend grounds: copies of one database with stock alone, and some life in it."""
    console = Console(cache.logs)
    env, server = context.env, context.server
    lend = functools.partial(throwaway.copy_of, console, env, server)
    with contextlib.ExitStack() as stack:
        first = stack.enter_context(lend(context.stock_template, "lifecycle"))
        with console.step("Filling the database") as step:
            odoo.script(console, env, server, step, first, life)
        others = [
            stack.enter_context(lend(first, f"lifecycle{number}"))
            for number in range(2, NUMBER + 1)
        ]
        grounds = [Ground(context, database) for database in (first, *others)]
        pool = Grounds(grounds)
        for ground in grounds:
            stack.callback(ground.close)
        stack.callback(pool.cancel)
        yield pool


@contextlib.contextmanager
def _failing():
    try:
        yield
    except Failure as failure:
        pytest.fail("\n".join(failure.lines()), pytrace=False)
