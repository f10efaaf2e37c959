from odoo.http import Controller, request, route


class Unsubscribe(Controller):
    @route(
        "/my/notifications/unsubscribe/<string:token>",
        type="http",
        auth="public",
        website=True,
        multilang=False,
        sitemap=False,
        methods=["GET", "POST"],
        # A mail program posts here without a page of ours (RFC 8058); the signature
        # in the address is what proves that it may.
        csrf=False,
    )
    def portal_unsubscribe(self, token, undo=None, **post):
        news, preferences = request.env["portal.news"], request.env["portal.preference"]
        partner_sudo, kinds, way = news._unsubscribe_values(token)
        values = {"known": bool(partner_sudo), "token": token, "referrer": False}
        if not partner_sudo:
            response = request.render(
                "portal_space_notification.portal_unsubscribe", values
            )
            response.status_code = 404
            return response
        if request.httprequest.method == "POST":
            preferences._stop(partner_sudo, kinds, way, undo=bool(undo))
        ways = preferences._ways(partner_sudo)
        preferences = preferences.with_context(lang=partner_sudo.lang)
        labels = dict(
            preferences._fields["kind"]._description_selection(preferences.env)
        )
        values.update(
            kinds=[labels[kind] for kind in kinds if kind in labels],
            stopped=all(ways[partner_sudo.id, kind] != way for kind in kinds),
        )
        request.update_context(lang=partner_sudo.lang)
        return request.render("portal_space_notification.portal_unsubscribe", values)
