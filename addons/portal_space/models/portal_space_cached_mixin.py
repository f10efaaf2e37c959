from odoo import api, models


class PortalSpaceCachedMixin(models.AbstractModel):
    """Records that change once a year, of which something is remembered for all pages
    of the space: until one of them changes."""

    _name = "portal.space.cached.mixin"
    _description = "Remembered for the Customer's Space"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self.env.registry.clear_cache()
        return records

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
