from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.discuss_theme.const import CHANNEL_KINDS


class DiscussMeetingReport(models.Model):
    """How meeting links are used, for the administrators of Discuss.

    There is one line for each meeting and, of a standing link, for each day on which
    somebody met there. It says neither what a meeting was about nor who was in it: what
    is done in private stays there.
    """

    _name = "discuss.meeting.report"
    _description = "Meeting Links Used"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "date"
    _depends = {
        "discuss.channel": ["channel_type", "group_public_id", "theme_id"],
        "discuss.meeting": [
            "channel_id",
            "company_id",
            "create_date",
            "expiry_date",
            "host_id",
            "is_standing",
            "provider_id",
            "start_date",
            "told_count",
        ],
        "discuss.meeting.attendance": [
            "guest_id",
            "join_date",
            "leave_date",
            "meeting_id",
            "minutes",
            "partner_id",
        ],
    }

    date = fields.Datetime(readonly=True)
    host_id = fields.Many2one("res.users", "Host", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    theme_id = fields.Many2one("discuss.theme", readonly=True)
    kind = fields.Selection(CHANNEL_KINDS, "Kind of Channel", readonly=True)
    provider_id = fields.Many2one(
        "discuss.meeting.provider", readonly=True, help="Empty: in Odoo."
    )
    is_standing = fields.Boolean("Standing Link", readonly=True)
    people_count = fields.Integer("People", readonly=True)
    outsider_count = fields.Integer("From Outside", readonly=True)
    minutes = fields.Float(
        "Minutes of All",
        readonly=True,
        help="The time of everybody, added up. Of providers that do not say when "
        "people leave, it is not known.",
    )
    told_count = fields.Integer(
        "Invitations Not Sent",
        readonly=True,
        help="How many people found the link where they talk, instead of an e-mail.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT COALESCE(MIN(stay.id) * 2 + 1, meeting.id * 2) AS id,
                   COALESCE(
                       MIN(stay.join_date), meeting.start_date, meeting.create_date
                   ) AS date,
                   meeting.host_id,
                   meeting.company_id,
                   channel.theme_id,
                   CASE WHEN channel.channel_type = 'group' THEN 'private'
                        WHEN channel.channel_type = 'chat' THEN 'direct'
                        WHEN channel.channel_type != 'channel' THEN NULL
                        WHEN channel.group_public_id IS NULL THEN 'open'
                        WHEN channel.group_public_id = %(employees)s THEN 'public'
                        ELSE 'restricted'
                   END AS kind,
                   meeting.provider_id,
                   meeting.is_standing,
                   COUNT(DISTINCT stay.partner_id) + COUNT(DISTINCT stay.guest_id)
                       AS people_count,
                   COUNT(DISTINCT stay.partner_id) FILTER (WHERE stay.is_guest)
                       + COUNT(DISTINCT stay.guest_id) AS outsider_count,
                   COALESCE(
                       SUM(stay.minutes) FILTER (
                           WHERE stay.leave_date < meeting.expiry_date
                       ),
                       0
                   ) AS minutes,
                   CASE WHEN row_number() OVER (
                            PARTITION BY meeting.id ORDER BY MIN(stay.join_date)
                        ) = 1
                        THEN meeting.told_count
                        ELSE 0
                   END AS told_count
              FROM discuss_meeting AS meeting
         LEFT JOIN discuss_channel AS channel
                ON channel.id = meeting.channel_id
         LEFT JOIN discuss_meeting_attendance AS stay
                ON stay.meeting_id = meeting.id
               AND stay.join_date IS NOT NULL
          GROUP BY meeting.id,
                   channel.id,
                   CASE WHEN meeting.is_standing THEN stay.join_date::date END
            """,
            employees=self.env.ref("base.group_user").id,
        )
