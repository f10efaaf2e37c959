"""What axe-core finds on pages of the space, in a browser of each size."""

import os
from pathlib import Path
from urllib.parse import urljoin

from odoo.tests.common import ChromeBrowser
from odoo.tools import mute_logger

SIZES = {"desktop": (1366, 768), "phone": (375, 667)}

# What stock's own parts of every page have, by rule and selector.
STOCK = {}

# The home counts what its cards lead to.
_READY = (
    "document.readyState === 'complete'"
    " && !document.querySelector('.o_portal_doc_spinner')"
)

_RUN = """
    %(source)s
    axe.run(document, {resultTypes: ["violations"]}).then((found) =>
        found.violations
            .filter((rule) => ["serious", "critical"].includes(rule.impact))
            .flatMap((rule) => rule.nodes.map((node) => ({
                rule: rule.id,
                help: rule.help,
                target: node.target.flat().join(" "),
                html: node.html.slice(0, 300),
                why: node.failureSummary,
            })))
    )
"""


class AccessibilityMixin:
    """Of an ``HttpCase``."""

    def check_accessibility(self, login, *paths, sizes=tuple(SIZES), but=()):
        """Open pages, in one browser, at each size, and fail on what axe-core finds
        serious or critical, and on pages that are wider than the window.

        :param but: pairs of an axe rule and a CSS selector that are not to be
            reported: say why where you call it
        """
        # tests of a page come from ./dev test, which installs what package.json pins
        source = Path(os.environ["NODE_PATH"], "axe-core", "axe.min.js").read_text()
        browser = ChromeBrowser(self)
        wrong = []
        # the page is left while it may still be asking for something
        quiet = mute_logger(browser._logger.name)
        with self.allow_requests(browser=browser), quiet:
            try:
                self.authenticate(login, login, browser=browser)
                self.cr.flush()
                self.cr.clear()
                for path in paths:
                    for size in sizes:
                        found = self._axe(browser, path, SIZES[size], source)
                        wrong += [
                            f"{path} ({size}): {problem}"
                            for problem in self._unexpected(found, but)
                        ]
            finally:
                browser.stop()
                self._wait_remaining_requests()
        self.assertFalse(wrong, "\n" + "\n".join(wrong))

    def _axe(self, browser, path, size, source):
        width, height = size
        browser._websocket_request(
            "Emulation.setDeviceMetricsOverride",
            params={
                "width": width,
                "height": height,
                "deviceScaleFactor": 1,
                "mobile": width < 768,
            },
        )
        browser.navigate_to(urljoin(self.base_url(), path), wait_stop=True)
        self.assertTrue(browser._wait_ready(_READY), f"{path} did not load")
        found = self._evaluate(browser, _RUN % {"source": source})
        wide = self._evaluate(browser, "document.documentElement.scrollWidth")
        if wide > width:
            found.append(
                {
                    "rule": "too-wide",
                    "help": f"the page is {wide} pixels wide",
                    "target": "html",
                    "html": "",
                    "why": "",
                }
            )
        return found

    def _evaluate(self, browser, expression):
        answer = browser._websocket_request(
            "Runtime.evaluate",
            params={
                "expression": expression,
                "awaitPromise": True,
                "returnByValue": True,
            },
            timeout=60,
        )
        self.assertNotIn("exceptionDetails", answer, answer.get("exceptionDetails"))
        return answer["result"]["value"]

    def _unexpected(self, found, but):
        """What is to be reported, as text."""
        excepted = {*STOCK.items(), *but}
        for one in found:
            if any(
                one["rule"] == rule and selector in one["target"]
                for rule, selector in excepted
            ):
                continue
            yield "{rule} at {target}: {help}\n{html}\n{why}".format(**one)
