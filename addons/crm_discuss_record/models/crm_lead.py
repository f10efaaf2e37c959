from odoo import models

from odoo.addons.discuss_record.feed import FeedEvent


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["crm.lead", "discuss.record.mixin"]

    _discuss_theme = "crm_discuss_record.theme_sales"
    _discuss_header_fields = ("partner_id", "expected_revenue", "date_deadline")
    _discuss_state_field = "stage_id"
    _discuss_end_fields = ("active", "probability", "stage_id", "won_status")
    _discuss_feed_fields = ("stage_id", "user_id", "date_deadline")

    def _discuss_followed_fields(self):
        return super()._discuss_followed_fields() | {"team_id"}

    def _discuss_kind(self):
        return self._discuss_format("type")

    def _discuss_outcome(self):
        """An opportunity that was lost is over. One that was won goes on as an order:
        that decides."""
        self.ensure_one()
        if self.won_status == "won":
            return None
        if self.won_status != "lost":
            return super()._discuss_outcome()
        if reason := self.lost_reason_id:
            return self.env._("Lost: %(reason)s", reason=reason.name)
        return self.env._("Lost")

    def _discuss_feed_events(self):
        return {
            **super()._discuss_feed_events(),
            "won": FeedEvent(self.env._("Won"), "fa-trophy", "won_status", "won"),
            "lost": FeedEvent(self.env._("Lost"), "fa-times", "won_status", "lost"),
        }

    def _merge_dependences(self, opportunities):
        result = super()._merge_dependences(opportunities)
        self._discuss_absorb(opportunities)
        return result

    def _merge_opportunity(self, *args, **kwargs):
        merged = super()._merge_opportunity(*args, **kwargs)
        # sudo: discuss.channel - of the merged opportunities, some may have been open
        # to people to whom the one that stays is not
        if channel := merged.sudo().team_channel_id:
            channel._revoke_record_entries()
        return merged
