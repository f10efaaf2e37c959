"""The requests of customers who have 10 to 10,000 of them, of 100,000 in all.

Ours and the plain helpdesk have the same customers and requests: one made by Odoo, with
a conversation, and copies of it in SQL. Of ten requests, one waits for the customer and
six are closed.

The page of a request is compared with all that the helpdesk's takes to show the same:
the page, and what its client code asks for to show the conversation.

To open one is to look at the form and to send it, which leads to the page of the
request; to be fair to the helpdesk, it is sent to with what its form has. Requests that
are opened while it is measured are a few more for both.
"""

import re
import runpy
from pathlib import Path

SUMMARY = "the requests of customers who have 10 to 10,000 of them"

SIZES = (10, 1000, 10_000)
TOTAL = 100_000
PASSWORD = "bench.customer"

# Where the helpdesk's page of a request has its conversation loaded.
CHATTER = re.compile(rb'o_portal_chatter[^>]*data-res_id="(\d+)"', re.DOTALL)

GOAL_PAGE = 1.3
# The same but for noise.
GOAL_LIST = 1.05

making = runpy.run_path(str(Path(__file__).with_name("_making.py")))
copies = making["copies"]

# What the stage of each copy is.
STAGE = """(ARRAY[{done}, {done}, {new}, {done}, {progress}, {done}, {awaiting},
    {done}, {progress}, {done}])[1 + n % 10]"""
WORDS = "(ARRAY['Pump', 'Valve', 'Invoice', 'Delivery', 'Contract'])[1 + n % 5]"


def prepare(env):
    """Make the customers and their requests, and those of everybody else."""
    stages = {
        name: env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{long}").id
        for name, long in (
            ("new", "new"),
            ("progress", "in_progress"),
            ("awaiting", "awaiting"),
            ("done", "done"),
        )
    }
    team = env["helpdesk.ticket.team"].create({"name": "Bench support"})
    customers = {}
    for size in (*SIZES, TOTAL - sum(SIZES)):
        user = making["customer"](env, size, PASSWORD)
        customers[str(size)] = {
            "login": user.login,
            "request": _requests(env, user.partner_id, team, stages, size),
        }
    company = env.ref("base.main_company")
    if "portal_request_hourly" in company:
        # more than a measurement opens
        company.portal_request_hourly = 1_000_000
    env.flush_all()
    # or PostgreSQL takes the tables for small ones
    env.cr.execute("ANALYZE")
    return {
        "login": customers[str(SIZES[0])]["login"],
        "password": PASSWORD,
        "customers": customers,
        "ours": "portal.once" in env,
        "counted": env["helpdesk.ticket"].search_count(
            [("partner_id.name", "like", "Customer %")]
        ),
    }


def check(ours, stock):
    """Refuse to compare customers who have not the same."""
    if ours["counted"] != stock["counted"]:
        raise ValueError(f"ours {ours['counted']}, stock {stock['counted']}")


def _requests(env, partner, team, stages, size):
    ticket = env["helpdesk.ticket"].create(
        {
            "name": "Pump leaks",
            "description": "<p>Water runs down the wall since Monday.</p>",
            "partner_id": partner.id,
            "partner_name": partner.name,
            "partner_email": partner.email,
            "team_id": team.id,
            "user_id": False,
        }
    )
    ticket.message_subscribe(partner.ids)
    for number in range(6):
        ticket.message_post(
            body=f"What was said, number {number}",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            author_id=(partner if number % 2 else env.user.partner_id).id,
        )
    env.flush_all()
    copied = copies(
        env,
        ticket,
        size - 1,
        number=f"'B{size}-' || n",
        name=f"{WORDS} || ' {size}-' || n",
        stage_id=STAGE.format(**stages),
        create_date="now() - n * interval '1 minute'",
        last_stage_update="now() - n * interval '1 minute'",
        access_token=f"md5('request{size}-' || n)",
    )
    env.cr.execute(
        """
        INSERT INTO mail_followers (res_model, res_id, partner_id)
        SELECT 'helpdesk.ticket', unnest(%s::int[]), %s
        """,
        [copied, partner.id],
    )
    return ticket.id


def _page(size, path):
    def page(client, facts):
        mine = facts["customers"][str(size)]
        with client.as_user(mine["login"], facts["password"]) as customer:
            customer.get(path)

    return page


def _request(size):
    def page(client, facts):
        mine = facts["customers"][str(size)]
        with client.as_user(mine["login"], facts["password"]) as customer:
            _conversation(customer, customer.get(f"/my/ticket/{mine['request']}"))

    return page


def _conversation(customer, page):
    """Ask for what the client code of a request's page does, if it has any."""
    if found := CHATTER.search(page):
        thread = {"thread_model": "helpdesk.ticket", "thread_id": int(found[1])}
        customer.rpc("/portal/chatter_init", thread)
        customer.rpc("/mail/chatter_fetch", {**thread, "fetch_params": {"limit": 10}})


def _open(size):
    def opening(client, facts):
        mine = facts["customers"][str(size)]
        with client.as_user(mine["login"], facts["password"]) as customer:
            form = customer.get("/new/ticket").decode()
            (form,) = re.findall(
                r'<form[^>]*action="/submitted/ticket".*?</form>', form, re.DOTALL
            )
            hidden = dict(
                re.findall(
                    r'<input type="hidden" name="(\w+)" value="([^"]*)"',
                    form,
                )
            )
            page = customer.submit(
                "/submitted/ticket",
                {
                    **hidden,
                    "subject": "The valve is stuck",
                    "description": "It does not turn since Monday.",
                },
            )
            _conversation(customer, page)

    return opening


PAGES = {
    "list": "/my/tickets",
    "search": "/my/tickets?search=Valve&search_in=all",
}
CASES = {
    **{
        f"{name}{size}": _page(size, path)
        for name, path in PAGES.items()
        for size in SIZES
    },
    **{f"request{size}": _request(size) for size in SIZES},
    **{f"open{size}": _open(size) for size in SIZES},
}


def goals(results):
    """Return what ours has to reach."""
    found = []
    for name in (*PAGES, "request", "open"):
        for size in SIZES:
            goal = GOAL_LIST if (name, size) == ("list", SIZES[-1]) else GOAL_PAGE
            ratio = results[f"{name}{size}"]["time_ms"].ratio
            found.append(
                (f"{name} with {size}: {ratio:.2f} (at most {goal})", ratio <= goal)
            )
    for name in (*PAGES, "request", "open"):
        queries = [results[f"{name}{size}"]["queries"].ours for size in SIZES]
        found.append(
            (
                f"{name}: {', '.join(f'{number:.0f}' for number in queries)} queries"
                " (the same for all sizes)",
                max(queries) - min(queries) <= 1,
            )
        )
    return found
