"""A sandbox in which the plugins of `./dev test` run on a repository of their own.

It has a stand-in for Odoo's test framework, so that a sub-run takes a second and
needs neither database nor browser.
"""

import json
import textwrap
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

FAKE_ODOO = '''
import json, logging, pathlib, unittest


def tagged(*tags):
    return lambda case: case


class ChromeBrowser:
    def __init__(self, case):
        if pathlib.Path("no-chromium").exists():
            raise unittest.SkipTest("Chrome executable not found")


class HttpCase(unittest.TestCase):
    """Its browser says what console.json tells it to say."""

    def setUp(self):
        self._logger = logging.getLogger(type(self).__module__ + ".TestCase")

    def browser_js(self, url_path, code, ready="", **kwargs):
        ChromeBrowser(self)
        with pathlib.Path("pages.txt").open("a") as pages:
            print(self.browser_size, url_path, file=pages)
        said = json.loads(pathlib.Path("console.json").read_text())
        for level, message in said:
            self._logger.getChild("browser").log(level, message)
        if any(level >= logging.ERROR for level, _message in said):
            self.fail("Some js test failed")

    browser_size = "1366x768"

    def start_tour(self, url_path, tour_name, **kwargs):
        self.browser_js(url_path, tour_name)
'''

CONFTEST = """
from types import SimpleNamespace

from tools.testing.browser import BrowserPlugin
from tools.testing.hoot import HootPlugin
from tools.testing.proof import ProofPlugin
from tools.testing.strict import StrictPlugin


def pytest_addoption(parser):
    parser.addoption("--no-browser", action="store_true")
    parser.addoption("--installed", default="")


def pytest_configure(config):
    modules = [
        SimpleNamespace(name=path.name, path=path)
        for path in sorted((config.rootpath / "addons").iterdir())
    ]
    browser = BrowserPlugin(leave_out=config.getoption("no_browser"))
    installed = config.getoption("installed").split(",")
    for plugin in (
        HootPlugin(),
        browser,
        StrictPlugin([module.name for module in modules]),
        ProofPlugin(modules, browser, lambda: installed),
    ):
        config.pluginmanager.register(plugin)
"""


class Sandbox:
    """A repository to fill with add-ons, and to run pytest on."""

    def __init__(self, pytester):
        self.pytester = pytester
        self.write("odoo/tests/common.py", FAKE_ODOO)
        self.write("odoo/tests/__init__.py", "")
        self.write("odoo/__init__.py", "")
        self.write("conftest.py", CONFTEST)
        self.write("pytest.ini", "[pytest]\ntestpaths = addons\n")
        self.says()

    def write(self, path, text):
        file = self.pytester.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text))

    def says(self, *console):
        """Set what the browser's console says: pairs of level and message."""
        self.write("console.json", json.dumps(console))

    def pages(self):
        """Return the pages that were opened, each after the size of its window."""
        path = self.pytester.path / "pages.txt"
        return path.read_text().splitlines() if path.exists() else []

    def run(self, *args, installed="alpha"):
        return self.pytester.runpytest_subprocess(
            "-p", "no:odoo", "-ra", f"--installed={installed}", *args
        )


@pytest.fixture
def sandbox(pytester, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", f"{pytester.path}:{REPOSITORY}")
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    return Sandbox(pytester)
