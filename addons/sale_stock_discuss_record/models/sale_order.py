from odoo import models

from odoo.addons.discuss_record.feed import FeedEvent


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _discuss_feed_events(self):
        return {
            **super()._discuss_feed_events(),
            "delivered_partly": FeedEvent(
                self.env._("Partly delivered"), "fa-truck", "delivery_status", "partial"
            ),
            "delivered": FeedEvent(
                self.env._("Delivered"), "fa-truck", "delivery_status", "full"
            ),
        }
