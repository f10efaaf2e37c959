from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import DiscussCatalogueCommon


@tagged("post_install", "-at_install")
class TestCatalogueRpc(HttpCase, DiscussCatalogueCommon):
    """What comes through the web, to whom."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.channel = cls.create_channel(
            cls, name="canary-in-the-coal-mine", theme_id=cls.theme_open.id
        )

    def request(self, **params):
        """Browse as the client does; return (response text, result, error message)."""
        kwargs = {"args": [], "kwargs": params}
        payload = {
            "params": {"model": "discuss.channel", "method": "get_catalogue", **kwargs}
        }
        with mute_logger("odoo.http"):
            response = self.url_open(
                "/web/dataset/call_kw/discuss.channel/get_catalogue", json=payload
            )
        answer = response.json()
        return (
            response.text,
            answer.get("result"),
            answer.get("error", {}).get("data", {}).get("message"),
        )

    def test_employee(self):
        self.authenticate("employee", "employee")
        _text, result, error = self.request(search="canary")
        self.assertFalse(error)
        (line,) = result["channels"]
        self.assertEqual(line["id"], self.channel.id)
        self.assertEqual(result["themes"], [{"id": self.theme_open.id, "count": 1}])
        _text, result, error = self.request(filters=["none"])
        self.assertFalse(result)
        self.assertEqual(error, "Channels have no such filter.")

    def test_others_get_nothing(self):
        for login, message in (
            ("customer", "Only employees browse channels."),
            (None, "Session expired"),
        ):
            with self.subTest(login=login):
                self.authenticate(login, login)
                text, result, error = self.request(search="canary")
                self.assertFalse(result)
                self.assertIn(message, error)
                self.assertNotIn("canary", text)
                self.assertNotIn(self.theme_open.name, text)

    def test_others_do_not_reach_the_screen(self):
        for login, landing in (("customer", "/my"), (None, "/web/login")):
            with self.subTest(login=login):
                self.authenticate(login, login)
                response = self.url_open("/odoo/channels")
                self.assertIn(landing, response.url)
                self.assertNotIn("canary", response.text)

    def test_menu(self):
        """Browsing stands where stock's list of channels was."""
        menu = self.env.ref("mail.menu_channel")
        action = self.env.ref("discuss_catalogue.discuss_catalogue_action")
        self.assertEqual(menu.action, action)
