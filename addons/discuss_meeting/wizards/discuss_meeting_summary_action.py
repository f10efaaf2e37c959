from odoo import fields, models


class DiscussMeetingSummaryAction(models.TransientModel):
    """Who does what, until when, in a summary that is being written."""

    _name = "discuss.meeting.summary.action"
    _description = "Action in a Summary"
    _order = "id"

    summary_id = fields.Many2one(
        "discuss.meeting.summary", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char("Action", required=True)
    partner_id = fields.Many2one("res.partner", "Person")
    date = fields.Date("Until")
