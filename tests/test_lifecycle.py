"""Install, upgrade, uninstall and reinstall each module, on a database that is used.

A module that leaves takes with it what it brought, and nothing else: afterwards the
database is what it was before, plus what people have written meanwhile.
"""

import pytest

from tools import cache, modules, odoo, throwaway
from tools.console import Console
from tools.testing.context import Context

from .snapshots import Snapshot

OURS = modules.ours()
# Where people's writing lands: what they wrote while a module was there stays.
CONVERSATION = {
    "discuss_channel",
    "discuss_channel_member",
    "mail_message",
    "mail_message_res_partner_rel",
    "mail_notification",
    "mail_followers",
    "mail_followers_mail_message_subtype_rel",
}

# A public, a restricted and a private channel, a thread, a direct message, a
# quotation, a project and a task, as stock makes them.
STOCK_LIFE = """
from odoo.tools import mute_logger
Channel = env["discuss.channel"].with_context(mail_create_nosubscribe=False)
everybody = env["res.users"].search([("share", "=", False)])
partners = everybody.partner_id
public = Channel._create_channel("Stock: public", group_id=None)
restricted = Channel._create_channel(
    "Stock: restricted", group_id=env.ref("base.group_system").id
)
private = Channel._create_group(partners.ids, name="Stock: private")
chat = Channel._get_or_create_chat(partners[:1].ids)
public.add_members(partners.ids)
said = public.message_post(body="In public", message_type="comment")
thread = public._create_sub_channel(from_message_id=said.id)
for channel in restricted | private | chat | thread:
    channel.message_post(body="Said here", message_type="comment")
customer = env["res.partner"].create({"name": "Stock: customer"})
order = env["sale.order"].create({"partner_id": customer.id})
order.message_post(body="A note on the quotation")
project = env["project.project"].create({"name": "Stock: project"})
env["project.task"].create({"name": "Stock: task", "project_id": project.id})
"""

# What people do while the module is there.
LIFE = """
channel = env["discuss.channel"]._create_channel("Life goes on", group_id=None)
channel.message_post(body="Said meanwhile", message_type="comment")
if "discuss.record.mixin" in env:
    for name in env["discuss.channel"]._record_models():
        for record in env[name].search([], limit=1):
            channel = env["discuss.channel"].browse(record.open_team_channel())
            channel.message_post(body="About the record", message_type="comment")
"""

UNINSTALL = """
env["ir.module.module"].search([("name", "in", {names!r})]).button_immediate_uninstall()
"""


class Ground:
    """A database on which modules come and go."""

    def __init__(self, context, database):
        self.context = context
        self.database = database
        self.console = Console(cache.logs)

    def install(self, names):
        # Without --skip-auto-install, glue would come along, and be tested as
        # part of what it glues instead of by itself
        self._odoo("Installing", "--init", ",".join(names), "--skip-auto-install")

    def update(self, name):
        self._odoo("Updating", "--update", name)

    def uninstall(self, names):
        self.script("Uninstalling", UNINSTALL.format(names=list(names)))

    def script(self, title, code):
        env, server = self.context.env, self.context.server
        with self.console.step(title) as step:
            odoo.script(self.console, env, server, step, self.database, code)

    def _odoo(self, title, *options):
        env, server = self.context.env, self.context.server
        with self.console.step(title) as step:
            self.console.run(
                [
                    *env.odoo_command,
                    *odoo.options(env, server, self.database),
                    *options,
                    "--stop-after-init",
                    "--no-http",
                ],
                step,
                env=odoo.environ(env, server),
            )
            odoo.check_log(step.log)

    def installed(self):
        query = "SELECT name FROM ir_module_module WHERE state = 'installed'"
        names = self.context.server.query(query, self.database)
        return OURS.keys() & set(names)

    def snapshot(self):
        return Snapshot.take(self.context.server, self.database)


@pytest.fixture(scope="module")
def ground():
    """A database with stock data alone, which the tests of this file share."""
    context = Context.of_this_run()
    with throwaway.copy_of(
        Console(cache.logs),
        context.env,
        context.server,
        context.stock_template,
        "lifecycle",
    ) as database:
        ground = Ground(context, database)
        ground.script("Filling the database", STOCK_LIFE)
        yield ground


def closure(name):
    """Return the modules of ours that one needs, itself not included."""
    direct = [depends for depends in OURS[name].depends if depends in OURS]
    return set(direct).union(*map(closure, direct))


def make_ready(ground, module):
    """Make what a module needs installed, and itself and what needs it not."""
    unwanted = {
        name for name in ground.installed() if name == module or module in closure(name)
    }
    if unwanted:
        ground.uninstall(unwanted)
    if missing := closure(module) - ground.installed():
        ground.install(sorted(missing))


def stock_tables(snapshot):
    """Return the tables with the data of people, not that of Odoo's registry."""
    return {table for table in snapshot.rows if not table.startswith("ir_")}


def check_back_to(before, after):
    """Check that nothing of a module is left: only what people wrote was added."""
    assert not after.structure_lost(before), "left in the database's structure"
    left = after.lost(before, tables=after.rows.keys() - CONVERSATION)
    assert not left, "left in the database"
    assert not before.structure_lost(after), "gone from the database's structure"
    assert not before.lost(after), "gone from the database"


@pytest.mark.parametrize("module", OURS)
def test_module_comes_and_goes(ground, module):
    make_ready(ground, module)
    before = ground.snapshot()

    ground.install([module])
    assert module in ground.installed()
    assert not before.lost(ground.snapshot(), stock_tables(before))

    ground.script("Working", LIFE)
    used = ground.snapshot()
    ground.update(module)
    assert not used.lost(ground.snapshot(), stock_tables(used))

    ground.uninstall([module])
    assert module not in ground.installed()
    after = ground.snapshot()
    check_back_to(before, after)
    assert not used.lost(after, CONVERSATION), "what people wrote is gone"

    ground.install([module])
    assert module in ground.installed()
    assert not used.lost(ground.snapshot(), CONVERSATION)


def test_whole_suite_goes(ground):
    """Who uninstalls the module below all others loses all of them, and no data."""
    if left := ground.installed():
        ground.uninstall(left)
    before = ground.snapshot()
    ground.install(list(OURS))
    assert ground.installed() == OURS.keys()
    ground.script("Working", LIFE)
    used = ground.snapshot()
    ground.uninstall([name for name in OURS if not closure(name)])
    assert not ground.installed()
    after = ground.snapshot()
    check_back_to(before, after)
    assert not used.lost(after, CONVERSATION), "what people wrote is gone"
