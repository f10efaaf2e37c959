"""Entry point of the pytest plugins that `./dev test` runs with."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from tools import modules

from .browser import BrowserPlugin
from .hoot import HootPlugin
from .proof import ProofPlugin
from .strict import StrictPlugin


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("entente").addoption(
        "--no-browser",
        action="store_true",
        help="Leave out the tests that need a browser",
    )


def pytest_configure(config: pytest.Config) -> None:
    ours = modules.ours()
    browser = BrowserPlugin(leave_out=config.getoption("no_browser"))
    for plugin in (
        HootPlugin(),
        browser,
        StrictPlugin(ours),
        ProofPlugin(list(ours.values()), browser, installed_modules),
    ):
        config.pluginmanager.register(plugin)


def installed_modules() -> Collection[str]:
    """Return the names of the modules installed in the test database."""
    # Importing Odoo waits until pytest-odoo has configured it.
    from odoo.modules.registry import Registry
    from odoo.tests.common import get_db_name

    return Registry(get_db_name())._init_modules
