from odoo import fields, models

from odoo.addons.discuss_record.feed import FeedEvent


class TestDiscussRecord(models.Model):
    """A document with what the conversation on records has to respect: a company, a
    responsible person, records that are for few eyes, and a field for fewer still."""

    _name = "test.discuss.record"
    _description = "Test Document"
    _inherit = ["mail.thread", "discuss.record.mixin"]

    _discuss_header_fields = ("user_id", "amount", "margin", "date")
    _discuss_state_field = "state"
    _discuss_feed_fields = ("state", "user_id", "date")
    _discuss_reference_field = "name"

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one("res.company")
    user_id = fields.Many2one("res.users")
    partner_id = fields.Many2one("res.partner")
    is_confidential = fields.Boolean()
    currency_id = fields.Many2one(
        "res.currency", default=lambda self: self.env.company.currency_id
    )
    amount = fields.Monetary()
    margin = fields.Float(groups="base.group_system")
    state = fields.Selection([("draft", "Draft"), ("done", "Done")], default="draft")
    date = fields.Date()

    def _discuss_feed_events(self):
        return {
            **super()._discuss_feed_events(),
            "done": FeedEvent("Finished", field="state", becomes=lambda s: s == "done"),
            "seen": FeedEvent("Seen by the customer", "fa-eye"),
            "noise": FeedEvent("Noise", is_told=False),
            # these are for few, or amounts: they are never told
            "margin": FeedEvent("Margin", field="margin"),
            "amount": FeedEvent("Amount", field="amount"),
        }
