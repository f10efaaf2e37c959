"""A browser in front of the servers that are measured; runs in the virtualenv, which
has Playwright.

It is told what to do in lines of JSON, and answers each with one.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tools.screenshots.odoo_session import Session
from tools.screenshots.take import CHROMIUM_ARGS

# Stock takes long to show a thousand channels.
PATIENCE_MS = 300_000
POLLING_MS = 500
SHOWN_WITHIN_MS = 60_000
IS_THERE = "(selector) => Boolean(document.querySelector(selector))"
# A list of ten thousand channels asks for as many pictures, which would keep the server
# from what is measured for minutes.
NO_PICTURES = "--blink-settings=imagesEnabled=false"
# When the element shows something else than now, or the text that is looked for: the
# moment in which it is drawn.
WATCH = """([selector, text, within]) => {
    let element;
    const read = () => {
        if (!element?.isConnected) {
            // among thousands, not to be looked for each time
            element = document.querySelector(selector);
        }
        return element?.textContent ?? "";
    };
    const before = read();
    const isThere = () => (text ? read().includes(text) : read() !== before);
    window.benchShown = new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`${selector} showed nothing new`)), within);
        const observer = new MutationObserver(() => {
            if (isThere()) {
                observer.disconnect();
                requestAnimationFrame(() => resolve(Date.now()));
            }
        });
        observer.observe(document.body, {
            characterData: true,
            childList: true,
            subtree: true,
        });
    });
}"""


class Pages:
    """The pages that are open, by the login of who looks at them."""

    def __init__(self, browser: Browser):
        self._browser = browser
        self._pages: dict[str, Page] = {}

    def open(
        self,
        login: str,
        password: str,
        url: str,
        database: str,
        path: str,
        selectors: list[str],
    ) -> None:
        """Show a page to somebody, until all of the elements are there."""
        context = self._browser.new_context(viewport={"width": 1366, "height": 800})
        context.set_default_timeout(PATIENCE_MS)
        Session(context, url, database).login(login, password)
        page = self._pages[login] = context.new_page()
        page.goto(f"{url}{path}")
        for selector in selectors:
            # Not by Playwright's own selectors, which take seconds among thousands
            page.wait_for_function(IS_THERE, arg=selector, polling=POLLING_MS)

    def watch(self, login: str, selector: str, text: str | None) -> None:
        """Look at an element from now on."""
        self._pages[login].evaluate(WATCH, [selector, text, SHOWN_WITHIN_MS])

    def shown(self, login: str) -> float:
        """Return when it showed what `watch` waits for, in seconds since 1970."""
        return self._pages[login].evaluate("window.benchShown") / 1000


def main(chromium: str) -> None:
    """Do what is asked for until there is nothing more."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=[*CHROMIUM_ARGS, NO_PICTURES]
        )
        pages = Pages(browser)
        for line in sys.stdin:
            print(json.dumps(_answer(pages, *json.loads(line))), flush=True)
        browser.close()


def _answer(pages: Pages, method: str, arguments: dict[str, Any]) -> list[Any]:
    try:
        return [getattr(pages, method)(**arguments), None]
    except Exception as error:
        return [None, f"{type(error).__name__}: {error}"]


if __name__ == "__main__":
    main(sys.argv[1])
