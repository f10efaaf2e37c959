"""Many people who post at the same time: all into one channel, or each into another.

In stock, those who post into one channel wait for each other.
"""

from datetime import datetime

SUMMARY = "sixteen people post at once, into one channel and into sixteen"

POSTERS = 16
PASSWORD = "bench.poster"
GOAL_ONE_TO_MANY = 0.8
GOAL_SLOWEST_MS = 1000
# Odoo dates messages and channels to the second, one after the other.
GOAL_ACTIVITY_SECONDS = 1


def prepare(env):
    """Make the people, a channel that all are in, and one for each of them."""
    people = (
        env["res.users"]
        .with_context(no_reset_password=True)
        .create(
            [
                {
                    "name": f"Poster {number}",
                    "login": f"bench.poster.{number}",
                    "password": PASSWORD,
                    "group_ids": [(4, env.ref("base.group_user").id)],
                }
                for number in range(POSTERS)
            ]
        )
    )
    channels = [
        env["discuss.channel"]._create_group(people.partner_id.ids, name=name)
        for name in ("Busy", *(f"Quiet {number}" for number in range(POSTERS)))
    ]
    return {
        "logins": people.mapped("login"),
        "password": PASSWORD,
        "busy": channels[0].id,
        "quiet": [channel.id for channel in channels[1:]],
        "members": [len(channel.channel_member_ids) for channel in channels],
    }


def check(ours, stock):
    """Refuse to compare channels of a different size."""
    if ours["members"] != stock["members"]:
        raise ValueError(f"members: ours {ours['members']}, stock {stock['members']}")


def post_into_one(client, facts, number):
    """Post where everybody does."""
    _post(client, facts["busy"])


def post_into_many(client, facts, number):
    """Post where nobody else does."""
    _post(client, facts["quiet"][number])


def _post(client, channel_id):
    client.rpc(
        "/mail/message/post",
        {
            "thread_model": "discuss.channel",
            "thread_id": channel_id,
            "post_data": {
                "body": "Who has the keys of the van?",
                "message_type": "comment",
                "subtype_xmlid": "mail.mt_comment",
            },
        },
    )


LOADS = {"one": post_into_one, "sixteen": post_into_many}


def goals(figures):
    """Return what ours has to reach."""
    share = figures["one"]["per_second"] / figures["sixteen"]["per_second"]
    slowest = figures["one"]["slowest_ms"]
    errors = sum(by_metric["errors"] for by_metric in figures.values())
    return [
        (
            f"posts per second into one channel: {share:.2f} of those into sixteen"
            f" (at least {GOAL_ONE_TO_MANY})",
            share >= GOAL_ONE_TO_MANY,
        ),
        (
            f"slowest post into one channel: {slowest:.0f} ms"
            f" (less than {GOAL_SLOWEST_MS})",
            slowest < GOAL_SLOWEST_MS,
        ),
        (f"errors: {errors:.0f} (none)", not errors),
    ]


def verify(client, facts):
    """Return whether the channels can still be sorted by what happened last."""
    late = {}
    for channel_id in (facts["busy"], *facts["quiet"]):
        (channel,) = _read(
            client, "discuss.channel", [("id", "=", channel_id)], "last_interest_dt"
        )
        (message,) = _read(
            client,
            "mail.message",
            [("model", "=", "discuss.channel"), ("res_id", "=", channel_id)],
            "date",
        )
        late[channel_id] = abs(
            _date(channel["last_interest_dt"]) - _date(message["date"])
        ).total_seconds()
    worst = max(late.values())
    return [
        (
            f"last activity of a channel: {worst:.0f} s from its last message (at most"
            f" {GOAL_ACTIVITY_SECONDS})",
            worst <= GOAL_ACTIVITY_SECONDS,
        )
    ]


def _read(client, model, domain, field):
    """Return the record that has the latest date in this field."""
    return client.rpc(
        f"/web/dataset/call_kw/{model}/search_read",
        {
            "model": model,
            "method": "search_read",
            "args": [domain, [field]],
            "kwargs": {"limit": 1, "order": f"{field} desc"},
        },
    )


def _date(text):
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S")
