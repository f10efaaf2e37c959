"""A person logged in to Odoo: their browser and their calls to the server."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext

# How Odoo's login form carries its token against forged requests.
CSRF_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class OdooError(Exception):
    """The server refused something."""


class Session:
    """What one user does in one browser context, on one database."""

    def __init__(self, context: BrowserContext, url: str, database: str):
        self.context = context
        self.url = url
        self.database = database

    def login(self, user: str, password: str) -> None:
        """Log in as the login form does."""
        address = f"{self.url}/web/login?{urlencode({'db': self.database})}"
        page = self.context.request.get(address)
        if not page.ok or not (token := CSRF_TOKEN.search(page.text())):
            raise OdooError(f"{address} shows no login form (status {page.status})")
        form = {
            "csrf_token": unescape(token.group(1)),
            "login": user,
            "password": password,
        }
        answer = self.context.request.post(f"{self.url}/web/login", form=form)
        if not answer.ok or answer.url.partition("?")[0].endswith("/web/login"):
            raise OdooError(f"{user} can't log in to {self.database} at {self.url}")

    def call(self, model: str, method: str, *args, **kwargs):
        """Call a public method, as the web client does."""
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        answer = self.context.request.post(
            f"{self.url}/web/dataset/call_kw/{model}/{method}",
            data={"jsonrpc": "2.0", "method": "call", "params": params},
            timeout=180_000,
        ).json()
        if error := answer.get("error"):
            raise OdooError(error["data"]["message"])
        # a method that returns nothing leaves it out
        return answer.get("result")

    def id_of(self, external_id: str) -> int:
        """The id of a record known by its external identifier."""
        module, _dot, name = external_id.partition(".")
        domain = [("module", "=", module), ("name", "=", name)]
        found = self.call("ir.model.data", "search_read", domain, ["res_id"])
        if not found:
            raise OdooError(f"{self.database} has no record {external_id}")
        return found[0]["res_id"]

    def install_language(self, code: str) -> None:
        """Make a language available, with its translations, if it is not yet."""
        if self.call("res.lang", "search_count", [("code", "=", code)]):
            return
        (lang,) = self.call(
            "res.lang",
            "search",
            [("code", "=", code)],
            context={"active_test": False},
        )
        wizard = self.call(
            "base.language.install", "create", {"lang_ids": [(6, 0, [lang])]}
        )
        self.call("base.language.install", "lang_install", [wizard])

    @contextlib.contextmanager
    def language_of(self, login: str, code: str) -> Iterator[None]:
        """Let a user work in a language for a while."""
        self.install_language(code)
        (user,) = self.call(
            "res.users", "search_read", [("login", "=", login)], ["lang"]
        )
        self.call("res.users", "write", [user["id"]], {"lang": code})
        try:
            yield
        finally:
            self.call("res.users", "write", [user["id"]], {"lang": user["lang"]})
