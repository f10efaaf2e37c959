from odoo import models


class DiscussRecordEndMixin(models.AbstractModel):
    """What becomes of the channels of a business record when it ends."""

    _name = "discuss.record.end.mixin"
    _description = "Record with Channels: End"
