from odoo import api, models

from .ir_qweb_field_contact import SHOWN

# What the context may add to the name of a partner
ADDED_TO_NAMES = ("show_email", "show_address", "show_vat")


class ResPartner(models.Model):
    _inherit = "res.partner"

    @api.depends_context("portal_guard_shown")
    def _compute_display_name(self):
        # The name of a partner is for anybody who sees a record of theirs, so that it
        # is computed as superuser; what the context adds to it is not.
        context = self.env.context
        added = dict.fromkeys(filter(context.get, ADDED_TO_NAMES), False)
        if context.get("portal_guard_shown") is SHOWN:
            added.pop("show_address", None)
        if not added or self.env.user._is_internal():
            return super()._compute_display_name()
        # sudo: res.partner - only if it was so when this was called
        known = self.sudo(False)._filtered_access("read").sudo(self.env.su)
        super(ResPartner, known)._compute_display_name()
        unknown = self - known
        bare = unknown.with_context(**added)
        super(ResPartner, bare)._compute_display_name()
        for partner, bare_partner in zip(unknown, bare, strict=True):
            partner.display_name = bare_partner.display_name
        return None
