from odoo import models

from odoo.addons.discuss_record.feed import FeedEvent


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    def _discuss_feed_events(self):
        return {
            **super()._discuss_feed_events(),
            "received_partly": FeedEvent(
                self.env._("Partly received"), "fa-truck", "receipt_status", "partial"
            ),
            "received": FeedEvent(
                self.env._("Received"), "fa-truck", "receipt_status", "full"
            ),
        }
