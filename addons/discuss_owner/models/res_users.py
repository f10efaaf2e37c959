from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(("active", "group_ids")):
            gone = self.filtered(lambda user: not (user.active and user._is_internal()))
            gone.partner_id._give_up_ownership()
        return result

    def unlink(self):
        partners = self.partner_id
        result = super().unlink()
        partners.exists()._give_up_ownership()
        return result
