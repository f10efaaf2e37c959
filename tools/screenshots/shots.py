"""The pictures, and the clicks that lead to each.

The name of a function is the name of its picture, ``docs/images/<name>.png``. It gets
Playwright's page, already at the path and in the language that its decorator says,
and leaves it as it shall be seen. ``<module.name>`` in a path stands for the id of
the record that has this external identifier.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

DESKTOP = (1366, 800)
PHONE = (375, 812)

#: Passwords of the demo users are their logins.
EMPLOYEE = "demo"
CUSTOMER = "portal"


@dataclass(frozen=True)
class Shot:
    """A picture: who looks at what, on which screen, in which language."""

    path: str
    user: str
    viewport: tuple[int, int]
    lang: str
    steps: Callable[[Page], None]


SHOTS: dict[str, Shot] = {}


def shot(
    path: str,
    *,
    user: str = EMPLOYEE,
    viewport: tuple[int, int] = DESKTOP,
    lang: str = "en_US",
) -> Callable:
    """Declare a picture; the function decorated makes the last steps to it."""

    def declare(steps: Callable[[Page], None]) -> Callable[[Page], None]:
        SHOTS[steps.__name__] = Shot(path, user, viewport, lang, steps)
        return steps

    return declare


@shot("/odoo/sales/<sale.sale_order_1>")
def quotation(page: Page) -> None:
    """A quotation with its conversation beside it."""
    page.locator(".o_discuss_record_button").click()
    page.locator(".o-mail-ChatWindow .o-mail-Message").last.wait_for()


def open_channel_of_quotation(page: Page) -> None:
    """Choose the channel of that quotation in the list of Discuss."""
    page.locator(".o-mail-DiscussSidebarChannel", has_text="S00001").click()
    page.locator(".o-mail-DiscussContent .o-mail-Message").last.wait_for()


@shot("/odoo/discuss")
def discuss(page: Page) -> None:
    """Channels in the order of their themes, one of them open."""
    open_channel_of_quotation(page)


@shot("/odoo/discuss", lang="fr_FR")
def discuss_fr(page: Page) -> None:
    """The same in French."""
    open_channel_of_quotation(page)


@shot("/odoo/discuss", viewport=PHONE)
def discuss_phone(page: Page) -> None:
    """The latest conversations, on a phone."""
    page.locator(".o-mail-MessagingMenu .o-mail-NotificationItem").first.wait_for()


@shot("/odoo/channels")
def channels(page: Page) -> None:
    """All channels that one may see, by theme."""
    page.locator(".o-discuss_catalogue-Row").last.wait_for()


@shot("/my", user=CUSTOMER)
def customer(page: Page) -> None:
    """What a customer finds in their space."""
    page.locator(".o_portal_my_home").wait_for()
