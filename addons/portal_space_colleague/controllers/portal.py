from odoo.exceptions import AccessError, UserError
from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal


class ColleaguePortal(CustomerPortal):
    @route("/my/colleagues", type="http", auth="user", website=True, readonly=True)
    def portal_my_colleagues(self, **kw):
        return self._colleagues_page()

    @route(
        "/my/colleagues/invite",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_invite_colleague(self, name="", email="", **kw):
        return self._change_colleagues(
            lambda partners: partners.portal_invite_colleague(name, email),
            name=name,
            email=email,
        )

    @route(
        "/my/colleagues/<int:partner_id>",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_set_colleague(self, partner_id, scope="", is_manager="", **kw):
        return self._change_colleagues(
            lambda partners: partners.browse(partner_id).portal_set_colleague(
                scope, is_manager == "1"
            )
        )

    @route(
        "/my/colleagues/<int:partner_id>/remove",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_remove_colleague(self, partner_id, **kw):
        return self._change_colleagues(
            lambda partners: partners.browse(partner_id).portal_remove_colleague()
        )

    def _change_colleagues(self, change, **written):
        """Do what a form asks for; if it cannot be, the page comes again with what was
        written in it, and says why."""
        try:
            with request.env.cr.savepoint():
                change(request.env["res.partner"])
        except AccessError:
            return request.redirect("/my")
        except UserError as error:
            return self._colleagues_page(error=str(error), **written)
        return request.redirect("/my/colleagues")

    def _colleagues_page(self, **kwargs):
        try:
            colleagues_sudo = request.env["res.partner"]._portal_colleagues()
        except AccessError:
            return request.redirect("/my")
        values = self._prepare_portal_layout_values()
        values.update(
            page_name="colleagues",
            colleagues=colleagues_sudo,
            me=request.env.user.partner_id,
            **kwargs,
        )
        return request.render("portal_space_colleague.portal_my_colleagues", values)
