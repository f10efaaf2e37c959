from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _compute_display_name(self):
        # The name of a partner is for anybody who sees a record of theirs, so that it
        # is computed as superuser; what the context adds to it is not.
        if not self.env.context.get("show_email") or self.env.user._is_internal():
            return super()._compute_display_name()
        # sudo: res.partner - only if it was so when this was called
        known = self.sudo(False)._filtered_access("read").sudo(self.env.su)
        super(ResPartner, known)._compute_display_name()
        unknown = self - known
        bare = unknown.with_context(show_email=False)
        super(ResPartner, bare)._compute_display_name()
        for partner, bare_partner in zip(unknown, bare, strict=True):
            partner.display_name = bare_partner.display_name
        return None
