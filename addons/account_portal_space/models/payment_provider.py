from odoo import api, models, tools
from odoo.fields import Domain


class PaymentProvider(models.Model):
    """Every page of the space asks what may be paid with."""

    _name = "payment.provider"
    _inherit = ["payment.provider", "portal.space.cached.mixin"]

    @api.model
    @tools.ormcache("tuple(self.env.companies.ids)")
    def _portal_space_is_published(self):
        """Whether customers of these companies can pay with any."""
        domain = Domain(self._check_company_domain(self.env.companies))
        domain &= Domain("state", "in", ("enabled", "test"))
        domain &= Domain("is_published", "=", True)
        # sudo: payment.provider - whether there is one, no more
        return bool(self.sudo().search_count(domain, limit=1))

    @api.model
    def _portal_space_keeps_methods(self):
        """Whether the user can have a payment method kept, as the home of stock's
        portal finds out to link to them."""
        # sudo: res.partner - the user's own country
        partner_sudo = self.env.user.sudo().partner_id
        return self._portal_space_keeps_methods_of(
            self.env.company.id, partner_sudo.id, partner_sudo.country_id.id
        )

    @api.model
    @tools.ormcache("self.env.uid", "company_id", "partner_id", "country_id")
    def _portal_space_keeps_methods_of(self, company_id, partner_id, country_id):
        # sudo: payment.provider, payment.method - as stock's page
        providers_sudo = self.sudo()._get_compatible_providers(
            company_id, partner_id, 0.0, force_tokenization=True, is_validation=True
        )
        methods_sudo = providers_sudo.env["payment.method"]
        return bool(
            methods_sudo._get_compatible_payment_methods(
                providers_sudo.ids, partner_id, force_tokenization=True
            )
        )
