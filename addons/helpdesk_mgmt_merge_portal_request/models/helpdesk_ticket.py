from odoo import api, fields, models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    portal_merged_into_id = fields.Many2one(
        "helpdesk.ticket",
        "Merged Into",
        copy=False,
        readonly=True,
        index="btree_not_null",
        groups="base.group_user",
    )

    def _portal_merged_target(self):
        """Return the request that this one goes on in, be it merged once more."""
        target = self
        seen = self.browse()
        while target.portal_merged_into_id and target not in seen:
            seen += target
            target = target.portal_merged_into_id
        return target

    def _portal_merged_for_user(self):
        """As :meth:`_portal_merged_target`, if the user may read it; else itself."""
        self.ensure_one()
        # sudo: helpdesk.ticket - only which one; what is returned has the user's rights
        target = self.browse(self.sudo()._portal_merged_target().id)
        return target if target.has_access("read") else self

    # What is done on a page that was opened before is done where the request goes on.

    def _portal_acted_on(self):
        """Return the request that an act on this one is for.

        :raise AccessError: if the user may not read this one
        """
        self.ensure_one()
        self.check_access("read")
        return self._portal_merged_for_user()

    def _portal_answer(self, body, attachments=None):
        target = self._portal_acted_on()
        return super(HelpdeskTicket, target)._portal_answer(body, attachments)

    def _portal_reopen(self, reason, attachments=None):
        """What is to be taken up again is so already, if where it goes on is open."""
        target = self._portal_acted_on()
        # sudo: helpdesk.ticket - whether its stage closes it, which the page says
        if target != self and not target.sudo().closed:
            target._portal_answer(reason, attachments)
            return
        super(HelpdeskTicket, target)._portal_reopen(reason, attachments)

    def portal_close(self, stage_id):
        return super(HelpdeskTicket, self._portal_acted_on()).portal_close(stage_id)

    def portal_urge(self, reason):
        return super(HelpdeskTicket, self._portal_acted_on()).portal_urge(reason)

    def portal_add_colleague(self, partner_id):
        target = self._portal_acted_on()
        return super(HelpdeskTicket, target).portal_add_colleague(partner_id)

    @api.model
    def _portal_mail_route(self, message_dict, route):
        """A mail to a request that was merged goes to the one that goes on."""
        model, ticket_id, custom_values, user_id, alias = route
        # sudo: helpdesk.ticket - the gateway reads what it writes to
        target = self.sudo().browse(ticket_id).exists()._portal_merged_target()
        route = (model, target.id or ticket_id, custom_values, user_id, alias)
        return super()._portal_mail_route(message_dict, route)
