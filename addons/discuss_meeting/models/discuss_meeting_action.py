from odoo import fields, models


class DiscussMeetingAction(models.Model):
    """What somebody does, until when, as a meeting has agreed."""

    _name = "discuss.meeting.action"
    _description = "Action of a Meeting"
    _order = "id"

    meeting_id = fields.Many2one(
        "discuss.meeting", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char("Action", required=True)
    partner_id = fields.Many2one("res.partner", "Person", index="btree_not_null")
    date = fields.Date("Until")
