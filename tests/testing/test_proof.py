"""Whatever of a module did not run is named."""

import pytest

pytest_plugins = ["pytester"]

TOUR = 'registry.category("web_tour.tours").add("alpha.%s", {steps: () => []});'


@pytest.fixture
def alpha(sandbox):
    """A sandbox whose one add-on is tested as it should be."""
    sandbox.write(
        "addons/alpha/tests/test_tour.py",
        """
        from odoo.tests.common import HttpCase

        class TestTour(HttpCase):
            def test_page(self):
                pass

            def test_tour(self):
                self.open()

            def open(self):
                self.start_tour("/odoo", "alpha.one")
        """,
    )
    sandbox.write("addons/alpha/static/tests/tours/one.js", TOUR % "one")
    return sandbox


def test_complete_run_passes(alpha):
    alpha.run().assert_outcomes(passed=3)


def test_module_not_installed(alpha):
    result = alpha.run(installed="beta")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["the module is not installed in the test database"])


def test_file_without_tests(alpha):
    alpha.write("addons/alpha/tests/test_empty.py", "class Test: '''Empty'''")
    result = alpha.run()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["no test ran from tests/test_empty.py"])


def test_tour_that_nothing_starts(alpha):
    alpha.write("addons/alpha/static/tests/tours/two.js", TOUR % "two")
    result = alpha.run()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["no test started the tour alpha.two of *tours/two.js"])


def test_tour_that_cannot_be_read(alpha):
    alpha.write(
        "addons/alpha/static/tests/tours/two.js",
        'const tours = registry.category("web_tour.tours"); tours.add(name, {});',
    )
    result = alpha.run()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*two.js: register each tour with*"])


def test_partial_runs_prove_nothing(alpha):
    alpha.write("addons/alpha/static/tests/tours/two.js", TOUR % "two")
    alpha.run("-k", "test_page").assert_outcomes(passed=1, deselected=1)
    alpha.run("addons/alpha/tests").assert_outcomes(passed=2)
    alpha.run("addons/alpha").assert_outcomes(passed=2, failed=1)


def test_without_browser(alpha):
    alpha.write(
        "addons/alpha/tests/test_other_tour.py",
        """
        from odoo.tests.common import HttpCase

        class TestOtherTour(HttpCase):
            def setUp(self):
                super().setUp()
                self.browser_js("/", "")

            def test_other(self):
                pass
        """,
    )
    result = alpha.run("--no-browser")
    # test_page and the proof: what was left out on purpose is not missing
    result.assert_outcomes(passed=2, deselected=2)
    result.stdout.fnmatch_lines(["2 tests in 2 files did not run"])
    assert not alpha.pages()


def test_browser_that_does_not_start(alpha):
    alpha.write("no-chromium", "")
    result = alpha.run()
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*browser did not start: Chrome executable not*"])
