from odoo import fields, models
from odoo.tools import SQL

from odoo.addons.discuss_theme.const import CHANNEL_KINDS


class DiscussChannelOverview(models.Model):
    """Which channels there are, for the administrators of Discuss.

    It says that a channel exists, where it is filed, who owns it and how busy it is;
    neither what it is for nor what is said in it. It gives no right to the channel.
    Direct messages and threads are not in it.
    """

    _name = "discuss.channel.overview"
    _description = "Overview of Channels"
    _auto = False
    _order = "last_interest_dt desc, id desc"
    _depends = {
        "discuss.channel": [
            "active",
            "channel_type",
            "group_public_id",
            "last_interest_dt",
            "name",
            "parent_channel_id",
            "theme_id",
        ],
        "discuss.channel.member": ["channel_id", "is_owner", "partner_id"],
        "mail.message": ["message_type", "model", "res_id"],
    }

    name = fields.Char(readonly=True)
    kind = fields.Selection(CHANNEL_KINDS, readonly=True)
    theme_id = fields.Many2one("discuss.theme", readonly=True)
    active = fields.Boolean(readonly=True)
    create_uid = fields.Many2one("res.users", "Made by", readonly=True)
    create_date = fields.Datetime("Made on", readonly=True)
    owner_names = fields.Char("Owners", readonly=True)
    member_count = fields.Integer("Members", readonly=True)
    message_count = fields.Integer("Messages", readonly=True)
    last_interest_dt = fields.Datetime("Last Activity", readonly=True)

    @property
    def _table_query(self):
        # What is counted stands in subqueries of the columns: where it is not asked
        # for, it is not counted, and a page of a list counts for its own rows.
        return SQL(
            """
            SELECT channel.id,
                   channel.name,
                   CASE WHEN channel.channel_type = 'group' THEN 'private'
                        WHEN channel.group_public_id IS NULL THEN 'open'
                        WHEN channel.group_public_id = %(employees)s THEN 'public'
                        ELSE 'restricted'
                   END AS kind,
                   channel.theme_id,
                   channel.active,
                   channel.create_uid,
                   channel.create_date,
                   channel.last_interest_dt,
                   (
                       SELECT string_agg(partner.name, ', ' ORDER BY partner.name)
                         FROM discuss_channel_member AS member
                         JOIN res_partner AS partner ON partner.id = member.partner_id
                        WHERE member.channel_id = channel.id
                          AND member.is_owner IS TRUE
                   ) AS owner_names,
                   (
                       SELECT count(*)
                         FROM discuss_channel_member AS member
                        WHERE member.channel_id = channel.id
                   ) AS member_count,
                   (
                       SELECT count(*)
                         FROM mail_message AS message
                        WHERE message.model = 'discuss.channel'
                          AND message.res_id = channel.id
                          AND message.message_type
                              NOT IN ('notification', 'user_notification')
                   ) AS message_count
              FROM discuss_channel AS channel
             WHERE channel.channel_type IN %(types)s
               AND channel.parent_channel_id IS NULL
            """,
            employees=self.env.ref("base.group_user").id,
            types=self.env["discuss.channel"]._theme_channel_types(),
        )
