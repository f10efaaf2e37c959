"""A meeting about a quotation: two colleagues in one call, each in a browser of their
own, and a guest whom one of them lets in. On a real server, with a fake camera.
"""

import re

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.test_two_employees import (  # noqa: F401 (fixtures)
    PATIENCE,
    Employee,
    unlimited_memory,
    url_and_database,
)
from tools.testing.context import Context

CARD = ".o-discuss_meeting-MeetingCard"
IN_CALL = ".o-discuss-CallParticipantCard"
# Sound and picture come through, from one browser to the other.
CONNECTED = f"{IN_CALL} [data-connection-state='connected']"
# As a browser in which people have been asked for camera and microphone, and agreed.
FAKE_CAMERA = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")


@pytest.fixture(scope="module")
def browser():
    """Chromium, with a camera and a microphone."""
    chromium = Context.of_this_run().env.chromium
    assert chromium, "this test needs Chromium"
    with unlimited_memory(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", *FAKE_CAMERA],
        )
        yield browser
        browser.close()


@pytest.fixture
def people(browser, url_and_database):  # noqa: F811
    """Camille, who meets, and Mitchell, who sells."""
    people = [
        Employee(browser, *url_and_database, login) for login in ("camille", "admin")
    ]
    yield people
    for person in people:
        person.session.context.close()


def card(person):
    return person.chat_window.locator(f".o-mail-Message {CARD}").last


def join(person):
    """Press Join, and return the page of the call, which opens by it."""
    with person.session.context.expect_page() as opened:
        card(person).get_by_role("button", name=re.compile("^Join")).click()
    page = opened.value
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: person.errors.append(str(error)))
    return page


def test_from_a_quotation_to_its_summary(browser, people, url_and_database):  # noqa: F811
    camille, mitchell = people
    order_id = mitchell.session.id_of("sale.sale_order_4")
    path = f"/odoo/action-sale.action_orders/{order_id}"

    # One click on the quotation drops the link where its people talk.
    camille.go(path)
    camille.page.locator(".o_discuss_record_meet").click()
    expect(card(camille)).to_contain_text("nobody is in it yet", timeout=PATIENCE)
    mitchell.go(path)
    mitchell.button.click()
    expect(card(mitchell)).to_contain_text("Camille", timeout=PATIENCE)

    # Both go straight in, and see who is there.
    calls = []
    for person in people:
        calls.append(join(person))
        expect(calls[-1].locator(IN_CALL).first).to_be_visible(timeout=PATIENCE)
    for page in calls:
        expect(page.locator(IN_CALL)).to_have_count(2, timeout=PATIENCE)
        expect(page.locator(CONNECTED).first).to_be_attached(timeout=PATIENCE)
    for person in people:
        people_in = card(person).locator("[name='people'] li")
        expect(people_in).to_have_count(2)

    # Whoever has the link from somebody says their name, and waits.
    link = mitchell.session.call(
        "discuss.meeting", "search_read", [], ["url"], limit=1
    )[0]["url"]
    guest = browser.new_context(viewport={"width": 375, "height": 700})
    door = guest.new_page()
    door.set_default_timeout(PATIENCE)
    door.goto(link)
    door.get_by_label("Your name").fill("Lea from Ready Mat")
    door.get_by_role("button", name="Ask to join").click()
    expect(door.locator("main")).to_contain_text("let you in", timeout=PATIENCE)

    # The one who is in the call lets them in there, by a click.
    asking = calls[0].locator(".o_notification", has_text="Lea from Ready Mat")
    expect(asking).to_be_visible()
    asking.get_by_role("button", name="Admit").click()
    door.wait_for_url(re.compile("/discuss/channel/"), timeout=PATIENCE)
    door.get_by_role("button", name=re.compile("Join", re.I)).first.click()
    for page in calls:
        expect(page.locator(IN_CALL)).to_have_count(3, timeout=PATIENCE)
    guests = card(camille).locator("[name='people'] li", has_text="guest")
    expect(guests).to_have_text(re.compile("Lea from Ready Mat"))

    # They are in the call and nowhere else.
    channel_id = mitchell.session.call(
        "sale.order", "read", [order_id], ["team_channel_id"]
    )[0]["team_channel_id"][0]
    answer = door.request.get(f"{mitchell.session.url}/discuss/channel/{channel_id}")
    assert answer.status == 404

    # Its host ends it for everybody, and is asked what came of it.
    card(camille).get_by_role("button", name=re.compile("More about")).click()
    camille.page.locator(".o-dropdown-item[name='end']").click()
    camille.page.locator(".modal-footer .btn-danger").click()
    expect(card(camille)).to_contain_text("Lea from Ready Mat (guest)")
    asked = camille.chat_window.locator(
        ".o-mail-NotificationMessage", has_text="what came of it"
    ).last
    asked.get_by_role("button", name="Write the Summary").click(timeout=PATIENCE)
    form = camille.page.locator(".modal .o_form_view")
    form.locator("[name='decisions'] textarea").fill("We deliver on Thursday.")
    camille.page.get_by_role("button", name="Post the Summary").click()

    # The colleague reads it at once, and finds it on the quotation.
    expect(mitchell.chat_window).to_contain_text("We deliver on Thursday.")
    mitchell.go(path)
    expect(mitchell.page.locator(".o-mail-Chatter")).to_contain_text(
        "We deliver on Thursday.", timeout=PATIENCE
    )
    for person in people:
        assert not person.errors
    guest.close()
