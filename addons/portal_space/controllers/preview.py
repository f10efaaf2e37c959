from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal


class PreviewPortal(CustomerPortal):
    @route(
        "/my/preview/<int:partner_id>",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_preview(self, partner_id, **kw):
        """Show the space of a customer, as a picture, to who has the right."""
        preview = request.env["portal.preview"]
        # first of all, so that nobody else learns whether there is such a contact
        preview._check_may_preview()
        partner = request.env["res.partner"].search([("id", "=", partner_id)])
        if not partner:
            return request.not_found()
        values = self._prepare_portal_layout_values()
        values.update(
            preview._open(partner),
            page_name="preview",
            partner=partner,
            sales_user=False,
        )
        response = request.render("portal_space.portal_preview", values)
        # a picture of what somebody else sees is not to be found in a cache
        response.headers["Cache-Control"] = "no-store"
        return response
