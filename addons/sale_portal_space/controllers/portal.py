from odoo.exceptions import AccessError, MissingError
from odoo.http import request, route

from odoo.addons.sale.controllers.portal import CustomerPortal

# Who signs has a name, not a book.
NAME_MAX = 200


class SaleSpacePortal(CustomerPortal):
    """What is sent twice acts once, and says so instead of complaining."""

    @route()
    def portal_quote_accept(
        self, order_id, access_token=None, name=None, signature=None
    ):
        if order_sudo := self._order_of_form(order_id, access_token):
            if not isinstance(name, str) or not name.strip() or len(name) > NAME_MAX:
                return {"error": request.env._("Your name is missing.")}
            if signature and not isinstance(signature, str):
                return {"error": request.env._("Invalid signature data.")}
            name = name.replace("\0", "").strip()
            if order_sudo.signed_on and order_sudo.signed_by == name:
                return {
                    "force_refresh": True,
                    "redirect_url": order_sudo.get_portal_url(
                        query_string="&message=sign_ok"
                    ),
                }
        return super().portal_quote_accept(
            order_id, access_token=access_token, name=name, signature=signature
        )

    @route()
    def portal_quote_decline(
        self, order_id, access_token=None, decline_message=None, **kwargs
    ):
        order_sudo = self._order_of_form(order_id, access_token)
        if order_sudo and order_sudo.state == "cancel":
            # the page says that it is
            return request.redirect(order_sudo.get_portal_url())
        if decline_message:
            decline_message = decline_message.replace("\0", "")
        return super().portal_quote_decline(
            order_id,
            access_token=access_token,
            decline_message=decline_message,
            **kwargs,
        )

    def _order_of_form(self, order_id, access_token):
        """The order that a form is about, or ``None``: stock refuses it then."""
        access_token = access_token or request.httprequest.args.get("access_token")
        try:
            return self._document_check_access("sale.order", order_id, access_token)
        except (AccessError, MissingError):
            return None
