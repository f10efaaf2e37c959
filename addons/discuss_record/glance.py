"""What one person finds in channels at a glance: what is unread, and the last word."""

import re
from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup

from odoo.fields import Datetime
from odoo.tools import SQL
from odoo.tools.mail import html_to_inner_content

# What a row of a list has room for.
WORDS_LENGTH = 120
# The first words stand in so much of a message, whatever its formatting.
BODY_LENGTH = 2000
CUT_TAG = re.compile(r"<[^>]*$")


class Glance(NamedTuple):
    """What a member finds in a channel.

    :param unread: number of messages, as ``message_unread_counter`` has it
    :param last_id: id of the last message that somebody wrote, if there is one
    """

    channel_id: int
    unread: int
    last_id: int | None
    last_date: datetime | None
    author: str | None
    body: str | None

    @property
    def words(self):
        """The first words of the last message, as plain text."""
        text = html_to_inner_content(Markup(CUT_TAG.sub("", self.body or "")))
        text = " ".join(text.split())
        if len(text) <= WORDS_LENGTH:
            return text
        return text[: WORDS_LENGTH - 1].rstrip() + "…"

    def describe(self):
        """Return the last word, for a browser."""
        return {
            "id": self.last_id,
            "author": self.author or "",
            "date": Datetime.to_string(self.last_date),
            "words": self.words,
        }


def own_glances(env, channel_ids):
    """Return what the current user finds in those of these channels that they are a
    member of, in one query.

    :return: ``{channel_id: Glance}``
    """
    if not channel_ids:
        return {}
    _flush(env)
    env.cr.execute(
        SQL(
            """
            SELECT member.channel_id,
                   unread.number,
                   last.id,
                   last.date,
                   COALESCE(author.name, guest.name, last.email_from),
                   LEFT(last.body, %(length)s)
              FROM discuss_channel_member AS member
        CROSS JOIN LATERAL (
                       SELECT count(*) AS number
                         FROM mail_message AS message
                        WHERE %(is_unread)s
                   ) AS unread
         LEFT JOIN LATERAL (
                       SELECT message.id, date, author_id, author_guest_id,
                              email_from, body
                         FROM mail_message AS message
                        WHERE %(is_said)s
                          AND body ~ '(^|>)[^<]*[^<[:space:]]'
                     ORDER BY message.id DESC
                        LIMIT 1
                   ) AS last
                ON TRUE
         LEFT JOIN res_partner AS author
                ON author.id = last.author_id
         LEFT JOIN mail_guest AS guest
                ON guest.id = last.author_guest_id
             WHERE member.partner_id = %(partner)s
               AND member.channel_id = ANY(%(channel_ids)s)
            """,
            channel_ids=list(channel_ids),
            is_said=_is_said(),
            is_unread=_is_unread(),
            length=BODY_LENGTH,
            partner=_own_partner(env),
        )
    )
    return {row[0]: Glance(*row) for row in env.cr.fetchall()}


def unread_channels(env):
    """Return a query for the channels in which the current user has something unread.

    With a limit, for the database to look at each channel by index: it would rather
    read all messages at once.
    """
    _flush(env)
    return SQL(
        """
        SELECT member.channel_id
          FROM discuss_channel_member AS member
    CROSS JOIN LATERAL (
                   SELECT FROM mail_message AS message WHERE %(is_unread)s LIMIT 1
               ) AS unread
         WHERE member.partner_id = %(partner)s
        """,
        is_unread=_is_unread(),
        partner=_own_partner(env),
    )


def _flush(env):
    for model in ("discuss.channel.member", "mail.message"):
        env[model].flush_model()


def _own_partner(env):
    """Return who asks, without a query of its own for what no other part of the
    request may want."""
    return SQL("(SELECT partner_id FROM res_users WHERE id = %s)", env.uid)


def _is_said():
    """Return which messages are of people: stock counts no others as unread."""
    return SQL(
        """
        message.model = 'discuss.channel'
        AND message.res_id = member.channel_id
        AND message.message_type NOT IN ('notification', 'user_notification')
        """
    )


def _is_unread():
    return SQL("%s AND message.id >= member.new_message_separator", _is_said())
