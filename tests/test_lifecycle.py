"""Install, upgrade, uninstall and reinstall each module, on a database that is used.

A module that leaves takes with it what it brought, and nothing else: afterwards the
database is what it was before, plus what people have written meanwhile.
"""

from concurrent.futures import as_completed

import pytest

from tools import modules
from tools.testing.context import Context

from .grounds import grounds_of

OURS = modules.deployed()
SHOWN = 40
# What modules bring, and leave behind where it is in use by then.
KEPT_IN_USE = {"discuss_theme"}
# Odoo makes it anew by whichever side of the relation it loads last: the groups of a
# rule (restrict), or the rules of a group (cascade).
EITHER_WAY = "rule_group_rel.rule_group_rel_group_id_fkey"

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
# Otherwise installing the first of ours would add the others to Odoo's list.
env["ir.module.module"].update_list()
# From here on a database of a customer, where modules bring no demo data.
env["ir.module.module"].search([]).demo = False
"""

# What people do while the module is there.
LIFE = """
env = env(user=env.ref("base.user_admin"))
channel = env["discuss.channel"]._create_channel("Life goes on", group_id=None)
channel.message_post(body="Said meanwhile", message_type="comment")
if "discuss.record.mixin" in env:
    for name in env["discuss.channel"]._record_models():
        for record in env[name].search([], limit=1):
            channel = env["discuss.channel"].browse(record.open_team_channel())
            channel.message_post(body="About the record", message_type="comment")
"""


ALL = "all"


def name_of(item):
    """By which name `do` does what a test of this file asks for."""
    return item.callspec.params["module"] if hasattr(item, "callspec") else ALL


def do(names, report):
    """Have modules come and go, two at the same time.

    :param names: of modules, or `ALL`
    :param report: see `Ahead`
    """
    with grounds_of(Context.of_this_run(), STOCK_LIFE) as grounds:
        futures = {
            grounds.submit(all_go)
            if name == ALL
            else grounds.submit(come_and_go, name): name
            for name in names
        }
        for future in as_completed(futures):
            report(futures[future], future.exception())


@pytest.mark.parametrize("module", OURS)
def test_module_comes_and_goes(under_way, module):
    under_way(module)


def test_whole_suite_goes(under_way):
    """Who uninstalls the module below all others loses all of them, and no data."""
    under_way(ALL)


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


def of_people(snapshot, stock):
    """Return what a snapshot has in stock's tables, but those of Odoo's registry."""
    part = snapshot.part(like=stock)
    return part.without({table for table in part.rows if table.startswith("ir_")})


def structure_lost(before, after):
    """Return what is gone of a structure, as lines to read."""
    lines = before.structure_lost(after)
    return [line for line in lines if EITHER_WAY not in line]


def check_nothing(**found):
    """Fail with the lines found, if there are any: those of each kind."""
    report = [
        line
        for kind, lines in found.items()
        if lines
        for line in [f"{kind.replace('_', ' ')}:", *lines[:SHOWN]]
    ]
    if report:
        pytest.fail("\n".join(report), pytrace=False)


class Stay:
    """What happens to a database from the moment before modules come."""

    def __init__(self, ground):
        self.ground = ground
        self.before = ground.snapshot()

    def come(self, names):
        """Install modules, and let people work with them."""
        self.ground.install(names)
        installed = self.ground.snapshot()
        mine = of_people(self.before, self.ground.stock)
        check_nothing(lost_by_installing=mine.lost(installed))
        self.ground.run(LIFE)
        self.used = self.ground.snapshot()
        self.written = self.used.since(installed)
        self.overwritten = installed.since(self.used)

    def go(self, names):
        """Uninstall modules, and check that nothing is left or lost."""
        self.ground.uninstall(names)
        after = self.ground.snapshot()
        lost = self.before.lost(after, but=self.overwritten)
        after = after.without(KEPT_IN_USE)
        check_nothing(
            left_in_the_structure=structure_lost(after, self.before),
            lost_from_the_structure=structure_lost(self.before, after),
            rows_left=after.lost(self.before, but=self.written),
            rows_lost=lost,
            lost_of_what_people_wrote=self.writing_lost(after),
        )

    def check_updated(self):
        """Check that an update has lost nothing."""
        used = of_people(self.used, self.ground.stock)
        check_nothing(lost_by_updating=used.lost(self.ground.snapshot()))

    def writing_lost(self, later):
        """Return, as lines to read, what is gone of what people wrote."""
        return of_people(self.written, self.ground.stock).lost(later)


def come_and_go(ground, module):
    make_ready(ground, module)
    stay = Stay(ground)
    stay.come([module])
    assert module in ground.installed()

    is_glue = OURS[module].auto_install
    if not is_glue:
        ground.update([module])
        stay.check_updated()

    stay.go([module])
    assert module not in ground.installed()

    if is_glue:
        # It is updated with all the others, below, and comes again by itself.
        return
    ground.install([module])
    assert module in ground.installed()
    check_nothing(lost_of_what_people_wrote=stay.writing_lost(ground.snapshot()))


def all_go(ground):
    if left := ground.installed():
        ground.uninstall(left)
    stay = Stay(ground)
    stay.come(list(OURS))
    assert ground.installed() == OURS.keys()

    ground.update_by_command(list(OURS))
    stay.check_updated()

    stay.go([name for name in OURS if not closure(name)])
    assert not ground.installed()
