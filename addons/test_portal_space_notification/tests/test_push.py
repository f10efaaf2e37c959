import contextlib
import json
import struct
import threading
from base64 import urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, HTTPServer
from os import urandom

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, JsonRpcException, tagged
from odoo.tests.common import ChromeBrowser
from odoo.tools import mute_logger

from .common import NewsCommon

ENDPOINT = "https://fcm.googleapis.com/fcm/send/%s"


class PushedBrowser:
    """A browser as a push service sees it: keys, and what was sent to it (RFC 8291)."""

    def __init__(self, status=201):
        self.status, self.received = status, []
        self.private_key = ec.generate_private_key(ec.SECP256R1())
        self.public_key = self.private_key.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        self.auth = urandom(16)

    @property
    def keys(self):
        return {
            name: urlsafe_b64encode(value).decode().rstrip("=")
            for name, value in (("p256dh", self.public_key), ("auth", self.auth))
        }

    def decrypt(self, body):
        salt, _size, length = struct.unpack("!16sLB", body[:21])
        sender, content = body[21 : 21 + length], body[21 + length :]
        peer = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self.private_key.exchange(ec.ECDH(), peer)
        info = b"WebPush: info\x00" + self.public_key + sender
        secret = HKDF(SHA256(), 32, self.auth, info).derive(shared)
        key, nonce = (
            HKDF(SHA256(), size, salt, b"Content-Encoding: %s\x00" % name).derive(
                secret
            )
            for size, name in ((16, b"aes128gcm"), (12, b"nonce"))
        )
        content = AESGCM(key).decrypt(nonce, content, None)
        return json.loads(content.rstrip(b"\x02"))

    @contextlib.contextmanager
    def served(self):
        """A push service on this machine, that has this browser."""
        browser = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                browser.received.append((dict(self.headers), body))
                self.send_response(browser.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/push"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


@tagged("post_install", "-at_install")
class TestPush(HttpCase, NewsCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.devices = cls.env["mail.push.device"]
        cls.devices.get_web_push_vapid_public_key()

    def _register(self, endpoint=None, user=None, browser=None, **kwargs):
        devices = self.devices.with_user(user or self.customer)
        endpoint = endpoint or ENDPOINT % urlsafe_b64encode(urandom(9)).decode()
        keys = (browser or PushedBrowser()).keys
        return devices._register_of_space(endpoint, keys, **kwargs)

    def _pushes(self):
        return self.env["mail.push"].search([])

    def test_sent_and_decrypted(self):
        """From the news to the browser, by the code and the keys of stock."""
        browser = PushedBrowser()
        self._choose(self.customer, "push")
        device = self._register(browser=browser)
        self.order._portal_space_tell("sign")
        self.assertFalse(self._send())  # no mail
        self.assertEqual(self._pushes().mail_push_device_id, device)
        with browser.served() as endpoint:
            # The push services that may be called are not on this machine.
            device.sudo().endpoint = endpoint
            self.env["mail.push"]._push_notification_to_endpoint()
        ((headers, body),) = browser.received
        self.assertEqual(headers["Content-Encoding"], "aes128gcm")
        self.assertIn("vapid t=", headers["Authorization"])
        self.assertNotIn(self.order.name.encode(), body)
        news = self.news.search([("res_id", "=", self.order.id)])
        self.assertEqual(
            browser.decrypt(body),
            {"title": news.title, "url": f"/my/orders/{self.order.id}"},
        )
        # several at once are one, on each device
        self._register()
        for _number in range(2):
            self._make_order()._portal_space_tell("sign")
        self._send()
        self.assertEqual(len(self._pushes()), 2)
        self.assertEqual(
            json.loads(self._pushes()[0].payload),
            {"title": "2 news in your space", "url": "/my/news"},
        )

    def test_device_that_is_gone(self):
        """It is forgotten, and the person told by e-mail from then on."""
        browser = PushedBrowser(status=410)
        self._choose(self.customer, "push")
        device = self._register(browser=browser)
        self.order._portal_space_tell("sign")
        self._send()
        with (
            browser.served() as endpoint,
            mute_logger("odoo.addons.mail.tools.web_push"),
        ):
            device.sudo().endpoint = endpoint
            self.env["mail.push"]._push_notification_to_endpoint()
        self.assertFalse(device.exists())
        self._make_order()._portal_space_tell("sign")
        self.assertEqual(len(self._send()), 1)

    def test_which_addresses_are_called(self):
        """Push services alone: a server does not call what a customer likes."""
        for endpoint in (
            "https://fcm.googleapis.com/fcm/send/abc",
            "https://updates.push.services.mozilla.com/wpush/v2/abc",
            "https://wns2-par02p.notify.windows.com/w/?token=abc",
            "https://web.push.apple.com/abc",
        ):
            with self.subTest(endpoint=endpoint):
                self.assertTrue(self._register(endpoint))
        for endpoint in (
            "http://fcm.googleapis.com/fcm/send/abc",
            "https://fcm.googleapis.com:8080/",
            "https://fcm.googleapis.com:x/",
            "https://localhost/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://10.0.0.1/",
            "https://169.254.169.254/latest/meta-data",
            "https://example.com/",
            "https://evilfcm.googleapis.com.example.com/",
            "https://xfcm.googleapis.com@127.0.0.1/",
            "https://user:password@fcm.googleapis.com/",
            "https://127.0.0.1#fcm.googleapis.com",
            "https://127.0.0.1\\fcm.googleapis.com/",
            "https://fcm.googleapis.com.",
            "https:fcm.googleapis.com",
            "https://[fcm.googleapis.com",
            "file:///etc/passwd",
            "https://fcm.googleapis.com/" + "x" * 2000,
            "https://fcm.googleapis.com/\0",
            "https://fcm.googleapis.com/\ud800",
            "https://fcm.googleapis.com/é",
            "",
            None,
            1,
            ["https://fcm.googleapis.com/"],
        ):
            with self.subTest(endpoint=endpoint), self.assertRaises(ValidationError):
                self.devices.with_user(self.customer)._register_of_space(
                    endpoint, PushedBrowser().keys
                )
        with self.assertRaises(ValidationError):
            self._register("https://push.example.com/")
        self.env["ir.config_parameter"].set_param(
            "portal_space_notification.push_hosts", "push.example.com, other.example"
        )
        self.assertTrue(self._register("https://push.example.com/abc"))
        for keys in (None, [], {}, {"auth": "x"}, {"auth": 1, "p256dh": "x"}):
            with self.subTest(keys=keys), self.assertRaises(ValidationError):
                self.devices.with_user(self.customer)._register_of_space(
                    ENDPOINT % "keys", keys
                )

    def test_whose_devices(self):
        """A bounded number for each person; who has the browser in hand has it, and
        nobody takes another's."""
        browser = PushedBrowser()
        for number in range(12):
            last = self._register(ENDPOINT % number)
        mine = self.devices._of_space(self.customer.partner_id)
        self.assertEqual(len(mine), 10)
        self.assertIn(last, mine)
        renewed = self._register(ENDPOINT % "new", previous=last.endpoint)
        self.assertFalse(last.exists())
        self.assertEqual(len(self.devices._of_space(self.customer.partner_id)), 10)
        with self.assertRaises(UserError):
            self._register(renewed.endpoint, self.stranger)
        shared = self._register(ENDPOINT % "shared", browser=browser)
        self._register(shared.endpoint, self.stranger, browser)
        self.assertEqual(shared.partner_id, self.stranger.partner_id)
        self._register(ENDPOINT % "other", previous=shared.endpoint)
        self.assertTrue(shared.exists())  # another's is not ended, either
        employees = self.devices.create(
            {
                "endpoint": ENDPOINT % "employee",
                "keys": json.dumps(browser.keys),
                "partner_id": self.seller.partner_id.id,
            }
        )
        for user in (self.customer, self.seller):
            with self.assertRaises(UserError):
                self._register(employees.endpoint, user, browser)
        self.devices.with_user(self.stranger)._forget_mine()
        self.assertFalse(shared.exists())
        self.assertTrue(self.devices._of_space(self.customer.partner_id))

    def test_stock_way_is_for_employees(self):
        """Customers register where addresses are checked, and get no content."""
        key = self.devices.get_web_push_vapid_public_key()
        values = {"endpoint": "https://127.0.0.1/", "keys": {}, "vapid_public_key": key}
        with self.assertRaises(AccessError):
            self.devices.with_user(self.customer).register_devices(**values)
        self._register()
        params = self.env["mail.thread"]._web_push_get_partners_parameters
        self.assertFalse(params(self.customer.partner_id.ids)[0])

    def test_routes(self):
        browser = PushedBrowser()
        values = {"endpoint": ENDPOINT % "route", "keys": browser.keys}
        path = "/my/notifications/device"
        self.authenticate("news_customer", "news_customer")
        key = self.make_jsonrpc_request(f"{path}/key", {})
        self.assertEqual(key, self.devices.get_web_push_vapid_public_key())
        bad = {**values, "endpoint": "https://127.0.0.1/"}
        self.assertIn("can't be sent", self.make_jsonrpc_request(path, bad)["error"])
        self.assertEqual(self.make_jsonrpc_request(path, values), {"error": ""})
        device = self.devices._of_space(self.customer.partner_id)
        self.assertEqual(json.loads(device.keys), browser.keys)
        # not by a form of another site
        response = self.url_open(path, data=values)
        self.assertGreaterEqual(response.status_code, 400)
        self.authenticate(None, None)
        with mute_logger("odoo.http"), self.assertRaises(JsonRpcException):
            self.make_jsonrpc_request(path, {**values, "endpoint": ENDPOINT % "public"})
        self.assertEqual(len(self.devices.search([("in_portal_space", "=", True)])), 1)

    def test_worker_in_chromium(self):
        """The page registers the worker, which shows what is pushed and knows where
        it leads. What the push service of Chromium itself does needs the network."""
        browser = ChromeBrowser(self)
        self.addCleanup(browser.stop)
        registrations = []
        browser._handlers["ServiceWorker.workerRegistrationUpdated"] = (
            lambda **event: registrations.extend(event["registrations"])
        )
        with self.allow_requests(browser=browser):
            self.authenticate("news_customer", "news_customer", browser=browser)
            self.cr.flush()
            self.cr.clear()
            origin = self.base_url()
            browser._websocket_request(
                "Browser.grantPermissions",
                params={"permissions": ["notifications"], "origin": origin},
            )
            browser._websocket_request("ServiceWorker.enable")
            browser.navigate_to(f"{origin}/my/notifications", wait_stop=True)

            def evaluate(code):
                result = browser._websocket_request(
                    "Runtime.evaluate",
                    params={
                        "expression": code,
                        "awaitPromise": True,
                        "returnByValue": True,
                    },
                    timeout=60,
                )
                self.assertNotIn("exceptionDetails", result)
                return result["result"].get("value")

            scope = evaluate(
                """(async () => {
                    const button = ".o_space_device_add:not(.d-none)";
                    while (!document.querySelector(button)) {
                        await new Promise((resolve) => setTimeout(resolve, 100));
                    }
                    document.querySelector(button).click();
                    const registration = await navigator.serviceWorker.ready;
                    return registration.scope;
                })()"""
            )
            self.assertEqual(scope, f"{origin}/my")
            pushed = {"title": "S00042 waits", "url": "/my/orders/42"}
            for _time in range(10):
                # dropped while the worker is being started
                browser._websocket_request(
                    "ServiceWorker.deliverPushMessage",
                    params={
                        "origin": origin,
                        "registrationId": registrations[-1]["registrationId"],
                        "data": json.dumps(pushed),
                    },
                )
                shown = evaluate(
                    """(async () => {
                        await new Promise((resolve) => setTimeout(resolve, 500));
                        const registration = await navigator.serviceWorker.ready;
                        const found = await registration.getNotifications();
                        return found.map(({ title, body, data }) =>
                            ({ title, body, url: data.url }));
                    })()"""
                )
                if shown:
                    break
            self.assertEqual(shown, [{**pushed, "body": ""}])
