"""Quotations with their conversations, in a database that has more and more of them.

Ours has a team channel for each quotation; stock has as many quotations, and as many
groups of Discuss, which know nothing of each other. All but one are made in SQL.
"""

import itertools
import runpy
from pathlib import Path

SUMMARY = "quotations with 100 to 100,000 channels in the database"

# How many channels are linked: a database of its own for each.
SIZES_OF_DATABASE = (100, 10_000, 100_000)
FRESH = 200
ROWS = 80
# Queries more than stock.
GOAL_FORM, GOAL_LIST, GOAL_SAVE = 2, 2, 0

NUMBERS = itertools.count(1)
# Opening the form is measured there, too, with its messages.
quotation = runpy.run_path(str(Path(__file__).with_name("quotation.py")))
copies = runpy.run_path(str(Path(__file__).with_name("_making.py")))["copies"]


def prepare(env, size):
    """Make the quotations and conversations: one by Odoo, and copies of it."""
    facts = quotation["prepare"](env)
    order = env["sale.order"].browse(facts["order"])
    channel = env["discuss.channel"].browse(facts["channel"])
    env.flush_all()
    fresh = copies(env, order, FRESH, **_order_values(order, "'F' || n"))
    channels = copies(
        env, channel, size, name="'B' || n", uuid="substr(md5('B' || n), 1, 10)"
    )
    orders = copies(env, order, size, **_order_values(order, "'B' || n"))
    # or PostgreSQL takes the tables for small ones, and reads them for each row
    env.cr.execute("ANALYZE sale_order, discuss_channel")
    if "team_channel_id" in order._fields:
        env.cr.execute(
            """
            UPDATE sale_order
               SET team_channel_id = link.channel_id
              FROM unnest(%s::int[], %s::int[]) AS link (order_id, channel_id)
             WHERE id = link.order_id
            """,
            [orders, channels],
        )
    _talk(env, channel, channels)
    env.cr.execute("ANALYZE")
    salesperson = order.user_id
    return {
        **facts,
        "fresh": fresh,
        "colleagues": channel.channel_partner_ids.ids,
        "list": _list_specification(order.with_user(salesperson)),
        "channels": len(channels),
    }


def check(ours, stock):
    """Refuse to compare lists of other columns, or other numbers of channels."""
    for key in ("channels", "list", "members"):
        if ours[key] != stock[key]:
            raise ValueError(f"{key}: ours {ours[key]}, stock {stock[key]}")


def _order_values(order, name):
    values = {"name": name, "access_token": "NULL"}
    if "team_channel_id" in order._fields:
        values["team_channel_id"] = "NULL"
    return values


def _talk(env, channel, channels):
    """Give each channel a message and two members; the salesperson is in a fifth of
    them, and has not read those that they are in."""
    first, *others = channel.channel_partner_ids.sorted("id")
    env.cr.execute(
        """
        INSERT INTO mail_message (
            model, res_id, message_type, subtype_id, author_id, body, date,
            create_uid, create_date
        )
        SELECT 'discuss.channel', channel_id, 'comment', %s, %s,
               '<p>The parts come on Friday.</p>', now() AT TIME ZONE 'UTC', 1, now()
          FROM unnest(%s::int[]) AS channel_id
        """,
        [env.ref("mail.mt_comment").id, others[0].id, channels],
    )
    env.cr.execute(
        """
        INSERT INTO discuss_channel_member (
            channel_id, partner_id, new_message_separator, last_interest_dt,
            create_uid, create_date
        )
        SELECT channel_id, partner_id, 0, now() AT TIME ZONE 'UTC', 1, now()
          FROM unnest(%s::int[]) WITH ORDINALITY AS link (channel_id, number),
               unnest(%s::int[]) AS partner_id
         WHERE partner_id != %s OR number %% 5 = 0
        """,
        [channels, [first.id, *(other.id for other in others[:2])], first.id],
    )


def _list_specification(order):
    """Return what the web client asks for of the columns that are shown at first."""
    from lxml import etree

    view = etree.fromstring(order.get_view(view_type="list")["arch"])
    return {
        name: {"fields": {"display_name": {}}} if order._fields[name].relational else {}
        for field in view.iterfind("field")
        if (name := field.get("name")) and field.get("optional") != "hide"
    }


def open_form(client, facts):
    """Read what the form shows."""
    client.call(
        "sale.order",
        "web_read",
        [facts["order"]],
        specification=facts["specification"],
        context={"bin_size": True},
    )


def _search(client, specification):
    return client.call(
        "sale.order",
        "web_search_read",
        domain=[],
        specification=specification,
        limit=ROWS,
        count_limit=10_001,
    )


def open_list(client, facts):
    """Read the first page of the list."""
    _search(client, facts["list"])


def open_list_with_discussions(client, facts):
    """The same with the column of the discussions, which stock has not."""
    if "team_channel_id" not in facts["specification"]:
        _search(client, facts["list"])
        return
    records = _search(client, {**facts["list"], "has_discussion": {}})["records"]
    ids = [record["id"] for record in records]
    glances = client.call("sale.order", "get_discuss_glances", ids)
    if len(glances) != ROWS:
        raise ValueError(f"{len(glances)} of {ROWS} quotations have a channel")


def ask_nothing(client, facts):
    """Make a request that costs no more than to be one: so much of the column's own."""
    client.call("sale.order", "has_access", [], "read")


def save(client, facts):
    """Save something that does not concern anybody in a channel."""
    client.call(
        "sale.order",
        "web_save",
        [facts["order"]],
        {"client_order_ref": f"Order {next(NUMBERS)}"},
        specification={"client_order_ref": {}},
    )


def discuss(client, facts):
    """Press “Discussion” where nobody has; in stock, make a group of as many."""
    order_id = facts["fresh"].pop()
    if "team_channel_id" in facts["specification"]:
        client.call("sale.order", "open_team_channel", [order_id])
        return
    client.rpc(
        "/mail/data",
        {
            "fetch_params": [
                [
                    "/discuss/create_group",
                    {
                        "partners_to": facts["colleagues"],
                        "name": f"F{order_id}",
                        "default_display_mode": False,
                    },
                    next(NUMBERS),
                ]
            ]
        },
    )


CASES = {
    "form": open_form,
    "list": open_list,
    "glance": open_list_with_discussions,
    "nothing": ask_nothing,
    "save": save,
    "discuss": discuss,
}


def goals(results):
    """Return what ours has to reach: queries, which are the same on any machine."""
    found = []
    nothing = results["nothing"]["queries"].ours
    for case, what, more, less in (
        ("form", "a form", GOAL_FORM, 0),
        ("list", f"a list of {ROWS}", GOAL_LIST, 0),
        (
            "glance",
            f"a list of {ROWS} and its column of discussions, less the {nothing:.0f} of"
            " a request that asks nothing",
            *(GOAL_LIST, nothing),
        ),
        ("save", "saving", GOAL_SAVE, 0),
    ):
        queries = results[case]["queries"]
        difference = queries.ours - queries.stock - less
        found.append(
            (
                f"{what}: {difference:+.0f} queries (at most {more:+d})",
                difference <= more,
            )
        )
    return found
