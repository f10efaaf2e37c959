from odoo import fields, models


class DiscussTheme(models.Model):
    _inherit = "discuss.theme"

    meeting_provider_id = fields.Many2one(
        "discuss.meeting.provider",
        string="Meeting Provider",
        index="btree_not_null",
        help="Where meetings of this theme are held. Empty: as the theme above has it "
        "or, at the top of the tree, the company.",
    )
