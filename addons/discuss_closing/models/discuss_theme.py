from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL, format_date

# Members are told this long before their channel closes, which is quiet for longer.
NOTICE_DAYS = 7
MIN_AUTO_CLOSE_DAYS = 14
# A notice that old is given again: the channel was kept for a while, or the job did not
# run, and nobody expects the channel to close any more.
NOTICE_EXPIRES_DAYS = 14
BATCH_SIZE = 200


class DiscussTheme(models.Model):
    _inherit = "discuss.theme"

    auto_close_days = fields.Integer(
        "Close after",
        help="Close the channels of this theme, not those of the themes inside it, in "
        "which nobody has written for this many days. Their members are told a week "
        "before. Favorites of somebody stay open. At least 14; 0 for never.",
    )

    @api.constrains("auto_close_days")
    def _check_auto_close_days(self):
        for theme in self:
            if theme.auto_close_days and theme.auto_close_days < MIN_AUTO_CLOSE_DAYS:
                raise ValidationError(
                    self.env._(
                        "Channels close after %(days)s quiet days at the earliest, as "
                        "their members are told a week before. Enter 0 to let them be.",
                        days=MIN_AUTO_CLOSE_DAYS,
                    )
                )

    @api.model
    def _cron_close_quiet_channels(self):
        """Tell members of quiet channels that these will close, and close those whose
        members were told a week ago.

        By batches, each kept once it is done: what is stopped in the middle goes on
        where it was, and tells nobody twice.
        """
        last_id, rows = 0, True
        while rows:
            rows = self._search_quiet_channels(last_id)
            self._close_quiet_channels(rows)
            last_id = rows[-1]["id"] if rows else last_id
            left = self.env["ir.cron"]._commit_progress(
                len(rows), remaining=int(len(rows) == BATCH_SIZE)
            )
            if not left:
                break

    @api.model
    def _close_quiet_channels(self, rows):
        """Tell or close, as :meth:`_search_quiet_channels` says of each channel."""
        Channel = self.env["discuss.channel"].with_context(active_test=False)
        channels = Channel.browse(row["id"] for row in rows)
        closable = channels._filter_closable_when_quiet()
        now = fields.Datetime.now()
        for row in rows:
            channel = Channel.browse(row["id"]).with_prefetch(channels.ids)
            if channel not in closable:
                continue
            company = channel.theme_id.company_id or self.env.company
            channel = channel.with_context(lang=company.partner_id.lang)
            if row["is_to_close"]:
                channel._close(
                    channel.env._("No message for %(days)s days", days=row["days"])
                )
                continue
            channel.close_notice_date = now
            channel._note(
                channel.env._(
                    "Nobody has written here for %(days)s days. This channel closes on "
                    "%(date)s, unless somebody writes in it or keeps it among their "
                    "favorites.",
                    days=(now - row["quiet_since"]).days,
                    date=format_date(
                        channel.env, fields.Date.today() + timedelta(days=NOTICE_DAYS)
                    ),
                )
            )

    @api.model
    def _search_quiet_channels(self, last_id):
        """Return the next quiet channels for which something has to be done.

        Whether somebody wrote is asked of the messages, not of `last_interest_dt`
        alone, which may be late; a message in a thread counts for its channel.

        :param int last_id: id of the last channel that was looked at
        :return: dictionaries with the keys ``id``, ``days`` (after which the theme
            closes), ``quiet_since`` (a datetime) and ``is_to_close`` (or to tell)
        :rtype: list
        """
        self.env.flush_all()
        now = fields.Datetime.now()
        self.env.cr.execute(
            SQL(
                """
                SELECT *
                  FROM (
                           SELECT channel.id,
                                  theme.auto_close_days AS days,
                                  quiet.since AS quiet_since,
                                  channel.close_notice_date AS noticed,
                                  channel.close_notice_date > quiet.since
                                  AND channel.close_notice_date > %(expired)s
                                  AS is_noticed
                             FROM discuss_channel AS channel
                             JOIN discuss_theme AS theme
                               ON theme.id = channel.theme_id
                              AND theme.auto_close_days > 0
                              AND channel.last_interest_dt
                                  < %(now)s - theme.auto_close_days * interval '1 day'
                                    + %(notice_days)s * interval '1 day'
                       CROSS JOIN LATERAL (
                                      SELECT GREATEST(
                                                 channel.create_date,
                                                 MAX(part.last_interest_dt),
                                                 MAX(last.create_date)
                                             ) AS since
                                        FROM discuss_channel AS part
                           LEFT JOIN LATERAL (
                                                 SELECT create_date
                                                   FROM mail_message
                                                  WHERE model = 'discuss.channel'
                                                    AND res_id = part.id
                                                    AND message_type NOT IN (
                                                            'notification',
                                                            'user_notification'
                                                        )
                                               ORDER BY id DESC
                                                  LIMIT 1
                                             ) AS last ON TRUE
                                       WHERE part.id = channel.id
                                          OR part.parent_channel_id = channel.id
                                  ) AS quiet
                            WHERE channel.id > %(last_id)s
                              AND channel.is_closed IS NOT TRUE
                              AND channel.active IS TRUE
                              AND channel.parent_channel_id IS NULL
                       ) AS candidate
            CROSS JOIN LATERAL (
                           SELECT is_noticed IS TRUE
                              AND noticed <= %(told)s
                              AND quiet_since <= %(now)s - days * interval '1 day'
                                  AS is_to_close
                       ) AS state
                 WHERE is_to_close
                    OR (
                           is_noticed IS NOT TRUE
                       AND quiet_since <= %(now)s - (days - %(notice_days)s)
                                                    * interval '1 day'
                       )
              ORDER BY id
                 LIMIT %(limit)s
                """,
                now=now,
                told=now - timedelta(days=NOTICE_DAYS),
                expired=now - timedelta(days=NOTICE_EXPIRES_DAYS),
                notice_days=NOTICE_DAYS,
                last_id=last_id,
                limit=BATCH_SIZE,
            )
        )
        return self.env.cr.dictfetchall()
