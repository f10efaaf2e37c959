"""What rules open along a deal, on a real server: one conversation for an opportunity,
its quotations, the order, the project and its tasks; and a private one stays private,
whatever people make out of the opportunity."""

from types import SimpleNamespace

import pytest

from tests.test_deal_at_once import Employee
from tests.test_two_employees import url_and_database  # noqa: F401 (fixture)


@pytest.fixture
def people(url_and_database):  # noqa: F811
    place = SimpleNamespace(url=url_and_database[0], _database=url_and_database[1])
    return [Employee(place, login) for login in ("admin", "camille", "hugo")]


@pytest.fixture
def customer_id(people):
    return people[0].id_of("base.res_partner_4")


@pytest.fixture
def rule(people):
    """Set up a rule, which is gone after the test."""
    mitchell, *_others = people
    rule_ids = []

    def set_up(**values):
        values = {"name": "Of a test", **values}
        rule_ids.append(mitchell.call("discuss.record.rule", "create", values))
        return rule_ids[-1]

    yield set_up
    (*rules,) = mitchell.call(
        "discuss.record.rule", "read", rule_ids, ["error_count", "last_error"]
    )
    mitchell.call("discuss.record.rule", "unlink", rule_ids)
    for values in rules:
        assert not values["error_count"], values["last_error"]


def new_order(person, customer_id, product_id, **values):
    return person.call(
        "sale.order",
        "create",
        {
            "partner_id": customer_id,
            "order_line": [(0, 0, {"product_id": product_id})],
            **values,
        },
    )


def new_service(person):
    """What is sold: its order makes a project with a task."""
    values = {
        "name": "Fitting out",
        "type": "service",
        "service_tracking": "task_in_project",
    }
    return person.call("product.product", "create", values)


def made_by(person, order_id):
    """The project and the task that the order made."""
    names = ["project_ids", "tasks_ids"]
    (order,) = person.call("sale.order", "read", [order_id], names)
    ((project_id,), (task_id,)) = order["project_ids"], order["tasks_ids"]
    return ("project.project", project_id), ("project.task", task_id)


def refused(person, model, record_id, method="open_team_channel"):
    with pytest.raises(AssertionError, match="invit"):
        person.call(model, method, [record_id])


def test_private_tender_stays_private(people, customer_id):
    """Hugo reads the opportunity and was not named. Neither a quotation of his nor a
    task that he takes over leads him into the conversation."""
    mitchell, camille, hugo = people
    lead_id = mitchell.call(
        "crm.lead",
        "create",
        {
            "type": "opportunity",
            "name": "A tender that stays private",
            "user_id": camille.uid,
            "tag_ids": [(4, mitchell.id_of("crm_discuss_record_rule.tag_tender"))],
        },
    )
    channel_id = camille.open_channel("crm.lead", lead_id)
    camille.post(channel_id, "What we ask for it")
    assert hugo.call("crm.lead", "read", [lead_id], ["name"])

    service_id = new_service(mitchell)
    mine = new_order(
        hugo, customer_id, service_id, opportunity_id=lead_id, user_id=hugo.uid
    )
    order_id = new_order(
        camille, customer_id, service_id, opportunity_id=lead_id, user_id=camille.uid
    )
    camille.call("sale.order", "action_confirm", [order_id])
    project, task = made_by(camille, order_id)
    hugo.call(*task[:1], "write", [task[1]], {"user_ids": [(4, hugo.uid)]})
    shared = [("crm.lead", lead_id), ("sale.order", mine), project, task]
    for model, record_id in shared:
        assert mitchell.channel_of(model, record_id) == channel_id
        refused(hugo, model, record_id)
    for model, record_id in shared[1:]:
        if model != "project.project":  # which is not Hugo's to write
            refused(hugo, model, record_id, "open_own_channel")
    # what he did stands there, and he may know that; what others said, he may not
    read = "".join(hugo.bodies_in(channel_id))
    assert "What we ask" not in read
    assert "What is asked" not in read
    members = [
        ("channel_id", "=", channel_id),
        ("partner_id.user_ids", "in", [hugo.uid]),
    ]
    assert not camille.call("discuss.channel.member", "search_count", members)
    for method in ("channel_join", "get_record_headers"):
        with pytest.raises(AssertionError):
            hugo.call("discuss.channel", method, [channel_id])

    # Who belongs there enters, from whatever record; and who manages the response next.
    for model, record_id in shared:
        assert camille.open_channel(model, record_id) == channel_id
    camille.call("crm.lead", "write", [lead_id], {"user_id": hugo.uid})
    assert camille.call("discuss.channel.member", "search_count", members)
    assert hugo.open_channel("sale.order", mine) == channel_id


def test_quotations_that_are_made_together(people, customer_id, rule):
    mitchell, camille, _hugo = people
    rule(model="sale.order", message="Opened by a rule")
    lead_id = camille.new_lead("Two offers at once")
    values = {
        "partner_id": customer_id,
        "opportunity_id": lead_id,
    }
    orders = camille.call("sale.order", "create", [values, values])
    channel_id = mitchell.channel_of("crm.lead", lead_id)
    assert channel_id
    for order_id in orders:
        assert mitchell.channel_of("sale.order", order_id) == channel_id
    said = "".join(camille.bodies_in(channel_id))
    assert said.count("Opened by a rule") == 1


def test_order_that_makes_a_project(people, customer_id, rule):
    """The project and its task are there before the rule acts."""
    mitchell, camille, _hugo = people
    rule(model="sale.order", trigger="stage", value_key="sale.order,sale")
    lead_id = camille.new_lead("An order with a project")
    order_id = new_order(
        camille, customer_id, new_service(mitchell), opportunity_id=lead_id
    )
    assert not mitchell.channel_of("sale.order", order_id)
    camille.call("sale.order", "action_confirm", [order_id])
    channel_id = mitchell.channel_of("sale.order", order_id)
    assert channel_id
    for model, record_id in (("crm.lead", lead_id), *made_by(camille, order_id)):
        assert mitchell.channel_of(model, record_id) == channel_id
