from odoo import api, models
from odoo.fields import Domain


class IrRule(models.Model):
    _inherit = "ir.rule"

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        """Somebody who is to see their own records in the space reads no others,
        whatever a rule gives to their company."""
        domain = super()._compute_domain(model_name, mode)
        if self.env.su or not self.env.user._is_portal():
            return domain
        # sudo: res.partner - the user's own, whatever rules say of partners
        partner = self.env.user.sudo().partner_id
        if partner.portal_scope != "own":
            return domain
        own = self.env["portal.space"]._own_domain(model_name, partner)
        return Domain.AND([domain, own]).optimize(self.env[model_name])
