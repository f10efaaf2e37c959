from odoo import fields, models


class DiscussChannelMember(models.Model):
    _inherit = "discuss.channel.member"

    is_owner = fields.Boolean(
        "Owner", help="Owners rename the channel, invite, remove people and close it."
    )
