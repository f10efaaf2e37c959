from odoo.exceptions import UserError
from odoo.http import request, route
from odoo.tools import file_open

from odoo.addons.portal.controllers.portal import CustomerPortal

WORKER = "portal_space_notification/static/src/worker/service_worker.js"


class NotificationsPortal(CustomerPortal):
    @route("/my/notifications", type="http", auth="user", website=True)
    def portal_my_notifications(self, saved=None, **post):
        preferences = request.env["portal.preference"]
        values = self._prepare_portal_layout_values()
        values.update(page_name="notifications", saved=saved, error="")
        choices = preferences._my_choices()
        if request.httprequest.method == "POST":
            choices = {
                kind: (
                    post.get(f"way_{kind}", choice[0]),
                    post.get(f"moment_{kind}", choice[1]),
                )
                for kind, choice in choices.items()
            }
            try:
                preferences._choose(choices)
            except UserError as error:
                values["error"] = error.args[0]
            else:
                return request.redirect("/my/notifications?saved=1")
        values.update(preferences._page_values(choices))
        return request.render(
            "portal_space_notification.portal_my_notifications", values
        )

    # Devices

    @route(
        "/my/service-worker.js",
        type="http",
        auth="public",
        readonly=True,
        sitemap=False,
    )
    def portal_service_worker(self):
        """What shows news on a device. It is answered here, as its address decides
        which pages it is for."""
        with file_open(WORKER, "rb") as worker:
            return request.make_response(
                worker.read(),
                [
                    ("Content-Type", "text/javascript"),
                    ("Service-Worker-Allowed", "/my"),
                ],
            )

    @route("/my/notifications/device/key", type="jsonrpc", auth="user")
    def portal_device_key(self):
        """The public key that a browser needs to let us send to it."""
        return request.env["mail.push.device"].get_web_push_vapid_public_key()

    @route("/my/notifications/device", type="jsonrpc", auth="user")
    def portal_device(self, endpoint, keys, previous=None):
        """Have news sent to the browser that asks.

        :return: dict of ``error``, empty if they will be
        """
        try:
            request.env["mail.push.device"]._register_of_space(endpoint, keys, previous)
        except UserError as error:
            return {"error": error.args[0]}
        return {"error": ""}

    @route(
        "/my/notifications/devices/forget",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_devices_forget(self, **post):
        request.env["mail.push.device"]._forget_mine()
        return request.redirect("/my/notifications?saved=1")
