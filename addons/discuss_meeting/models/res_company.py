from odoo import api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    meeting_provider_id = fields.Many2one(
        "discuss.meeting.provider",
        string="Meeting Provider",
        ondelete="restrict",
        domain="[('company_id', 'in', [id, False])]",
        help="Where meetings are held, unless a theme says otherwise. Empty: in Odoo.",
    )
    meeting_fallback_provider_id = fields.Many2one(
        "discuss.meeting.provider",
        string="Fallback Meeting Provider",
        ondelete="restrict",
        domain="[('company_id', 'in', [id, False])]",
        help="Where meetings go on when their provider is down. Empty: in Odoo.",
    )

    @api.constrains("meeting_provider_id", "meeting_fallback_provider_id")
    def _check_meeting_providers(self):
        # sudo: discuss.meeting.provider - a constraint holds for whoever writes
        for company in self.sudo():
            providers = (
                company.meeting_provider_id + company.meeting_fallback_provider_id
            )
            providers._check_offered_to(company)
