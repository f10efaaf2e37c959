"""The customer's space, for customers who have 10 to 10,000 orders, invoices and tasks.

Ours and stock have the same customers and records: one of each made by Odoo, and copies
of it in SQL. A tenth of the orders are quotations to sign; a tenth of the invoices are
to be paid. What Odoo made is the latest, so that the first page of documents has the
same kinds with few and with many.

The home is compared with what stock's takes: its page, and the numbers that its page
asks for. The documents have no page in stock.
"""

import math
import re
import runpy
from datetime import date
from pathlib import Path

SUMMARY = "the customer's space with 10 to 10,000 orders, invoices and tasks"

SIZES = (10, 1000, 10_000)
TASKS_OF_PROJECT = 10
PASSWORD = "bench.customer"
# A number that the page of the home asks for, as stock's client code does it: five at a
# time, in three requests at most.
COUNTER = re.compile(rb'data-placeholder_count="(\w+)"')

GOAL_GROWTH = 1.5
GOAL_PAGE = 1.3
# The same but for noise.
GOAL_LIST = 1.05
LISTS = ("orders", "invoices", "tasks")

making = runpy.run_path(str(Path(__file__).with_name("_making.py")))
copies = making["copies"]


def prepare(env):
    """Make the customers, and what they have."""
    salesperson = env.ref("base.user_admin")
    product = env["product.product"].create(
        {"name": "Bench chair", "list_price": 100, "invoice_policy": "order"}
    )
    customers = {}
    for size in SIZES:
        user = making["customer"](env, size, PASSWORD)
        customers[str(size)] = {
            "login": user.login,
            "order": _orders(env, user.partner_id, product, salesperson, size),
            "invoice": _invoices(env, user.partner_id, product, size),
            "task": _tasks(env, user.partner_id, size),
        }
    env.flush_all()
    # or PostgreSQL takes the tables for small ones
    env.cr.execute("ANALYZE")
    return {
        "login": customers[str(SIZES[0])]["login"],
        "password": PASSWORD,
        "customers": customers,
        "ours": "portal.space" in env,
        "counted": {
            model: env[model].search_count([("partner_id.name", "ilike", "Customer 1")])
            for model in ("sale.order", "account.move", "project.task")
        },
    }


def check(ours, stock):
    """Refuse to compare customers who have not the same."""
    if ours["counted"] != stock["counted"]:
        raise ValueError(f"ours {ours['counted']}, stock {stock['counted']}")


def _orders(env, partner, product, salesperson, size):
    order = env["sale.order"].create(
        {
            "partner_id": partner.id,
            "user_id": salesperson.id,
            "order_line": [(0, 0, {"product_id": product.id, "product_uom_qty": 2})],
        }
    )
    order.with_context(mail_notrack=True).action_confirm()
    env.flush_all()
    orders = copies(
        env,
        order,
        size - 1,
        name=f"'B{size}-' || n",
        state="CASE WHEN n % 10 = 5 THEN 'sent' ELSE 'sale' END",
        date_order="original.date_order - n * interval '8 hours'",
        access_token=f"md5('order{size}-' || n)",
    )
    env.cr.execute("SELECT setval('sale_order_id_seq', MAX(id)) FROM sale_order")
    _lines(env, order.order_line, "order_id", orders)
    return order.id


def _invoices(env, partner, product, size):
    invoice = env["account.move"].create(
        {
            "move_type": "out_invoice",
            "partner_id": partner.id,
            "invoice_date": date.today(),
            "invoice_line_ids": [
                (0, 0, {"product_id": product.id, "quantity": 1, "price_unit": 100})
            ],
        }
    )
    invoice.action_post()
    env.flush_all()
    invoices = copies(
        env,
        invoice,
        size - 1,
        name=f"'B{size}/2026/' || lpad(n::text, 5, '0')",
        sequence_number="n",
        sequence_prefix=f"'B{size}/2026/'",
        invoice_date="original.invoice_date - n / 3",
        payment_state="CASE WHEN n % 10 = 5 THEN 'not_paid' ELSE 'paid' END",
        amount_residual="CASE WHEN n % 10 = 5 THEN original.amount_residual ELSE 0 END",
        access_token=f"md5('invoice{size}-' || n)",
    )
    for line in invoice.line_ids:
        _lines(env, line, "move_id", invoices)
    # what is paid has nothing left to be paid
    env.cr.execute(
        """
        UPDATE account_move_line AS line
           SET amount_residual = 0, amount_residual_currency = 0, reconciled = true
          FROM account_move AS move
         WHERE move.id = line.move_id
           AND move.id = ANY(%s)
           AND move.payment_state = 'paid'
        """,
        [invoices],
    )
    return invoice.id


def _tasks(env, partner, size):
    """Make tasks, ten to a project that the customer follows."""
    project = env["project.project"].create(
        {
            "name": f"Project of {size}",
            "partner_id": partner.id,
            "privacy_visibility": "portal",
            "type_ids": [
                (0, 0, {"name": name, "fold": name == "Done"})
                for name in ("New", "In Progress", "Done")
            ],
        }
    )
    project.message_subscribe(partner.ids)
    task = env["project.task"].create(
        {
            "name": "Task",
            "project_id": project.id,
            "partner_id": partner.id,
            "stage_id": project.type_ids[1].id,
        }
    )
    env.flush_all()
    others = copies(
        env,
        project,
        max(size // TASKS_OF_PROJECT - 1, 0),
        name=f"jsonb_build_object('en_US', 'Project {size}-' || n)",
        access_token=f"md5('project{size}-' || n)",
        alias_id="original.alias_id",
    )
    projects = [project.id, *others]
    env.cr.execute(
        """
        INSERT INTO project_task_type_rel (type_id, project_id)
        SELECT type_id, other
          FROM project_task_type_rel, unnest(%s::int[]) AS other
         WHERE project_id = %s
        """,
        [others, project.id],
    )
    tasks = copies(
        env,
        task,
        size - 1,
        name=f"'Task {size}-' || n",
        project_id=f"(ARRAY{projects})[1 + n / {TASKS_OF_PROJECT}]",
        access_token=f"md5('task{size}-' || n)",
    )
    env.cr.execute(
        """
        INSERT INTO project_task_user_rel (task_id, user_id)
        SELECT other, user_id
          FROM project_task_user_rel, unnest(%s::int[]) AS other
         WHERE task_id = %s
        """,
        [tasks, task.id],
    )
    # which is how customers see tasks
    for model, ids in (("project.project", others), ("project.task", tasks)):
        env.cr.execute(
            """
            INSERT INTO mail_followers (res_model, res_id, partner_id)
            SELECT %s, unnest(%s::int[]), %s
            """,
            [model, ids, partner.id],
        )
    return task.id


def _lines(env, line, parent, ids):
    """Copy a line of a document to the copies of the document."""
    env.flush_all()
    copies(env, line, len(ids), **{parent: f"(ARRAY{ids})[n]"})


def _customer(client, facts, size):
    return client.as_user(facts["customers"][str(size)]["login"], facts["password"])


def _home(size):
    def home(client, facts):
        with _customer(client, facts, size) as customer:
            needed = [name.decode() for name in COUNTER.findall(customer.get("/my"))]
            requests = min(math.ceil(len(needed) / 5), 3)
            for number in range(requests):
                each = math.ceil(len(needed) / requests)
                counters = needed[number * each : (number + 1) * each]
                customer.rpc("/my/counters", {"counters": counters})

    return home


def _page(size, path, ours_alone=False):
    def page(client, facts):
        mine = facts["customers"][str(size)]
        with _customer(client, facts, size) as customer:
            customer.get(path.format(**mine))

    page.ours_alone = ours_alone
    return page


PAGES = {
    "orders": "/my/orders",
    "invoices": "/my/invoices",
    "tasks": "/my/tasks",
    "order": "/my/orders/{order}",
    "invoice": "/my/invoices/{invoice}",
    "task": "/my/tasks/{task}",
}
CASES = {
    **{f"home{size}": _home(size) for size in SIZES},
    **{
        f"{name}{size}": _page(size, path)
        for name, path in PAGES.items()
        for size in SIZES
    },
    **{
        f"documents{size}": _page(size, "/my/documents", ours_alone=True)
        for size in SIZES
    },
}


def goals(results):
    """Return what ours has to reach."""
    few, many = SIZES[0], SIZES[-1]
    found = []
    for name in ("home", "documents"):
        growth = (
            results[f"{name}{many}"]["time_ms"].ours
            / results[f"{name}{few}"]["time_ms"].ours
        )
        found.append(
            (
                f"{name} with {many}: {growth:.2f} times that with {few} (at most"
                f" {GOAL_GROWTH})",
                growth <= GOAL_GROWTH,
            )
        )
    for name in ("home", *PAGES):
        for size in SIZES:
            listed = name in LISTS and size == many
            goal = GOAL_LIST if listed else GOAL_PAGE
            ratio = results[f"{name}{size}"]["time_ms"].ratio
            found.append(
                (f"{name} with {size}: {ratio:.2f} (at most {goal})", ratio <= goal)
            )
    for name in ("home", *PAGES, "documents"):
        queries = [results[f"{name}{size}"]["queries"].ours for size in SIZES]
        found.append(
            (
                f"{name}: {', '.join(f'{number:.0f}' for number in queries)} queries"
                " (the same for all sizes)",
                max(queries) - min(queries) <= 1,
            )
        )
    return found
