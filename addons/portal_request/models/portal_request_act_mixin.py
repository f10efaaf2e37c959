from odoo import models
from odoo.exceptions import UserError


class PortalRequestActMixin(models.AbstractModel):
    """What a customer does on a request."""

    _name = "portal.request.act.mixin"
    _description = "Requests: Acts of Customers"

    def _portal_closing_stages(self):
        """Return the stages at which the request's team lets customers close it."""
        self.ensure_one()
        # sudo: helpdesk.ticket.team - customers see not every team, but the stages of
        # that which handles their request
        ticket = self.sudo().with_company(self.company_id)
        return ticket.team_id._get_applicable_stages().filtered("close_from_portal")

    def portal_close(self, stage_id):
        """Close the request, at a stage that its team offers to customers.

        :param int stage_id: id of the stage
        :raise AccessError: if the user may not read the request
        :raise UserError: if the stage is not offered
        """
        self.ensure_one()
        self.check_access("read")
        stage = self._portal_closing_stages().filtered(lambda s: s.id == stage_id)
        if not stage:
            raise UserError(
                self.env._("This request cannot be closed like that. Choose again.")
            )
        # sudo: helpdesk.ticket - customers close what they may read, and change
        # nothing else; a request that is closed stays as it was closed
        ticket = self.sudo()
        if not ticket.closed:
            ticket.stage_id = stage
