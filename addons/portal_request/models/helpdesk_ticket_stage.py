from odoo import api, fields, models


class HelpdeskTicketStage(models.Model):
    _inherit = "helpdesk.ticket.stage"

    portal_state = fields.Selection(
        [
            ("received", "Received"),
            ("handled", "Being handled"),
            ("waiting", "Waiting for you"),
            ("solved", "Solved"),
            ("dropped", "Closed without a solution"),
        ],
        "For the Customer",
        compute="_compute_portal_state",
        store=True,
        readonly=False,
        required=True,
        precompute=True,
        help="What customers read when their request is in this stage.",
    )

    @api.depends("closed", "unattended")
    def _compute_portal_state(self):
        for stage in self:
            state = stage.portal_state
            if stage.closed:
                stage.portal_state = "dropped" if state == "dropped" else "solved"
            elif stage.unattended:
                stage.portal_state = "received"
            else:
                stage.portal_state = "waiting" if state == "waiting" else "handled"
