"""A skipped or a noisy test is a failed test."""

pytest_plugins = ["pytester"]


def test_skip_fails(sandbox):
    sandbox.write(
        "addons/alpha/tests/test_skips.py",
        """
        import unittest

        class TestSkips(unittest.TestCase):
            def test_skips(self):
                self.skipTest("too cold")

            @unittest.skip("too hot")
            def test_skipped(self):
                pass
        """,
    )
    result = sandbox.run()
    result.assert_outcomes(failed=3)  # the third is the proof: no test ran
    result.stdout.fnmatch_lines(["Skipped: too hot", "Skipped: too cold"])


def test_module_level_skip_fails(sandbox):
    sandbox.write(
        "addons/alpha/tests/test_import.py",
        """
        import pytest

        pytest.importorskip("a_module_that_does_not_exist")
        """,
    )
    sandbox.run().assert_outcomes(errors=1)


def test_allowed_skip_and_expected_failure_pass(sandbox):
    sandbox.write(
        "addons/alpha/tests/test_skips.py",
        """
        import unittest
        import pytest

        @pytest.mark.may_skip("it depends on the weather")
        def test_may_skip():
            pytest.skip("too cold")

        @pytest.mark.xfail(reason="known")
        def test_known():
            assert False

        class TestRuns(unittest.TestCase):
            def test_runs(self):
                pass
        """,
    )
    sandbox.run().assert_outcomes(passed=2, skipped=1, xfailed=1)


def test_unexpected_log_fails(sandbox):
    sandbox.write(
        "addons/alpha/tests/test_log.py",
        """
        import logging

        def test_our_warning():
            logging.getLogger("odoo.addons.alpha.models").warning("ours")

        def test_error_of_anybody():
            logging.getLogger("somebody.else").error("theirs")

        def test_warning_about_us():
            logging.getLogger("odoo.registry").warning("addons/alpha is odd")
        """,
    )
    result = sandbox.run()
    result.assert_outcomes(passed=4, errors=3)
    result.stdout.fnmatch_lines(
        [
            "*WARNING odoo.addons.alpha.models: ours",
            "*ERROR somebody.else: theirs",
            "*WARNING odoo.registry: addons/alpha is odd",
        ]
    )


def test_harmless_log_passes(sandbox):
    sandbox.write(
        "addons/alpha/tests/test_log.py",
        """
        import logging
        import unittest

        class TestLog(unittest.TestCase):
            def test_warning_of_others(self):
                logging.getLogger("somebody.else").warning("alpha is a letter")

            def test_expected(self):
                with self.assertLogs("odoo.addons.alpha", "ERROR"):
                    logging.getLogger("odoo.addons.alpha").error("as expected")

            def test_console_warning_of_the_page(self):
                logger = logging.getLogger("odoo.addons.alpha.tests.x.browser")
                logger.warning("deprecated CSS")
        """,
    )
    sandbox.run().assert_outcomes(passed=4)
