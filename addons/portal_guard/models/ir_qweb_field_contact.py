from odoo import api, models

# Remote calls bring their context with them, but not this very object.
SHOWN = object()


class IrQwebFieldContact(models.AbstractModel):
    _inherit = "ir.qweb.field.contact"

    @api.model
    def value_to_html(self, value, options):
        # Whoever may see a page or a document sees the address that its template shows.
        if value:
            value = value.with_context(portal_guard_shown=SHOWN)
        return super().value_to_html(value, options)
