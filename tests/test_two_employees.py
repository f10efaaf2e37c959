"""Two employees and a quotation, each in a browser of their own, on a real server."""

import contextlib
import re
import resource

import pytest
from playwright.sync_api import expect, sync_playwright

from tools import cache, serving, throwaway
from tools.console import Console
from tools.screenshots.odoo_session import Session
from tools.testing.context import Context

PATIENCE = 60_000  # milliseconds; the first page of a server builds assets
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def url_and_database():
    """An Odoo with the demo, serving pages and websockets."""
    context = Context.of_this_run()
    console = Console(cache.logs)
    env, server = context.env, context.server
    with throwaway.copy_of(
        console, env, server, context.suite_template, "story"
    ) as database:
        port = serving.free_port(console, 8169)
        with serving.served(console, env, server, database, port):
            yield f"http://{serving.HOST}:{port}", database


@contextlib.contextmanager
def unlimited_memory():
    """Odoo limits the addresses of its process, of which Chromium reserves many."""
    limits = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limits[1], limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)


@pytest.fixture(scope="module")
def browser():
    """The Chromium that the tests run in."""
    chromium = Context.of_this_run().env.chromium
    assert chromium, "this test needs Chromium"
    with unlimited_memory(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


class Employee:
    """Somebody at their screen."""

    def __init__(self, browser, url, database, login):
        context = browser.new_context(viewport={"width": 1366, "height": 800})
        self.session = Session(context, url, database)
        self.session.login(login, login)
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def go(self, path):
        self.page.goto(f"{self.session.url}{path}")
        expect(self.page.locator(".o_web_client")).to_be_visible(timeout=PATIENCE)
        # What must go on without a reload: a reload would forget this.
        self.page.evaluate("window.neverReloaded = true")

    @property
    def button(self):
        return self.page.locator(".o_form_view .o_discuss_record_button")

    @property
    def unread(self):
        return self.button.locator(".o_discuss_record_unread")

    @property
    def chat_window(self):
        return self.page.locator(".o-mail-ChatWindow")

    def say(self, text):
        self.chat_window.locator(".o-mail-Composer-input").fill(text)
        self.chat_window.locator(".o-mail-Composer-input").press("Enter")

    def check_untroubled(self):
        assert self.page.evaluate("window.neverReloaded"), "the page was reloaded"
        assert not self.errors


@pytest.fixture
def people(browser, url_and_database):
    """The salesperson of a quotation and a colleague, both looking at it."""
    camille = Employee(browser, *url_and_database, "camille")
    mitchell = Employee(browser, *url_and_database, "admin")
    order_id = mitchell.session.id_of("sale.sale_order_3")
    for person in (camille, mitchell):
        person.go(f"/odoo/action-sale.action_orders/{order_id}")
        expect(person.button).to_be_visible(timeout=PATIENCE)
    yield camille, mitchell
    for person in (camille, mitchell):
        person.session.context.close()


def test_a_message_each_way(people):
    camille, mitchell = people
    expect(mitchell.unread).to_have_count(0)

    # Nobody has talked about this quotation yet: the first who wants to does.
    camille.button.click()
    header = camille.chat_window.locator(".o_discuss_record_header")
    expect(header).to_contain_text("S00003", timeout=PATIENCE)
    expect(header).to_contain_text("Ready Mat")
    camille.say("Can we deliver this before Friday?")

    # The salesperson sees it on the quotation, uninterrupted.
    expect(mitchell.unread).to_have_text("1")
    expect(mitchell.chat_window).to_have_count(0)
    expect(mitchell.page.locator(".o-mail-ChatBubble")).to_have_count(0)
    camille.say("They asked by phone.")
    expect(mitchell.unread).to_have_text("2")

    # Reading clears the count.
    mitchell.button.click()
    expect(mitchell.chat_window).to_contain_text("Can we deliver this before Friday?")
    expect(mitchell.unread).to_have_count(0)

    # The answer arrives in the window that the colleague has open.
    mitchell.say("Yes, on Thursday morning.")
    expect(camille.chat_window).to_contain_text("Yes, on Thursday morning.")

    # Out of sight, it is counted on the quotation, and read again.
    camille.chat_window.get_by_role("button", name=re.compile("Close")).first.click()
    expect(camille.chat_window).to_have_count(0)
    mitchell.say("I have told the workshop.")
    expect(camille.unread).to_have_text("1")
    camille.button.click()
    expect(camille.chat_window).to_contain_text("I have told the workshop.")
    expect(camille.unread).to_have_count(0)

    for person in people:
        person.check_untroubled()


def test_found_in_discuss_below_its_theme(people):
    camille, mitchell = people
    camille.button.click()
    expect(camille.chat_window).to_be_visible()
    mitchell.go("/odoo/discuss")
    sidebar = mitchell.page.locator(".o-mail-DiscussSidebar")
    theme = sidebar.locator(".o-mail-DiscussSidebarCategory", has_text="Sales")
    channel = sidebar.locator(".o-mail-DiscussSidebarChannel", has_text="S00003")
    expect(theme).to_be_visible(timeout=PATIENCE)
    expect(channel).to_be_visible()
    assert theme.bounding_box()["y"] < channel.bounding_box()["y"]
    camille.say("One more thing.")
    expect(channel).to_contain_text("1")
    channel.click()
    content = mitchell.page.locator(".o-mail-DiscussContent")
    expect(content).to_contain_text("One more thing.")
    content.locator(".o_discuss_record_header").get_by_text("S00003").click()
    expect(mitchell.button).to_be_visible()
    for person in people:
        assert not person.errors


def test_pressed_by_two_at_once(people):
    """Both ask for the discussion of a quotation that has none: they get the same."""
    order_id = people[1].session.id_of("sale.sale_order_5")
    ask = """(id) => {
        window.answer = fetch("/web/dataset/call_kw/sale.order/open_team_channel", {
            method: "POST",
            headers: {"Content-Type": "application/json"},
            body: JSON.stringify({
                params: {
                    model: "sale.order",
                    method: "open_team_channel",
                    args: [[id]],
                    kwargs: {},
                },
            }),
        }).then((response) => response.json());
    }"""
    for person in people:
        person.page.evaluate(ask, order_id)
    answers = [person.page.evaluate("window.answer") for person in people]
    assert all("result" in answer for answer in answers), answers
    assert answers[0]["result"] == answers[1]["result"]
    found = people[1].session.call(
        "discuss.channel", "search_count", [("name", "=like", "S00005%")]
    )
    assert found == 1


def test_deleted_while_it_is_discussed(people):
    """The conversation is still there for who has it open, and says what happened."""
    camille, mitchell = people
    partner_id = mitchell.session.id_of("base.res_partner_4")
    order_id = mitchell.session.call("sale.order", "create", {"partner_id": partner_id})
    camille.go(f"/odoo/sale.order/{order_id}")
    camille.button.click()
    camille.say("Is this still wanted?")
    expect(camille.chat_window).to_contain_text("Is this still wanted?")
    mitchell.session.call("sale.order", "unlink", [order_id])
    expect(camille.chat_window).to_contain_text("was deleted by Mitchell Admin")
    expect(camille.chat_window).to_contain_text("Is this still wanted?")
    expect(camille.chat_window).to_contain_text("Reopen")
    assert not camille.errors
