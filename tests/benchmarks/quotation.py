"""A quotation with its conversation, as a salesperson uses it every day.

Ours has the team channel of the quotation; stock, where there is none, a Discuss
group of the same people.
"""

SUMMARY = "open a quotation's form, and post in its channel"

LINES, COLLEAGUES, MESSAGES = 10, 5, 20
LOGIN = "bench.salesperson"
PASSWORD = "bench.salesperson"


def prepare(env):
    """Make the same quotation and conversation in either database."""
    people = _people(env)
    salesperson = people[0]
    order = env["sale.order"].create(
        {
            "partner_id": env["res.partner"].create({"name": "Bench customer"}).id,
            "user_id": salesperson.id,
            "order_line": [
                (0, 0, {"product_id": product.id, "product_uom_qty": 2})
                for product in _products(env)
            ],
        }
    )
    order.message_subscribe(people.partner_id.ids)
    for number in range(MESSAGES):
        order.message_post(body=f"Note {number} on the quotation")
    channel = _channel(order.with_user(salesperson), people)
    for number in range(MESSAGES):
        channel.message_post(
            body=f"Message {number} about the quotation",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
    return {
        "login": LOGIN,
        "password": PASSWORD,
        "order": order.id,
        "channel": channel.id,
        "members": len(channel.channel_member_ids),
        "specification": _specification(order.with_user(salesperson)),
    }


def check(ours, stock):
    """Refuse to compare conversations of a different size."""
    if ours["members"] != stock["members"]:
        raise ValueError(
            f"{ours['members']} members in ours, {stock['members']} in stock"
        )


def _people(env):
    group = env.ref("sales_team.group_sale_salesman_all_leads")
    return (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            [
                {
                    "name": f"Salesperson {number}",
                    "login": LOGIN if not number else f"{LOGIN}.{number}",
                    "password": PASSWORD,
                    "email": f"bench{number}@example.com",
                    "group_ids": [(4, group.id)],
                    "notification_type": "inbox",
                }
                for number in range(COLLEAGUES)
            ]
        )
    )


def _products(env):
    return env["product.product"].create(
        [{"name": f"Product {number}", "list_price": 100} for number in range(LINES)]
    )


def _channel(order, people):
    if "team_channel_id" not in order._fields:
        return order.env["discuss.channel"]._create_group(
            people.partner_id.ids, name=order.name
        )
    order.open_team_channel()
    channel = order.team_channel_id
    channel.add_members((people.partner_id - channel.channel_partner_ids).ids)
    return channel


def _specification(order):
    """Return what the web client asks for of the fields in the form."""
    # Odoo's test framework minds being imported by anything but a test
    from odoo.tests import Form

    specification = _as_client(order, Form(order)._view["fields_spec"])
    if "team_channel_id" in order._fields:
        # What the button of the discussion and the line below ask for, which the view
        # does not name
        specification["team_channel_id"] = {"fields": {}}
        specification["team_channel_unread_counter"] = {}
        specification["discuss_summary"] = {}
    return specification


def _as_client(records, specification):
    """Add to the fields of `Form` what widgets show of linked records."""
    for name, spec in specification.items():
        field = records._fields[name]
        if field.relational:
            if spec.get("fields"):
                _as_client(records[name], spec["fields"])
            else:
                spec["fields"] = {"display_name": {}}
    return specification


def open_form(client, facts):
    """Open the form: the requests of a web client that already knows the view."""
    client.call(
        "sale.order",
        "web_read",
        [facts["order"]],
        specification=facts["specification"],
        context={"bin_size": True},
    )
    client.rpc("/mail/data", {"fetch_params": [["mail.thread", _thread(facts)]]})
    client.rpc(
        "/mail/thread/messages",
        {
            "thread_model": "sale.order",
            "thread_id": facts["order"],
            "fetch_params": {"limit": 30},
        },
    )


def _thread(facts):
    return {
        "access_params": {},
        "request_list": [
            "activities",
            "attachments",
            "contact_fields",
            "followers",
            "scheduledMessages",
            "suggestedRecipients",
        ],
        "thread_id": facts["order"],
        "thread_model": "sale.order",
    }


def post_in_channel(client, facts):
    """Post a message in the conversation."""
    client.rpc(
        "/mail/message/post",
        {
            "thread_model": "discuss.channel",
            "thread_id": facts["channel"],
            "post_data": {
                "body": "Can we give them ten per cent?",
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_comment",
            },
        },
    )


CASES = {"open": open_form, "post": post_in_channel}
