from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def write(self, vals):
        """Whoever no longer comes in does not manage who does: they would again if
        somebody let them in later."""
        result = super().write(vals)
        if "active" in vals and not vals["active"]:
            # sudo: res.partner - it goes with the log-in
            people_sudo = self.sudo().partner_id
            managers_sudo = people_sudo.filtered("portal_is_manager")
            if managers_sudo:
                managers_sudo.portal_is_manager = False
        return result
