"""The module that `discuss_record` shows to integrators, from its very text."""

import re
import textwrap

import pytest

from tools import cache, modules, throwaway
from tools.console import Console
from tools.testing.context import Context

from .living_odoo import LivingOdoo

DEVELOP = modules.ADDONS / "discuss_record" / "readme" / "DEVELOP.md"
MIXIN = modules.ADDONS / "discuss_record" / "models" / "discuss_record_mixin.py"
NAME = "fleet_discuss_record"
# The first line of each block says in which file it is to be written.
BLOCK = re.compile(
    rf"^```(?:python|xml)\n(?:#|<!--) ({NAME}/\S+)(?: -->)?\n(.*?)^```$", re.S | re.M
)
INSTALL = f"""
modules = env["ir.module.module"]
modules.update_list()
modules.search([("name", "=", {NAME!r})]).button_immediate_install()
"""
DISCUSS = """
from odoo.exceptions import AccessError
from odoo.fields import Command

def person(login, *groups):
    ids = [env.ref(group).id for group in ("base.group_user", *groups)]
    values = {"name": login, "login": login, "group_ids": [Command.set(ids)]}
    users = env["res.users"].with_context(no_reset_password=True)
    return users.create(values)

manager = person("Manager of the fleet", "fleet.fleet_group_user")
driver = person("Driver")
brand = env["fleet.vehicle.model.brand"].create({"name": "Brand"})
model = env["fleet.vehicle.model"].create({"name": "Van", "brand_id": brand.id})
vehicle = env["fleet.vehicle"].create(
    {
        "driver_id": driver.partner_id.id,
        "license_plate": "2-ABC-345",
        "manager_id": manager.id,
        "model_id": model.id,
        "odometer": 1200,
    }
).with_user(manager)
channel = env["discuss.channel"].browse(vehicle.open_team_channel()).with_user(manager)
channel.message_post(body="Who has the keys?", message_type="comment")
try:
    vehicle.with_user(driver).open_team_channel()
    refused = False
except AccessError:
    refused = True
(header,) = channel.get_record_headers()
form = vehicle.get_view(view_type="form")["arch"]
result = {
    "button": 'name="discuss_record_button"' in form,
    "header": header,
    "members": channel.channel_partner_ids.mapped("name"),
    "refused": refused,
    "state": vehicle.state_id.name,
    "vehicle": vehicle.id,
}
"""


@pytest.fixture(scope="module")
def files():
    """The files of the example: text by path."""
    return dict(BLOCK.findall(DEVELOP.read_text()))


def own_lines(files):
    """Return what of the class and of the view another module would not say."""
    model = files[f"{NAME}/models/fleet_vehicle.py"].partition("\n\n\n")[2]
    view = files[f"{NAME}/views/fleet_vehicle_views.xml"]
    button = textwrap.dedent(re.search(r"\n *<div.*?</div>\n", view, re.S)[0])
    return model, button


def test_it_takes_less_than_ten_lines(files):
    lines = "".join(own_lines(files)).splitlines()
    assert len([line for line in lines if line]) < 10


def test_the_mixin_shows_the_same(files):
    for lines in own_lines(files):
        assert textwrap.indent(lines, 8 * " ") in MIXIN.read_text()


def test_it_installs_and_does_what_it_says(files, tmp_path):
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    context = Context.of_this_run()
    console = Console(cache.logs)
    with throwaway.copy_of(
        console, context.env, context.server, context.suite_template, "example"
    ) as database:
        odoo = LivingOdoo(console, context, database, tmp_path)
        try:
            odoo.run(INSTALL)
            found = odoo.run(DISCUSS)
        finally:
            odoo.stop()
    assert found["button"], "the form has no button"
    assert found["refused"], "who may not read the vehicle has entered its channel"
    assert found["members"] == ["Manager of the fleet"]
    header = found["header"]
    assert (header["model"], header["id"]) == ("fleet.vehicle", found["vehicle"])
    assert "2-ABC-345" in header["name"]
    assert header["state"] == found["state"]
    assert [(f["name"], f["value"]) for f in header["fields"]] == [
        ("driver_id", "Driver"),
        ("odometer", "1200.0"),
        ("manager_id", "Manager of the fleet"),
    ]
