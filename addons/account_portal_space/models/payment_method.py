from odoo import models


class PaymentMethod(models.Model):
    """What is remembered of ``payment.provider`` depends on these, too."""

    _name = "payment.method"
    _inherit = ["payment.method", "portal.space.cached.mixin"]
