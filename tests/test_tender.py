"""A tender, from the opportunity to the paid order and the finished project: whatever
record one looks at, it is one conversation."""

import pytest
from playwright.sync_api import expect

from tests.test_two_employees import (  # noqa: F401 (fixtures)
    PATIENCE,
    Employee,
    browser,
    url_and_database,
)
from tools.screenshots.odoo_session import OdooError

ASKED = "Nine classrooms, before the school year begins"


class Seller(Employee):
    """Somebody who leads the deal, and looks at one of its records after the other."""

    def look_at(self, model, record_id):
        self.go(f"/odoo/{model}/{record_id}")
        expect(self.button).to_be_visible(timeout=PATIENCE)

    def press(self, name):
        self.page.locator(f".o_form_view button[name='{name}']").first.click()

    def choose(self, field, text):
        widget = self.page.locator(f".o_form_view .o_field_widget[name='{field}']")
        widget.locator("input").fill(text)
        self.page.locator(".o-autocomplete--dropdown-item", has_text=text).first.click()

    def field(self, model, record_id, name):
        """A field of a record, as the database has it; the id of what it leads to."""
        ((value,),) = (
            [
                [row[name]]
                for row in self.session.call(model, "read", [record_id], [name])
            ],
        )
        return value[0][0] if isinstance(value[0], list) else value[0]


@pytest.fixture
def people(browser, url_and_database):  # noqa: F811
    """Camille, who leads the deal; Hugo, who works on it; and who keeps the books."""
    people = [
        kind(browser, *url_and_database, login)
        for kind, login in ((Seller, "camille"), (Seller, "hugo"), (Employee, "admin"))
    ]
    yield people
    for person in people:
        person.session.context.close()


def make_service(administrator):
    """What is sold: its order makes a project with a task."""
    return administrator.session.call(
        "product.product",
        "create",
        {
            "name": "Fitting out",
            "type": "service",
            "invoice_policy": "order",
            "list_price": 84_000,
            "service_tracking": "task_in_project",
            "taxes_id": [(5,)],
        },
    )


def invoice_and_take_payment(bookkeeper, order_id):
    """What happens in Invoicing, as its buttons do it."""
    call = bookkeeper.session.call
    about = {"active_model": "sale.order", "active_ids": [order_id]}
    wizard = call("sale.advance.payment.inv", "create", {}, context=about)
    call("sale.advance.payment.inv", "create_invoices", [wizard], context=about)
    (order,) = call("sale.order", "read", [order_id], ["invoice_ids"])
    call("account.move", "action_post", order["invoice_ids"])
    paid = {"active_model": "account.move", "active_ids": order["invoice_ids"]}
    payment = call("account.payment.register", "create", {}, context=paid)
    call("account.payment.register", "action_create_payments", [payment], context=paid)


def test_one_conversation_all_along(people):
    camille, hugo, mitchell = people
    make_service(mitchell)
    customer_id = mitchell.session.id_of("base.res_partner_4")
    lead_id = camille.session.call(
        "crm.lead",
        "create",
        {
            "type": "opportunity",
            "name": "School furniture",
            "partner_id": customer_id,
            "description": ASKED,
            "user_id": mitchell.session.id_of("entente.user_camille_demo"),
        },
    )

    # Tagged as a tender, the opportunity has its channel by itself.
    camille.look_at("crm.lead", lead_id)
    camille.choose("tag_ids", "Tender")
    camille.button.click()
    expect(camille.chat_window).to_contain_text("What is asked", timeout=PATIENCE)
    expect(camille.chat_window).to_contain_text(ASKED)
    camille.say("Who knows somebody at the school?")
    expect(camille.chat_window).to_contain_text("Who knows somebody at the school?")
    channel_id = camille.field("crm.lead", lead_id, "team_channel_id")

    # It is for those who were named, though Hugo reads the opportunity.
    with pytest.raises(OdooError, match="invit"):
        hugo.session.call("crm.lead", "open_team_channel", [lead_id])

    # The quotation goes on with the same conversation.
    camille.press("action_sale_quotations_new")
    lines = camille.page.locator(".o_field_widget[name='order_line']")
    lines.get_by_text("Add a product").click()
    lines.locator(".o_selected_row input").first.fill("Fitting out")
    camille.page.locator(
        ".o-autocomplete--dropdown-item", has_text="Fitting out"
    ).first.click()
    # A quotation without its product is not saved.
    expect(lines.locator(".o_selected_row")).to_contain_text("84,000.00")
    camille.page.locator(".o_form_button_save").click()
    expect(camille.page.locator(".o_form_saved")).to_be_visible()
    (order_id,) = camille.session.call(
        "sale.order", "search", [("opportunity_id", "=", lead_id)]
    )
    camille.look_at("sale.order", order_id)
    camille.button.click()
    expect(camille.chat_window).to_contain_text("Who knows somebody at the school?")
    header = camille.chat_window.locator(".o_discuss_record_header")
    for name in ("School furniture", "Quotation"):
        expect(header).to_contain_text(name)

    # What happens to it stands in the conversation; the project goes on with it.
    camille.press("action_confirm")
    expect(camille.chat_window).to_contain_text("Confirmed", timeout=PATIENCE)
    project_id = camille.field("sale.order", order_id, "project_ids")
    task_id = camille.field("sale.order", order_id, "tasks_ids")
    invoice_and_take_payment(mitchell, order_id)
    for what in ("Invoiced", "Paid"):
        expect(camille.chat_window).to_contain_text(what)
    camille.look_at("project.project", project_id)
    camille.button.click()
    expect(camille.chat_window).to_contain_text("Who knows somebody at the school?")
    camille.say("All is delivered, and they are happy.")

    # One channel of four records, which closes when the last of them is over.
    records = (
        ("crm.lead", lead_id),
        ("sale.order", order_id),
        ("project.project", project_id),
        ("project.task", task_id),
    )
    for model, record_id in records:
        assert camille.field(model, record_id, "team_channel_id") == channel_id
    expect(camille.chat_window.locator(".o_discuss_record_header")).to_contain_text(
        "Project"
    )
    camille.session.call("crm.lead", "action_set_won", [lead_id])
    camille.session.call("project.task", "write", [task_id], {"state": "1_done"})
    camille.session.call(
        "project.update",
        "create",
        {"name": "Delivered", "project_id": project_id, "status": "done"},
    )
    expect(camille.chat_window).to_contain_text("Reopen")
    (channel,) = camille.session.call(
        "discuss.channel", "read", [channel_id], ["is_closed", "outcome"]
    )
    assert channel["is_closed"]
    assert channel["outcome"]

    # Nobody had a mail from it.
    assert not mitchell.session.call(
        "mail.mail", "search_count", [("model", "=", "discuss.channel")]
    )
    for person in (camille, hugo, mitchell):
        assert not person.errors
