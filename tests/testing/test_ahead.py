"""What is done beside pytest tells its tests what came of it."""

import contextlib
import os
import time

import pytest

from tests.ahead import Ahead


def work(names, report):
    """Do well, badly, or not at all, by name."""
    for name in names:
        if name == "dies":
            print("the last words", flush=True)
            os._exit(1)
        if name == "lasts":
            time.sleep(600)
        try:
            assert name != "wrong", "it is wrong"
            if name == "fails":
                pytest.fail("it says so", pytrace=False)
        except BaseException as error:
            report(name, error)
        else:
            report(name, None)


@pytest.fixture
def begin():
    with contextlib.ExitStack() as stack:

        def begin(*names):
            return stack.enter_context(
                contextlib.closing(Ahead(f"{__name__}:work", names))
            )

        yield begin


def test_results(begin):
    ahead = begin("good", "wrong", "fails", "good2")
    ahead.result("good2")
    ahead.result("good")
    with pytest.raises(pytest.fail.Exception, match="AssertionError: it is wrong"):
        ahead.result("wrong")
    with pytest.raises(pytest.fail.Exception, match="^it says so$"):
        ahead.result("fails")


def test_it_dies(begin):
    ahead = begin("good", "dies", "later")
    ahead.result("good")
    with pytest.raises(pytest.fail.Exception, match="(?s)it ended:.*the last words"):
        ahead.result("later")


def test_ended_before_it_is_done(begin):
    ahead = begin("good", "lasts", "later")
    ahead.result("good")
    started = time.monotonic()
    ahead.close()
    assert time.monotonic() - started < 30
    assert not ahead._is_alive()


def test_nobody_ends_it(begin):
    """Odoo ends the children of the process of its tests."""
    ahead = begin("good", "lasts")
    ahead.result("good")
    with open(f"/proc/{ahead._pid}/stat") as stat:
        assert int(stat.read().rsplit(")", 1)[1].split()[1]) != os.getpid()
