from odoo import models
from odoo.exceptions import UserError


class HelpdeskTicketMerge(models.TransientModel):
    _inherit = "helpdesk.ticket.merge"

    def merge_tickets(self):
        """Merge requests of one customer; what is said of it in the one that goes on
        is news for them.

        :raise UserError: if they are of several customers, who would read each other's
        """
        self.ensure_one()
        tickets = self.ticket_ids
        if not self.create_new_ticket:
            tickets |= self.dst_ticket_id
        customers = tickets.commercial_partner_id
        # somebody without a contact is a customer, too
        addresses = {
            (ticket.partner_email or "").strip().lower()
            for ticket in tickets
            if not ticket.partner_id and ticket.partner_email
        }
        known = {email.lower() for email in tickets.partner_id.mapped("email") if email}
        if len(customers) + len(addresses - known) > 1:
            raise UserError(
                self.env._(
                    "These requests are of several customers, who would read each "
                    "other's: %(names)s",
                    names=", ".join(
                        [*customers.mapped("name"), *sorted(addresses - known)]
                    ),
                )
            )
        action = super().merge_tickets()
        # those that were merged are archived: the wizard shows them no more
        (tickets - self.dst_ticket_id).portal_merged_into_id = self.dst_ticket_id
        return action
