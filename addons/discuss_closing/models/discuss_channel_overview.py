from odoo import fields, models
from odoo.tools import SQL


class DiscussChannelOverview(models.Model):
    _inherit = "discuss.channel.overview"
    _depends = {"discuss.channel": ["is_closed"]}

    is_closed = fields.Boolean("Closed", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT overview.*, channel.is_closed IS TRUE AS is_closed
              FROM (%s) AS overview
              JOIN discuss_channel AS channel
                ON channel.id = overview.id
            """,
            super()._table_query,
        )
