"""Entry point of the pytest plugins that `./dev test` runs with."""

from tools import modules

from .browser import BrowserPlugin
from .hoot import HootPlugin
from .proof import ProofPlugin
from .strict import StrictPlugin


def pytest_addoption(parser):
    parser.getgroup("entente").addoption(
        "--no-browser",
        action="store_true",
        help="Leave out the tests that need a browser",
    )


def pytest_configure(config):
    ours = modules.ours()
    browser = BrowserPlugin(leave_out=config.getoption("no_browser"))
    for plugin in (
        HootPlugin(),
        browser,
        StrictPlugin(ours),
        ProofPlugin(list(ours.values()), browser, installed_modules),
    ):
        config.pluginmanager.register(plugin)


def installed_modules():
    """Return the names of the modules installed in the test database."""
    # Importing Odoo waits until pytest-odoo has configured it.
    from odoo.modules.registry import Registry
    from odoo.tests.common import get_db_name

    return Registry(get_db_name())._init_modules
