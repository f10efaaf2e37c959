from odoo import models


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "portal.space.access.mixin"]

    def _portal_access_partner(self):
        return self.partner_id

    def _portal_access_ensure_partner(self):
        # as a quotation does: what the opportunity says of its contact makes one
        if not self.partner_id and self.email_from:
            self._handle_partner_assignment()
        return super()._portal_access_ensure_partner()
