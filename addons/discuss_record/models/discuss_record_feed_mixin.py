from odoo import models


class DiscussRecordFeedMixin(models.AbstractModel):
    """What happens to a business record appears in its channels."""

    _name = "discuss.record.feed.mixin"
    _description = "Record with Channels: Feed"
