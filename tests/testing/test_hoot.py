"""Client tests: every declared test of every file has to run and pass."""

import logging

import pytest

from tools.testing.hoot import suite_hash

pytest_plugins = ["pytester"]

PASSED = '[HOOT] Test "%s" passed (assertions: 1 / time: 2 ms)'
FAILED = '[HOOT] Test "%s" failed:\nFailed assertion'


def passed(name):
    return logging.INFO, PASSED % name


@pytest.fixture
def client(sandbox):
    """A sandbox whose one add-on has two files of client tests."""
    sandbox.write("addons/alpha/tests/test_nothing.py", "def test_nothing(): pass")
    sandbox.write(
        "addons/alpha/static/tests/one.test.js",
        """
        test("first", () => {});
        test("second", () => {});
        """,
    )
    sandbox.write(
        "addons/alpha/static/tests/deep/two.test.js",
        """
        test.tags("mobile")("small", () => {});
        """,
    )
    return sandbox


def test_hash_is_hoots():
    assert suite_hash("@web/core") == "e39ce9ba"


def test_all_files_run_on_one_page_per_preset(client):
    client.says(
        passed("@alpha/one/first"),
        passed("@alpha/one/second"),
        passed("@alpha/deep/two/small"),
    )
    client.run().assert_outcomes(passed=4)
    desktop, mobile = sorted(client.pages())
    one, two = (f"id={suite_hash(name)}" for name in ("@alpha/one", "@alpha/deep/two"))
    assert "1366x768" in desktop and one in desktop and two in desktop
    assert "375x667" in mobile and one not in mobile and two in mobile


def test_failure_is_charged_to_its_file_alone(client):
    client.says(
        passed("@alpha/one/first"),
        (logging.ERROR, FAILED % "@alpha/one/second"),
        passed("@alpha/deep/two/small"),
    )
    result = client.run()
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["FAILED *one.test.js::TestHoot::test_hoot*"])


def test_test_that_did_not_run_fails(client):
    client.says(passed("@alpha/one/first"), passed("@alpha/deep/two/small"))
    result = client.run()
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["*2 tests are declared in one.test.js, 1 ran*"])


def test_suite_that_does_not_exist_fails(client):
    client.says((logging.WARNING, "[HOOT] no tests to run"))
    client.run().assert_outcomes(passed=2, failed=2)


def test_files_can_be_left_out(client):
    result = client.run("--no-browser")
    result.assert_outcomes(passed=2, deselected=2)
    assert not client.pages()
