from odoo import api, models
from odoo.fields import Domain

from odoo.addons.portal_space.tools.home import Hint


class PortalSpace(models.AbstractModel):
    _inherit = "portal.space"

    @api.model
    def _hints(self, shown):
        hints = super()._hints(shown)
        if self.env["res.partner"]._portal_manages_colleagues():
            hints.append(Hint(self.env._("Invite your colleagues"), "/my/colleagues"))
        return hints

    @api.model
    def _is_limited(self):
        # sudo: res.partner - the user's own, whatever rules say of partners
        partner = self.env.user.sudo().partner_id
        return partner.portal_scope == "own" or super()._is_limited()

    @api.model
    def _own_domain(self, model_name, partner):
        """Which records of a model are the person's own; all of them if the model has
        nothing to do with the space.

        :return: ``Domain``
        """
        model = self.env.registry[model_name]
        if issubclass(model, self.env.registry["portal.space.mixin"]):
            return self.env[model_name]._portal_space_own_domain(partner)
        if path := self._own_through().get(model_name):
            parent = self.env[model_name]._fields[path].comodel_name
            # the field says nothing of who may read its record: its own rule does
            return Domain(path, "any!", self._own_domain(parent, partner))
        return Domain.TRUE
