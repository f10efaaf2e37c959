"""What one person has joined, seen at once: which channels their browser gets, and what
is unread in all of them."""

from collections import defaultdict
from typing import NamedTuple

from odoo.tools import SQL

# Who has joined no more channels than this gets all of them, as in stock Odoo.
ALL_LIMIT = 40
# Everybody else gets this many to begin with, of each kind.
CHANNEL_LIMIT = 20
FAVORITE_LIMIT = 50
DIRECT_LIMIT = 10

# What the flags of an unread channel say; see `working_set_model.js`.
IS_PRIVATE = 1
IS_UNLISTED = 2


class Membership(NamedTuple):
    """A channel that a person has joined.

    :param is_listed: whether it stands in their list: direct messages and threads that
        they took off do not
    :param is_chosen: whether it is part of their working set
    """

    channel_id: int
    theme_id: int | None
    channel_type: str
    parent_channel_id: int | None
    is_listed: bool
    is_muted: bool
    unread: int
    needaction: int
    is_chosen: bool


class Overview:
    """The channels that the current user has joined, read in one query.

    Only those that are in the working set or unread are here one by one.
    """

    def __init__(self, env):
        self.env = env
        env.cr.execute(
            SQL(
                """
                WITH joined AS MATERIALIZED (%(joined)s),
                chosen AS MATERIALIZED (
                    (
                        SELECT channel_id
                          FROM joined
                         WHERE is_favorite
                      ORDER BY favorite_sequence, channel_id
                         LIMIT %(favorite_limit)s
                    ) UNION ALL (
                        SELECT channel_id
                          FROM joined
                         WHERE is_listed
                           AND NOT is_favorite
                           AND channel_type IN ('channel', 'group')
                      ORDER BY %(most_wanted)s
                         LIMIT %(channel_limit)s
                    ) UNION ALL (
                        SELECT channel_id
                          FROM joined
                         WHERE is_listed
                           AND NOT is_favorite
                           AND channel_type = 'chat'
                      ORDER BY %(most_wanted)s
                         LIMIT %(direct_limit)s
                    ) UNION ALL (
                        SELECT channel_id
                          FROM joined
                         WHERE is_listed
                           AND NOT is_favorite
                           AND channel_type NOT IN ('channel', 'group', 'chat')
                    )
                ),
                seen AS (
                    SELECT *, channel_id IN (SELECT * FROM chosen) AS is_chosen
                      FROM joined
                )
                SELECT %(columns)s
                  FROM seen
                 WHERE is_chosen
                    OR (NOT is_muted AND (unread > 0 OR needaction > 0))
             UNION ALL
                SELECT NULL, theme_id, channel_type, NULL, NULL, NULL, count(*), 0, NULL
                  FROM joined
                 WHERE is_listed
                   AND parent_channel_id IS NULL
              GROUP BY theme_id, channel_type
                """,
                joined=joined_sql(env),
                columns=SQL(", ").join(map(SQL.identifier, Membership._fields)),
                favorite_limit=FAVORITE_LIMIT,
                direct_limit=DIRECT_LIMIT,
                channel_limit=CHANNEL_LIMIT,
                most_wanted=SQL(
                    "(unread > 0 AND NOT is_muted) DESC, activity_dt DESC NULLS LAST,"
                    " channel_id DESC"
                ),
            )
        )
        rows = [Membership(*row) for row in env.cr.fetchall()]
        self.memberships = [row for row in rows if row.channel_id]
        self.joined = sorted(
            [row.theme_id or 0, row.channel_type, row.unread]
            for row in rows
            if not row.channel_id
        )

    @property
    def chosen_ids(self):
        """The ids of the working set; a thread brings its channel."""
        chosen = [m for m in self.memberships if m.is_chosen]
        parents = [m.parent_channel_id for m in chosen if m.parent_channel_id]
        return list(dict.fromkeys([*(m.channel_id for m in chosen), *parents]))

    @property
    def counter(self):
        """How many channels count on the icon of the messages."""
        return sum(m.is_listed and not m.is_muted for m in self._unread())

    def format(self):
        """Return what the browser is told of all that the user has joined.

        :rtype: dict
        :returns:
            * `bus_id`: what happened since is told over the bus;
            * `joined`: lists [theme, type, number of channels], the theme being 0
              without one;
            * `unread`: lists [theme, flags, [channel, messages, channel, …]], each
              channel's id less the one before, as there may be thousands;
            * `needaction`: by channel, the messages that call the user
        """
        unread = defaultdict(list)
        last_ids = defaultdict(int)
        needaction = {}
        for m in sorted(self._unread(), key=lambda m: m.channel_id):
            if m.is_muted:
                continue
            is_private = m.channel_type in ("chat", "group")
            flags = IS_PRIVATE * is_private | IS_UNLISTED * (not m.is_listed)
            key = m.theme_id or 0, flags
            unread[key] += [m.channel_id - last_ids[key], m.unread]
            last_ids[key] = m.channel_id
            if m.needaction:
                needaction[m.channel_id] = m.needaction
        return {
            # sudo: bus.bus - reading a number that is not sensitive
            "bus_id": self.env["bus.bus"].sudo()._bus_last_id(),
            "joined": self.joined,
            "needaction": needaction,
            "unread": [[*key, numbers] for key, numbers in unread.items()],
        }

    def _unread(self):
        return (m for m in self.memberships if m.unread or m.needaction)


def joined_sql(env):
    """Return a query for what the current user has joined and can open, save what
    stands in nobody's list."""
    Channel, Member = env["discuss.channel"], env["discuss.channel.member"]
    partner = env.user.partner_id
    for model in (Channel, Member, env["mail.message"], env["mail.notification"]):
        model.flush_model()
    # sudo: discuss.channel - the user's own; the domain says which they can open
    query = Channel.sudo()._search(
        Channel._listed_domain() & Channel._open_to_members_domain()
    )
    return SQL(
        """
        SELECT member.channel_id,
               discuss_channel.name,
               discuss_channel.theme_id,
               discuss_channel.channel_type,
               discuss_channel.parent_channel_id,
               member.is_favorite IS TRUE AS is_favorite,
               member.favorite_sequence,
               member.mute_until_dt IS NOT NULL AS is_muted,
               (
                   (
                       discuss_channel.channel_type IN ('channel', 'group')
                       AND discuss_channel.parent_channel_id IS NULL
                   )
                   OR member.unpin_dt IS NULL
                   OR member.last_interest_dt >= member.unpin_dt
                   OR discuss_channel.last_interest_dt >= member.unpin_dt
               ) IS TRUE AS is_listed,
               GREATEST(
                   member.last_interest_dt, discuss_channel.last_interest_dt
               ) AS activity_dt,
               unread.number AS unread,
               COALESCE(needaction.number, 0) AS needaction
          FROM %(channels)s
          JOIN discuss_channel_member AS member
            ON member.channel_id = discuss_channel.id
           AND member.partner_id = %(partner)s
    CROSS JOIN LATERAL (
                   SELECT count(*) AS number
                     FROM mail_message AS message
                    WHERE message.model = 'discuss.channel'
                      AND message.res_id = member.channel_id
                      AND message.id >= member.new_message_separator
                      AND message.message_type NOT IN (
                          'notification', 'user_notification'
                      )
               ) AS unread
     LEFT JOIN (
                   SELECT message.res_id AS channel_id, count(*) AS number
                     FROM mail_notification AS notification
                     JOIN mail_message AS message
                       ON message.id = notification.mail_message_id
                    WHERE notification.res_partner_id = %(partner)s
                      AND notification.is_read IS NOT TRUE
                      AND message.model = 'discuss.channel'
                      AND message.message_type != 'user_notification'
                 GROUP BY message.res_id
               ) AS needaction
            ON needaction.channel_id = member.channel_id
         WHERE %(where)s
        """,
        channels=query.from_clause,
        partner=partner.id,
        where=query.where_clause or SQL("TRUE"),
    )
