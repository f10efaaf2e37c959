from odoo import models
from odoo.fields import Domain


class PortalSpaceMixin(models.AbstractModel):
    _inherit = "portal.space.mixin"

    def _portal_space_own_domain(self, partner):
        """Which records are a person's own, for somebody who is not to see those of
        their whole company: those that name them, and those that they follow.

        :return: ``Domain``
        """
        followed = Domain("message_partner_ids", "in", partner.ids)
        named = (
            Domain(name, "in", partner.ids) for name in self._mail_get_partner_fields()
        )
        return Domain.OR([followed, *named])
