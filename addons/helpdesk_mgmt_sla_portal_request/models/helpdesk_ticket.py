import pytz

from odoo import api, fields, models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    portal_expected_date = fields.Date(
        compute="_compute_portal_expected_date", store=True, readonly=False
    )
    portal_expected_by_hand = fields.Boolean(
        "Planned by Hand",
        copy=False,
        groups="base.group_user",
        help="A colleague chose the date: deadlines change it no more.",
    )

    @api.depends(
        "ticket_sla_ids.deadline", "ticket_sla_ids.state", "portal_expected_by_hand"
    )
    def _compute_portal_expected_date(self):
        for ticket in self:
            date = ticket.portal_expected_date
            # the last one that still runs: the solution, not the first answer
            running = ticket.ticket_sla_ids.filtered(
                lambda sla: sla.state == "in_progress" and sla.deadline
            )
            if running and not ticket.portal_expected_by_hand:
                timezone = pytz.timezone(
                    ticket.team_id.resource_calendar_id.tz or "UTC"
                )
                deadline = pytz.utc.localize(max(running.mapped("deadline")))
                date = deadline.astimezone(timezone).date()
            ticket.portal_expected_date = date

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("portal_expected_date"):
                vals.setdefault("portal_expected_by_hand", True)
        return super().create(vals_list)

    def write(self, vals):
        if "portal_expected_date" in vals:
            # without a date, that of the deadlines holds again
            vals = {
                "portal_expected_by_hand": bool(vals["portal_expected_date"]),
                **vals,
            }
        result = super().write(vals)
        if vals.get("portal_expected_by_hand") is False:
            self.env.add_to_compute(self._fields["portal_expected_date"], self)
        return result
