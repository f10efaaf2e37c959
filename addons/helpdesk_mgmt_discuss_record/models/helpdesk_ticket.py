from odoo import models

from odoo.addons.discuss_record.feed import FeedEvent


class HelpdeskTicket(models.Model):
    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "discuss.record.mixin"]

    _discuss_theme = "helpdesk_mgmt_discuss_record.theme_requests"
    _discuss_header_fields = ("partner_id", "team_id")
    _discuss_state_field = "stage_id"
    _discuss_end_fields = ("active", "stage_id")
    _discuss_feed_fields = ("stage_id",)
    _discuss_reference_field = "number"

    def _discuss_followed_fields(self):
        # both colleagues read what is their own request, or their team's
        return super()._discuss_followed_fields() | {"name", "partner_id", "team_id"}

    def _discuss_kind(self):
        return self.env._("Request")

    def _discuss_format(self, field_name):
        # who writes an e-mail need not be a contact
        if field_name == "partner_id" and not self.partner_id:
            return self.partner_name or self.partner_email or ""
        return super()._discuss_format(field_name)

    def _discuss_outcome(self):
        """A request is over in the stages that are said to close it."""
        self.ensure_one()
        if self.active and self.stage_id.closed:
            return self.stage_id.name
        return super()._discuss_outcome()

    def _discuss_feed_events(self):
        return {
            **super()._discuss_feed_events(),
            "user_id": FeedEvent(
                self.env._("Assigned to"), "fa-user-o", field="user_id"
            ),
        }
