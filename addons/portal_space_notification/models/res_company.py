from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .portal_preference import DEFAULTS


class ResCompany(models.Model):
    _inherit = "res.company"

    portal_space_instead_of_mail = fields.Boolean(
        "Tell customers in the space instead of by e-mail", default=True
    )
    portal_space_digest_hour = fields.Integer("Hour of digests", default=7)

    @api.constrains("portal_space_digest_hour")
    def _check_portal_space_digest_hour(self):
        if any(not 0 <= company.portal_space_digest_hour <= 23 for company in self):
            raise ValidationError(self.env._("The hour of digests is from 0 to 23."))

    def _portal_space_preferences(self):
        """What holds for customers who have not chosen, made if it is missing."""
        self.ensure_one()
        preferences = self.env["portal.preference"]
        known = preferences.search([("company_id", "=", self.id)])
        missing = DEFAULTS.keys() - set(known.mapped("kind"))
        return known | preferences.create(
            [
                {"company_id": self.id, "kind": kind, "way": way, "moment": moment}
                for kind, (way, moment) in DEFAULTS.items()
                if kind in missing
            ]
        )
