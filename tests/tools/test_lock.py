"""Two calls at once."""

import subprocess
import sys

import pytest

from tests.tools.conftest import VENV
from tools import cache, lock
from tools.console import Failure

HOLD = """
import sys
from tools import cache, lock
from tools.console import Console
sys.argv = ["dev", "test"]
with lock.held(Console(cache.logs), {name!r}):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(cache_home):
    """Start a process that holds a lock until its input is closed."""
    started = []

    def hold(name):
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD.format(name=name)],
            cwd=cache.REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout.readline() == "held\n"
        return process

    yield hold
    for process in started:
        process.kill()
        process.communicate()


def test_the_one_who_waits_says_for_whom(holder):
    process = holder(f"venv-{VENV.name}")
    dev = subprocess.Popen(
        [cache.REPOSITORY / "dev", "psql"], stdout=subprocess.PIPE, text=True
    )
    try:
        line = dev.stdout.readline()
    finally:
        dev.kill()
        dev.communicate()
    assert line.startswith(f"Waiting for ./dev test (pid {process.pid}, since ")


def test_a_lock_goes_with_its_holder(holder, say, capsys):
    process = holder("thing")
    path = cache.folder("locks") / "thing"
    assert not lock.is_free(path)
    process.kill()
    process.wait()
    assert lock.is_free(path)
    with lock.held(say, "thing"):
        assert not lock.is_free(path)
    assert "Waiting" not in capsys.readouterr().out


def test_refusing_names_the_holder(holder):
    process = holder("serve-demo")
    with pytest.raises(Failure, match=f"is being served by .*pid {process.pid}"):
        with lock.held_or_refused("serve-demo", "this demo is being served"):
            pytest.fail("two hold the same lock")


def test_different_things_do_not_wait(holder, say):
    holder("one thing")
    with lock.held(say, "another thing"):
        pass
