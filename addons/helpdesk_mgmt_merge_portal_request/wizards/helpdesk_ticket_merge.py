from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError


class HelpdeskTicketMerge(models.TransientModel):
    _inherit = "helpdesk.ticket.merge"

    def merge_tickets(self):
        """Merge requests of one customer; what is said of it in the one that goes on
        is news for them.

        :raise AccessError: if the user may not change all of them
        :raise UserError: if they are of several customers, who would read each other's
        """
        self.ensure_one()
        # sudo: helpdesk.ticket - all that are named, not only those that may be read
        wizard_sudo = self.sudo()
        tickets = wizard_sudo.ticket_ids
        if not wizard_sudo.create_new_ticket:
            tickets |= wizard_sudo.dst_ticket_id
        tickets.with_env(self.env).check_access("write")
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
        # sudo: mail.message - Odoo lets administrators alone move messages; here they
        # go from and to requests that the user may change
        action = super(HelpdeskTicketMerge, wizard_sudo).merge_tickets()
        # those that were merged are archived: the wizard shows them no more
        target = wizard_sudo.dst_ticket_id
        (tickets - target).portal_merged_into_id = target
        return action

    def _merge_description(self, tickets):
        """What was asked stands below the name of its request, for its customer."""
        return Markup().join(
            Markup("<p><strong>%s</strong></p>%s")
            % (ticket.display_name, ticket.description or "")
            for ticket in tickets
        )

    def _add_message(self, way, ticket_numbers, ticket):
        """Colleagues get a note with the way to the other requests, on each of them;
        customers read in theirs, once and in their language, what goes on there."""
        target = self.dst_ticket_id
        if ticket != target:
            note = self.env._(
                "Merged into %(request)s", request=target._get_html_link()
            )
            ticket._message_log(body=Markup("<p>%s</p>") % note)
            return
        merged = self.ticket_ids - target
        links = Markup(", ").join(other._get_html_link() for other in merged)
        note = self.env._("Merged from %(requests)s", requests=links)
        ticket._message_log(body=Markup("<p>%s</p>") % note)
        self = self.with_context(lang=ticket.partner_id.lang or self.env.lang)
        ticket.message_post(
            body=self.env._(
                "Merged into this request: %(requests)s",
                requests=", ".join(merged.mapped("display_name")),
            ),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
