"""Modules where nothing else is: in a new database that holds what they depend on."""

import pytest

from tools import cache, databases, odoo
from tools.console import Console
from tools.testing.context import Context

from .living_odoo import LivingOdoo

MEET = """
env = env(user=env.ref("base.user_admin"))
channel = env["discuss.channel"]._create_channel("Office", group_id=None)
channel.execute_command_meet(body="/meet Stand-up")
meeting = env["discuss.meeting"].search([], limit=1)
result = {
    "calendar": "calendar.event" in env,
    "card": meeting.message_id.res_id == channel.id,
    "url": meeting.join()["url"],
}
"""


@pytest.fixture
def new_database():
    """A database of which Odoo does not know yet."""
    context = Context.of_this_run()
    database = databases.name("alone")
    databases.drop(context.env, context.server, database)
    yield context, database
    databases.drop(context.env, context.server, database)


def test_meetings_need_no_calendar(new_database):
    context, database = new_database
    console = Console(cache.logs)
    with console.step("Installing discuss_meeting alone") as step:
        odoo.install(
            *(console, context.env, context.server, step, database),
            ["discuss_meeting"],
            demo=False,
        )
    living = LivingOdoo(console, context, database)
    try:
        found = living.run(MEET)
    finally:
        living.stop()
    assert not found["calendar"]
    assert found["card"]
    assert found["url"].startswith("/discuss/channel/")
