"""The helpdesk's own tests where customers ask in our space, and ours where they don't.

What the helpdesk promises to other modules holds with ours installed; and what its
routes let pass without, no longer passes.
"""

import concurrent.futures
import os
import re
import subprocess

import pytest

from tools import cache, throwaway
from tools.console import Console, die_with_parent
from tools.testing import session
from tools.testing.context import Context

TAKES_AT_MOST = 300  # seconds
# Starts a browser for the helpdesk's dashboard, which is colleagues' alone.
LEFT_OUT = "test_js.py"


OF_HOLES = "addons/portal_request/tests/test_stock_holes.py"


@pytest.fixture(scope="module")
def runs():
    """Both runs, which go on at the same time."""
    context = Context.of_this_run()
    (theirs,) = context.env.venv.glob(
        "lib/python*/site-packages/odoo/addons/helpdesk_mgmt/tests"
    )
    with concurrent.futures.ThreadPoolExecutor(2) as threads:
        yield {
            "theirs": threads.submit(
                *(run_tests, context, context.suite_template, "helpdesk"),
                *(theirs, f"--ignore={theirs / LEFT_OUT}"),
            ),
            "holes": threads.submit(
                *(run_tests, context, context.stock_template, "holes"),
                *(OF_HOLES, "-rA"),
            ),
        }


def test_helpdesk_keeps_its_word(runs):
    code, said = runs["theirs"].result()
    assert code == 0, said
    assert re.search(r"\b[1-9]\d* passed\b", said), said


def test_holes_are_in_the_helpdesk_alone(runs):
    """A test that passes there as well shows nothing."""
    _code, said = runs["holes"].result()
    # of a test whose parts fail, pytest says that it passed, too
    ran, failed = (
        set(re.findall(rf"^{state} \S+::(test_\w+)", said, re.MULTILINE))
        for state in (r"(?:PASSED|FAILED)", r"(?:SUB)?FAILED(?:\(.*\))?")
    )
    assert ran
    assert not ran - failed, said


def run_tests(context, template, kind, *arguments):
    """Run tests on a copy of a template; return the exit code and what was said."""
    console = Console(cache.logs)
    with throwaway.copy_of(
        console, context.env, context.server, template, kind
    ) as database:
        run = subprocess.Popen(
            [
                *(context.env.python, "-m", "pytest", "-p", "no:cacheprovider"),
                *session.odoo_arguments(context, database),
                *arguments,
            ],
            cwd=cache.REPOSITORY,
            env={**os.environ, **session.variables_of(context)},
            preexec_fn=die_with_parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            said, _none = run.communicate(timeout=TAKES_AT_MOST)
        finally:
            run.kill()
            run.wait()
    return run.returncode, said
