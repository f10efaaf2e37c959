import contextlib
import json
from urllib.parse import urlsplit

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

# The push services of browsers (Chrome, Edge, Opera and their like; Firefox; Safari).
# Others are let in by the parameter: what a browser sends is called by the server.
PUSH_HOSTS = (
    "fcm.googleapis.com",
    "push.services.mozilla.com",
    "notify.windows.com",
    "push.apple.com",
)
PUSH_HOSTS_PARAMETER = "portal_space_notification.push_hosts"
DEVICES_PER_PERSON = 10
LONGEST_ENDPOINT = 1024


class MailPushDevice(models.Model):
    _inherit = "mail.push.device"

    in_portal_space = fields.Boolean("Of the Customer's Space", readonly=True)

    @api.model
    def register_devices(self, **kw):
        """Customers register theirs in their space, where addresses are checked."""
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Only employees register devices here."))
        return super().register_devices(**kw)

    @api.model
    def _register_of_space(self, endpoint, keys, previous=None):
        """Have news sent to this browser of the user, who is a customer.

        :param endpoint: of the push service, as the browser has it
        :param keys: dict of ``p256dh`` and ``auth``, of the browser
        :param previous: the endpoint that this one takes the place of
        """
        if not self.env.user._is_portal():
            raise UserError(self.env._("News of the space are for customers."))
        self._check_endpoint(endpoint)
        keys = self._check_keys(keys)
        partner = self.env.user.partner_id
        # sudo: mail.push.device - one's own, or the browser that one has in hand
        devices_sudo = self.sudo()
        known = devices_sudo.search([("endpoint", "=", endpoint)])
        if known and (not known.in_portal_space or known.keys != keys):
            raise UserError(self.env._("This device is registered already."))
        mine = devices_sudo._of_space(partner)
        if isinstance(previous, str) and previous != endpoint:
            mine.filtered(lambda device: device.endpoint == previous).unlink()
            mine = mine.exists()
        (mine - known)[DEVICES_PER_PERSON - 1 :].unlink()
        if known:
            known.partner_id = partner
            return known
        return devices_sudo.create(
            {
                "partner_id": partner.id,
                "endpoint": endpoint,
                "keys": keys,
                "in_portal_space": True,
            }
        )

    @api.model
    def _of_space(self, partners):
        """The devices of customers, the latest first."""
        return self.search(
            [("partner_id", "in", partners.ids), ("in_portal_space", "=", True)],
            order="id DESC",
        )

    @api.model
    def _forget_mine(self):
        """Send nothing more to the devices of the user, who is a customer."""
        # sudo: mail.push.device - one's own
        devices_sudo = self.sudo()
        devices_sudo._of_space(self.env.user.partner_id).unlink()

    @api.model
    def _check_endpoint(self, endpoint):
        """Only push services may be called: an address of our network, or one that
        leads there later, is none."""
        url = port = None
        if isinstance(endpoint, str):
            # what is no address, or has no number as its port
            with contextlib.suppress(ValueError):
                url = urlsplit(endpoint)
                port = url.port or 443
        allowed = (
            port == 443
            and len(endpoint) <= LONGEST_ENDPOINT
            and endpoint.isascii()
            and endpoint.isprintable()
            and url.scheme == "https"
            and not url.username
            and not url.password
            and any(
                url.hostname == host or (url.hostname or "").endswith(f".{host}")
                for host in self._push_hosts()
            )
        )
        if not allowed:
            raise ValidationError(
                self.env._("News can't be sent to the push service of this browser.")
            )

    @api.model
    def _push_hosts(self):
        """The names of the push services that may be called."""
        # sudo: ir.config_parameter - a setting, not shown
        parameter = (
            self.env["ir.config_parameter"].sudo().get_param(PUSH_HOSTS_PARAMETER, "")
        )
        more = (host.strip().lower().lstrip(".") for host in parameter.split(","))
        return [*PUSH_HOSTS, *filter(None, more)]

    @api.model
    def _check_keys(self, keys):
        """The keys of a browser as they are stored."""
        if not isinstance(keys, dict) or not all(
            isinstance(keys.get(name), str) and 0 < len(keys[name]) <= 200
            for name in ("p256dh", "auth")
        ):
            raise ValidationError(self.env._("This browser did not say its keys."))
        return json.dumps({"auth": keys["auth"], "p256dh": keys["p256dh"]})
