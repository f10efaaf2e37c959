from odoo import api, models

from odoo.addons.portal_request.tools.forms import to_id


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    @api.model
    def _portal_types(self):
        """Return the types that customers are offered: none where they are not asked.

        A type that only teams of other companies have is theirs.
        """
        company = self.env.company
        Type = self.env["helpdesk.ticket.type"]
        if not company.helpdesk_mgmt_portal_type:
            return Type

        def is_here(ticket_type):
            # sudo: helpdesk.ticket.team - customers see not all; only whose they are
            teams = ticket_type.sudo().team_ids
            return not teams or any(
                team.company_id in (company.browse(), company) for team in teams
            )

        # whatever the context says, which may be a caller's
        types = Type.search([("active", "=", True), ("show_in_portal", "=", True)])
        return types.filtered(is_here)

    @api.model
    def _portal_form_choices(self):
        return [*super()._portal_form_choices(), "type"]

    @api.model
    def _portal_wants(self, name):
        if name != "type":
            return super()._portal_wants(name)
        return self.env.company.helpdesk_mgmt_portal_type_id_required

    @api.model
    def _portal_offers(self, name, record_id=None):
        if name != "type":
            return super()._portal_offers(name, record_id)
        types = self._portal_types()
        return bool(types) if record_id is None else record_id in types.ids

    @api.model
    def _portal_form_errors(self, form):
        errors = super()._portal_form_errors(form)
        if form["type"] and form["team"] and not {"type", "team"} & errors.keys():
            # sudo: helpdesk.ticket.team - customers may choose it; only its types
            team = self.env["helpdesk.ticket.team"].sudo().browse(to_id(form["team"]))
            if team.type_ids and to_id(form["type"]) not in team.type_ids.ids:
                errors["type"] = self.env._(
                    "%(team)s does not handle requests of this type. Choose another "
                    "type, or another team.",
                    team=team.name,
                )
        return errors

    @api.model
    def _portal_form_vals(self, form):
        return {
            **super()._portal_form_vals(form),
            "type_id": to_id(form["type"]) or False,
        }

    def _portal_follow_on(self, body, attachments):
        ticket = super()._portal_follow_on(body, attachments)
        # sudo: helpdesk.ticket - the new one is what the old one was
        ticket.type_id = self.sudo().type_id
        return ticket

    @api.model
    def _portal_mail_route(self, message_dict, route):
        route = super()._portal_mail_route(message_dict, route)
        _model, _ticket_id, values, _user_id, _alias = route
        if origin_id := (values or {}).get("portal_origin_id"):
            # sudo: helpdesk.ticket - the gateway reads what it writes to
            values["type_id"] = self.sudo().browse(origin_id).type_id.id
        return route
