from odoo import api, fields, models, tools
from odoo.fields import Command, Domain


class PortalSpaceSection(models.Model):
    """A part of the space, or a step of its progress strips, that the company shows
    to all customers, to some, or to none. Modules declare theirs as data."""

    _name = "portal.space.section"
    _inherit = ["portal.space.cached.mixin"]
    _description = "Section of the Customer's Space"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, readonly=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(
        "Shown", default=True, help="If not, no customer sees this section."
    )
    category_ids = fields.Many2many(
        "res.partner.category",
        string="Only for",
        # otherwise a section for some would be for all, once their tag is deleted
        ondelete="restrict",
        help="Customers with one of these tags see this section. Empty: all do.",
    )

    _code_uniq = models.Constraint("UNIQUE(code)", "This section exists already.")

    @api.model
    def _hidden_codes(self, partner):
        """The codes of the sections that a customer does not see.

        :return: frozenset of str
        """
        # sudo: res.partner - the tags that the company gave to the customer decide
        tags = partner.sudo().commercial_partner_id.category_id | (
            partner.sudo().category_id
        )
        return frozenset(
            code
            for code, active, category_ids in self._all_sections()
            if not active or (category_ids and not category_ids & set(tags.ids))
        )

    @api.model
    def _hidden_reasons(self, partner):
        """Why a customer does not see the sections that are hidden from them.

        :return: list of sentences
        """
        hidden = self._hidden_codes(partner)
        sections = self.with_context(active_test=False).search([("code", "in", hidden)])
        reasons = []
        for section in sections:
            if not section.active:
                reason = self.env._("%(section)s: switched off.", section=section.name)
            else:
                reason = self.env._(
                    "%(section)s: only for customers with a tag of these: %(tags)s.",
                    section=section.name,
                    tags=", ".join(section.category_ids.mapped("display_name")),
                )
            reasons.append(reason)
        return reasons

    @api.model
    @tools.ormcache()
    def _all_sections(self):
        """``(code, shown, tag ids)`` of each section."""
        # sudo: portal.space.section - what is hidden is decided for the customer, who
        # may not read these settings
        sections = self.sudo().with_context(active_test=False).search(Domain.TRUE)
        return [
            (section.code, section.active, frozenset(section.category_ids.ids))
            for section in sections
        ]

    def action_show_to_all(self):
        """Show these sections to every customer."""
        self.write({"active": True, "category_ids": [Command.clear()]})
