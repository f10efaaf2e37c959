from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _portal_space_sms_number(self):
        """The number to which a person may be told news; empty if there is none, or
        if their company does not send any."""
        self.ensure_one()
        # sudo: res.partner, res.company - one's own number, and a setting
        partner_sudo = self.sudo()
        company = (
            partner_sudo.company_id
            or partner_sudo.user_ids.company_id
            or self.env.company
        )[0]
        if not company.portal_space_sms:
            return ""
        return partner_sudo._phone_format(fname="phone") or ""
