"""Access follows the record, while people work: who changes team, and who works in
one company of two. On a real server, for what is decided must be committed."""

import pytest
from playwright.sync_api import expect

from tests.test_two_employees import (  # noqa: F401 (fixtures)
    PATIENCE,
    Employee,
    browser,
    url_and_database,
)
from tools.screenshots.odoo_session import OdooError


@pytest.fixture
def administrator(browser, url_and_database):  # noqa: F811
    person = Employee(browser, *url_and_database, "admin")
    yield person.session
    person.session.context.close()


def new_salesperson(administrator, login, **values):
    """Somebody who sells, and sees their own documents alone, if no rule says more."""
    return administrator.call(
        "res.users",
        "create",
        {
            "name": login.title(),
            "login": login,
            "password": login,
            "group_ids": [(4, administrator.id_of("sales_team.group_sale_salesman"))],
            **values,
        },
        context={"no_reset_password": True},
    )


def new_order(administrator, **values):
    partner_id = administrator.id_of("base.res_partner_4")
    return administrator.call(
        "sale.order", "create", {"partner_id": partner_id, **values}
    )


def say(session, channel_id, text):
    session.call(
        "discuss.channel",
        "message_post",
        [channel_id],
        body=text,
        message_type="comment",
        subtype_xmlid="mail.mt_comment",
    )


def test_salesperson_changes_team(browser, url_and_database, administrator):  # noqa: F811
    """Where a rule opens the quotations of one's team, changing team takes one out of
    their conversations: at once, and on the screen."""
    nadia_id = new_salesperson(administrator, "nadia")
    north_id, south_id = (
        administrator.call("crm.team", "create", {"name": name})
        for name in ("North", "South")
    )
    membership_id = administrator.call(
        "crm.team.member", "create", {"user_id": nadia_id, "crm_team_id": north_id}
    )
    administrator.call(
        "ir.rule",
        "create",
        {
            "name": "Quotations of one's team",
            "model_id": administrator.id_of("sale.model_sale_order"),
            "domain_force": "[('team_id.member_ids', 'in', user.ids)]",
            "groups": [(4, administrator.id_of("sales_team.group_sale_salesman"))],
        },
    )
    order_id = new_order(
        administrator,
        team_id=north_id,
        user_id=administrator.id_of("base.user_admin"),
    )
    nadia = Employee(browser, url_and_database[0], url_and_database[1], "nadia")
    channel_id = nadia.session.call("sale.order", "open_team_channel", [order_id])
    nadia.go("/odoo/discuss")
    sidebar = nadia.page.locator(".o-mail-DiscussSidebar")
    (channel,) = nadia.session.call("discuss.channel", "read", [channel_id], ["name"])
    listed = sidebar.locator(".o-mail-DiscussSidebarChannel", has_text=channel["name"])
    expect(listed).to_be_visible(timeout=PATIENCE)
    # what happens comes to her screen from here on
    say(administrator, channel_id, "Welcome in the north")
    expect(listed).to_contain_text("1")

    administrator.call("crm.team.member", "write", [membership_id], {"active": False})
    administrator.call(
        "crm.team.member", "create", {"user_id": nadia_id, "crm_team_id": south_id}
    )
    expect(listed).to_have_count(0)
    with pytest.raises(OdooError):
        nadia.session.call("sale.order", "open_team_channel", [order_id])
    with pytest.raises(OdooError):
        nadia.session.call("discuss.channel", "read", [channel_id], ["name"])
    (departure,) = administrator.call(
        "discuss.record.departure",
        "search_read",
        [("channel_id", "=", channel_id)],
        ["partner_id", "reason", "record_names"],
    )
    assert departure["partner_id"][1] == "Nadia"
    assert departure["reason"] == "team"
    assert channel["name"].split()[0] in departure["record_names"]
    nadia.check_untroubled()
    nadia.session.context.close()


def test_two_companies(browser, url_and_database, administrator):  # noqa: F811
    """A conversation is that of its record's company; whoever works in both keeps it,
    whichever of the two they have switched on."""
    here_id = administrator.id_of("base.main_company")
    there_id = administrator.call("res.company", "create", {"name": "Sister company"})
    administrator.call(
        "res.users",
        "write",
        [administrator.id_of("base.user_admin")],
        {"company_ids": [(4, there_id)]},
    )
    all_documents = administrator.id_of("sales_team.group_sale_salesman_all_leads")
    for login, company_ids in (("otto", [here_id]), ("bice", [here_id, there_id])):
        new_salesperson(
            administrator,
            login,
            company_id=here_id,
            company_ids=[(6, 0, company_ids)],
            group_ids=[(4, all_documents)],
        )
    order_id = administrator.call(
        "sale.order",
        "create",
        {
            "partner_id": administrator.id_of("base.res_partner_4"),
            "company_id": there_id,
        },
        context={"allowed_company_ids": [there_id]},
    )
    otto, bice = (
        Employee(browser, *url_and_database, login) for login in ("otto", "bice")
    )
    with pytest.raises(OdooError):
        otto.session.call("sale.order", "open_team_channel", [order_id])
    channel_id = bice.session.call(
        "sale.order",
        "open_team_channel",
        [order_id],
        context={"allowed_company_ids": [there_id]},
    )
    say(bice.session, channel_id, "Said in the sister company")
    # at home, with the other company switched off
    bice.go(f"/odoo/discuss?active_id=discuss.channel_{channel_id}")
    content = bice.page.locator(".o-mail-DiscussContent")
    expect(content).to_contain_text("Said in the sister company", timeout=PATIENCE)
    expect(content.locator(".o_discuss_record_header")).to_contain_text("Ready Mat")
    with pytest.raises(OdooError):
        otto.session.call("discuss.channel", "read", [channel_id], ["name"])

    # Who loses the company loses the conversation.
    administrator.call(
        "res.users",
        "write",
        [bice.session.call("res.users", "search", [("login", "=", "bice")])[0]],
        {"company_ids": [(3, there_id)]},
    )
    with pytest.raises(OdooError):
        bice.session.call("discuss.channel", "read", [channel_id], ["name"])
    (departure,) = administrator.call(
        "discuss.record.departure",
        "search_read",
        [("channel_id", "=", channel_id)],
        ["reason"],
    )
    assert departure["reason"] == "company"
    for person in (otto, bice):
        assert not person.errors
        person.session.context.close()
