from odoo import models


class DiscussRecordGlanceMixin(models.AbstractModel):
    """What lists of business records show of their channels."""

    _name = "discuss.record.glance.mixin"
    _description = "Record with Channels: Glance"
