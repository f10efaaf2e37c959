import logging

import psycopg2
from psycopg2.extensions import ISOLATION_LEVEL_READ_COMMITTED

from odoo import fields, models, modules
from odoo.tools import SQL

from odoo.addons.mail.tools.discuss import Store

_logger = logging.getLogger(__name__)

PENDING = "discuss_reliable_post.last_interest"


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    def message_post(self, **kwargs):
        return super(
            DiscussChannel,
            self.with_context(discuss_reliable_post=self._keeps_interest_apart()),
        ).message_post(**kwargs)

    def write(self, vals):
        if "last_interest_dt" in vals:
            if (
                self.env.context.get("discuss_reliable_post")
                and self.env.su
                and vals.keys() == {"last_interest_dt"}
            ):
                return self._raise_last_interest(vals["last_interest_dt"])
            # Somebody sets the date on purpose: no earlier message goes before it.
            pending = self.env.cr.precommit.data.get(PENDING, {})
            for channel in self:
                pending.pop(channel.id, None)
        return super().write(vals)

    def _keeps_interest_apart(self):
        """Tell whether the date of the last message is written by a transaction of
        its own.

        Not where Odoo does that by itself: what it has now and what it had under
        discussion for its next versions are told apart by their names. Nor in a test,
        whose own transaction is never committed, so that no other one would see the
        channels that it makes.
        """
        return not (
            modules.module.current_test
            or hasattr(self, "_update_last_interest_dt")
            or "discuss.channel.last.interest.update" in self.env
        )

    def _raise_last_interest(self, date):
        """Note that a message is being posted, without holding on to the channel.

        A transaction that writes to a channel makes all others that do so wait until
        it ends, and then fail, as what they know of the channel is outdated: Odoo
        lets them sleep for some seconds, and try again. The date that every message
        writes is worth none of this. So this transaction and the browsers have it at
        once, and the database by a transaction of its own, just before this one ends:
        who hears of the message finds the date that goes with it.

        :param date: when the message is posted
        """
        date = fields.Datetime.to_datetime(date)
        self.flush_recordset(["last_interest_dt"])
        late = self.filtered(lambda channel: (channel.last_interest_dt or date) < date)
        for channel in late:
            channel._update_cache({"last_interest_dt": date})
            Store(bus_channel=channel).add(channel, ["last_interest_dt"]).bus_send()
        late.modified(["last_interest_dt"])
        precommit = self.env.cr.precommit
        if late and PENDING not in precommit.data:
            precommit.data[PENDING] = {}
            precommit.add(self.env["discuss.channel"]._write_last_interest)
        for channel in late:
            precommit.data[PENDING][channel.id] = date
        return True

    def _write_last_interest(self):
        """Write what `_raise_last_interest` noted, on the way to a commit."""
        date_by_id = self.env.cr.precommit.data.pop(PENDING)
        with self.env.registry.cursor() as cr:
            written_ids = self._write_last_interest_in(cr, date_by_id, wait=False)
        missing = {i: d for i, d in date_by_id.items() if i not in written_ids}
        if not missing:
            return

        # Channels that somebody holds: this very transaction, which made or changed
        # them, or another one, which may be about to set an earlier date.
        @self.env.cr.postcommit.add
        def write_missing():
            try:
                with self.env.registry.cursor() as cr:
                    self._write_last_interest_in(cr, missing, wait=True)
            except psycopg2.Error as error:
                # The message is posted: nobody must be told that it is not.
                _logger.info("last_interest_dt stays behind: %s", error)

    def _write_last_interest_in(self, cr, date_by_id, *, wait):
        """Write the dates of last messages, unless there is a later one already.

        :param cr: a cursor for this alone
        :param dict date_by_id: dates by id of channel
        :param bool wait: whether to wait for channels that others are writing to
        :return: ids of the channels whose date is as late by now
        """
        # Sees what others commit meanwhile, instead of failing because of it.
        cr.connection.set_isolation_level(ISOLATION_LEVEL_READ_COMMITTED)
        # The message is on disk only when what was written before it is, too: there
        # is no need to wait for the disk twice.
        cr.execute(
            "SET LOCAL synchronous_commit TO OFF; SET LOCAL lock_timeout TO '2s'"
        )
        rows = SQL(", ").join(
            SQL("(%s, %s::timestamp)", channel_id, date)
            for channel_id, date in date_by_id.items()
        )
        # In the order of ids, so that two of these do not wait for each other.
        cr.execute(
            SQL(
                """
                WITH late (id, date) AS (VALUES %s),
                     held AS (
                         SELECT channel.id
                           FROM discuss_channel channel
                           JOIN late ON late.id = channel.id
                       ORDER BY channel.id
                            FOR NO KEY UPDATE OF channel %s
                     )
                  UPDATE discuss_channel channel
                     SET last_interest_dt = GREATEST(last_interest_dt, late.date)
                    FROM held
                    JOIN late ON late.id = held.id
                   WHERE channel.id = held.id
               RETURNING channel.id
                """,
                rows,
                SQL() if wait else SQL("SKIP LOCKED"),
            )
        )
        return {channel_id for (channel_id,) in cr.fetchall()}
