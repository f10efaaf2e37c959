from odoo import api, models

from odoo.addons.mail.tools.discuss import Store


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model
    def _init_store_data(self, store: Store):
        result = super()._init_store_data(store)
        if self.env.user._is_internal():
            self.env["discuss.theme"]._add_to_store(store)
        return result
