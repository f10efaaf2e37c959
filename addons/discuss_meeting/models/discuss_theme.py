from odoo import api, fields, models


class DiscussTheme(models.Model):
    _inherit = "discuss.theme"

    meeting_provider_id = fields.Many2one(
        "discuss.meeting.provider",
        string="Meeting Provider",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('company_id', 'in', [company_id, False])]",
        help="Where meetings of this theme are held. Empty: as the theme above has it "
        "or, at the top of the tree, the company.",
    )

    @api.constrains("company_id", "meeting_provider_id")
    def _check_meeting_provider(self):
        # sudo: discuss.meeting.provider - a constraint holds for whoever writes
        for theme in self.sudo():
            theme.meeting_provider_id._check_offered_to(theme.company_id)
