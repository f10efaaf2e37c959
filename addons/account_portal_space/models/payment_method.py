from odoo import api, models


class PaymentMethod(models.Model):
    """See ``payment.provider``: what is remembered there depends on these, too."""

    _inherit = "payment.method"

    @api.model_create_multi
    def create(self, vals_list):
        created = super().create(vals_list)
        self.env.registry.clear_cache()
        return created

    def write(self, vals):
        result = super().write(vals)
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
