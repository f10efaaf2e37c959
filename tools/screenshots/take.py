"""Take the pictures; runs in the virtualenv, which has Playwright."""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, Request, sync_playwright

from tools.screenshots.odoo_session import OdooError, Session
from tools.screenshots.shots import SHOTS, Shot

ADMINISTRATOR = "admin"
# Chromium's sandbox needs rights that root and containers lack; it only opens our
# own server here.
CHROMIUM_ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"]
TIMEOUT_MS = 60_000
QUIET_SECONDS = 0.7


class Traffic:
    """The requests of a page that are under way."""

    def __init__(self, page: Page):
        self.page = page
        self.pending: set[Request] = set()
        self.last = time.monotonic()
        page.on("request", self._began)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)

    def _began(self, request: Request) -> None:
        # The bus keeps its worker's request open for as long as the page lives.
        if "/bus/websocket_worker" not in request.url:
            self.pending.add(request)
            self.last = time.monotonic()

    def _ended(self, request: Request) -> None:
        self.pending.discard(request)
        self.last = time.monotonic()

    def settle(self) -> None:
        """Wait until nothing has been asked of the server for a moment."""
        deadline = time.monotonic() + TIMEOUT_MS / 1000
        while self.pending or time.monotonic() - self.last < QUIET_SECONDS:
            if time.monotonic() > deadline:
                raise OdooError(f"no answer from {[r.url for r in self.pending]}")
            self.page.wait_for_timeout(100)


class Photographer:
    """A browser in front of one database."""

    def __init__(self, browser: Browser, url: str, database: str):
        self.browser = browser
        self.url = url
        self.database = database
        self.administrator = self._session(ADMINISTRATOR)

    def take(self, shot: Shot, target: Path, failed: Path) -> None:
        """Take one picture; if that fails, ``failed`` shows what is on the screen."""
        with self.administrator.language_of(shot.user, shot.lang):
            session = self._session(shot.user, viewport=shot.viewport, lang=shot.lang)
            page = session.context.new_page()
            page.set_default_timeout(TIMEOUT_MS)
            try:
                self._pose(page, shot)
            except (Error, OdooError):
                page.screenshot(path=failed)
                raise
            page.screenshot(path=target, animations="disabled", caret="hide")
            session.context.close()

    def _pose(self, page: Page, shot: Shot) -> None:
        def number(match: re.Match) -> str:
            return str(self.administrator.id_of(match[1]))

        crashes: list[Error] = []
        page.on("pageerror", lambda crash: crashes.append(crash))
        traffic = Traffic(page)
        page.goto(self.url + re.sub(r"<([\w.]+)>", number, shot.path))
        traffic.settle()
        shot.steps(page)
        traffic.settle()
        page.evaluate("document.fonts.ready.then(() => true)")
        if crashes:
            raise crashes[0]
        if page.locator(".o_error_dialog").count():
            raise OdooError(page.locator(".o_error_dialog").inner_text())

    def _session(
        self,
        user: str,
        viewport: tuple[int, int] = (1366, 800),
        lang: str = "en_US",
    ) -> Session:
        width, height = viewport
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=width < 768,
            is_mobile=width < 768,
            locale=lang.replace("_", "-"),
            timezone_id="Europe/Paris",
            color_scheme="light",
            reduced_motion="reduce",
            # They would answer from a cache that nobody sees.
            service_workers="block",
        )
        session = Session(context, self.url, self.database)
        session.login(user, user)
        return session


def main(argv: list[str]) -> int:
    """Take the pictures asked for; 1 if one could not be taken."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--database", required=True)
    parser.add_argument("--chromium", required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--failures", type=Path, required=True)
    parser.add_argument("names", nargs="+", choices=SHOTS)
    args = parser.parse_args(argv)

    failures = 0
    args.folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=args.chromium, args=CHROMIUM_ARGS
        )
        try:
            photographer = Photographer(browser, args.url, args.database)
        except (Error, OdooError) as error:
            print(error)
            return 1
        for name in args.names:
            target = args.folder / f"{name}.png"
            failed = args.failures / f"screenshot-{name}.png"
            try:
                photographer.take(SHOTS[name], target, failed)
            except (Error, OdooError) as error:
                failures += 1
                print(f"✗ {name}: {error}")
                print(f"  This is what the screen was: {failed}")
            else:
                print(f"✓ {name}", flush=True)
        browser.close()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
