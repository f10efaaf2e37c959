from odoo import fields, models


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    helpdesk_ticket_ids = fields.One2many(
        "helpdesk.ticket",
        "team_channel_id",
        string="Requests",
        groups="helpdesk_mgmt.group_helpdesk_user_own",
    )
