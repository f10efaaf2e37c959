"""Two people, or a person and a rule, who do the same to a deal at the same moment, on
a real server: one conversation, nothing lost, no error."""

from types import SimpleNamespace

import pytest

from tests.test_reliable_post import Person, at_once
from tests.test_two_employees import url_and_database  # noqa: F401 (fixture)


class Employee(Person):
    def call(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.rpc(f"/web/dataset/call_kw/{model}/{method}", **params)

    def id_of(self, external_id):
        module, _dot, name = external_id.partition(".")
        domain = [("module", "=", module), ("name", "=", name)]
        (found,) = self.call("ir.model.data", "search_read", domain, ["res_id"])
        return found["res_id"]

    def new_lead(self, name):
        values = {"name": name, "type": "opportunity", "user_id": self.uid}
        return self.call("crm.lead", "create", values)

    @property
    def uid(self):
        return self.rpc("/web/session/get_session_info")["uid"]

    def open_channel(self, model, record_id):
        return self.call(model, "open_team_channel", [record_id])

    def channel_of(self, model, record_id):
        (values,) = self.call(model, "read", [record_id], ["team_channel_id"])
        return values["team_channel_id"] and values["team_channel_id"][0]

    def bodies_in(self, channel_id):
        domain = [("model", "=", "discuss.channel"), ("res_id", "=", channel_id)]
        messages = self.call("mail.message", "search_read", domain, ["body"])
        return [message["body"] for message in messages]


@pytest.fixture
def people(url_and_database):  # noqa: F811
    place = SimpleNamespace(url=url_and_database[0], _database=url_and_database[1])
    return Employee(place, "admin"), Employee(place, "camille")


def test_rule_and_person(people):
    """A rule opens the channel of an opportunity while somebody opens it by hand."""
    mitchell, camille = people
    tag_id = mitchell.call("crm.tag", "create", {"name": "At once"})
    mitchell.call(
        "discuss.record.rule",
        "create",
        {
            "name": "At once",
            "model": "crm.lead",
            "trigger": "tag",
            "value_id": tag_id,
            "message": "Opened by a rule",
        },
    )
    for number in range(4):
        lead_id = mitchell.new_lead(f"Race {number}")
        _saved, channel_id = at_once(
            lambda lead_id=lead_id: mitchell.call(
                "crm.lead", "write", [lead_id], {"tag_ids": [(4, tag_id)]}
            ),
            lambda lead_id=lead_id: camille.open_channel("crm.lead", lead_id),
        )
        assert mitchell.channel_of("crm.lead", lead_id) == channel_id
        found = mitchell.call(
            "discuss.channel", "search_count", [("name", "=like", f"Race {number}%")]
        )
        assert found == 1
    (rule,) = mitchell.call(
        "discuss.record.rule", "search_read", [("name", "=", "At once")]
    )
    assert not rule["error_count"], rule["last_error"]


def test_two_quotations_of_an_opportunity(people):
    """Both go on in its conversation, which says so of both."""
    mitchell, camille = people
    lead_id = mitchell.new_lead("Two offers")
    channel_id = mitchell.open_channel("crm.lead", lead_id)
    camille.open_channel("crm.lead", lead_id)
    values = {
        "partner_id": mitchell.id_of("base.res_partner_4"),
        "opportunity_id": lead_id,
    }
    orders = at_once(
        *(
            lambda person=person: person.call("sale.order", "create", values)
            for person in (mitchell, camille)
        )
    )
    told = "".join(mitchell.bodies_in(channel_id))
    for order_id in orders:
        assert mitchell.channel_of("sale.order", order_id) == channel_id
        (order,) = mitchell.call("sale.order", "read", [order_id], ["name"])
        assert order["name"] in told


def test_merged_by_two(people):
    """Two opportunities become one, once, and so do their conversations."""
    mitchell, camille = people
    leads = [mitchell.new_lead(f"Merge {letter}") for letter in "AB"]
    for lead_id in leads:
        channel_id = mitchell.open_channel("crm.lead", lead_id)
        mitchell.post(channel_id, f"About {lead_id}")

    def merge(person):
        try:
            return person.call("crm.lead", "merge_opportunity", leads)
        except AssertionError as error:
            # the other was faster: there are no two any more
            return str(error)

    answers = at_once(lambda: merge(mitchell), lambda: merge(camille))
    left = mitchell.call("crm.lead", "search", [("id", "in", leads)])
    assert len(left) == 1, answers
    told = "".join(mitchell.bodies_in(mitchell.channel_of("crm.lead", left[0])))
    for lead_id in leads:
        assert told.count(f"About {lead_id}<") == 1
