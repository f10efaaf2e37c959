from lxml import html

from odoo.exceptions import ValidationError
from odoo.tests import HttpCase, tagged

from odoo.addons.portal_space_notification.models.portal_preference import DEFAULTS

from .common import NewsCommon


@tagged("post_install", "-at_install")
class TestPreferences(HttpCase, NewsCommon):
    def _post(self, path="/my/notifications", **data):
        return self.url_open(path, data={"csrf_token": self._csrf(), **data})

    def _csrf(self):
        page = self.url_open("/my/news").text
        return page.split('csrf_token: "')[1].split('"')[0]

    def _mine(self):
        return self.preferences.with_user(self.customer)._my_choices()

    def test_whose_choice_holds(self):
        """One's own, or else the company's, or else a sane one."""
        self.assertEqual(self._mine(), DEFAULTS)
        (sign, *_others) = self.company._portal_space_preferences()
        self.assertEqual((sign.kind, sign.way, sign.moment), ("sign", "mail", "now"))
        self.assertEqual(len(self.company._portal_space_preferences()), len(DEFAULTS))
        sign.write({"way": "space", "moment": "week"})
        self.assertEqual(self._mine()["sign"], ("space", "week"))
        self._choose(self.customer, "mail", "day", "sign")
        self.assertEqual(self._mine()["sign"], ("mail", "day"))
        stranger = self.preferences.with_user(self.stranger)
        self.assertEqual(stranger._my_choices()["sign"], ("space", "week"))
        other = self.env["res.company"].create({"name": "Other"})
        self.stranger.write({"company_ids": other.ids, "company_id": other.id})
        self.assertEqual(stranger._my_choices()["sign"], ("mail", "now"))

    def test_one_row_for_a_person_and_kind(self):
        for way in ("mail", "space", "mail"):
            self._choose(self.customer, way)
        rows = self.preferences.search(
            [("partner_id", "=", self.customer.partner_id.id)]
        )
        self.assertCountEqual(rows.mapped("kind"), DEFAULTS)

    def test_page(self):
        self.authenticate("news_customer", "news_customer")
        page = self.url_open("/my/notifications").text
        for kind in DEFAULTS:
            self.assertIn(f'name="way_{kind}"', page)
            self.assertIn(f'name="moment_{kind}"', page)
        self.assertNotIn('value="sms"', page)
        response = self._post(way_sign="space", moment_sign="week", way_other="mail")
        self.assertIn("Saved.", response.text)
        self.assertEqual(self._mine(), {**DEFAULTS, "sign": ("space", "week")})
        # nothing else than what there is, and all or nothing
        for data in (
            {"way_sign": "sms"},
            {"way_sign": "fax", "way_payment": "space"},
            {"moment_sign": "'"},
            {"moment_sign": ""},
            {"way_payment": "space", "moment_sign": "\x00"},
        ):
            with self.subTest(data=data):
                response = self._post(**data)
                self.assertEqual(response.status_code, 200)
                self.assertIn("This choice does not exist.", response.text)
                self.assertIn('role="alert"', response.text)
                self.assertEqual(self._mine()["sign"], ("space", "week"))
                self.assertEqual(self._mine()["payment"], DEFAULTS["payment"])

    def test_who_opens_and_writes(self):
        """Oneself: not the public, and not without the token of a form."""
        for path in (
            "/my/notifications",
            "/my/notifications/devices/forget",
            "/my/news/1/read",
        ):
            self.authenticate("news_customer", "news_customer")
            with self.subTest(path=path):
                response = self.url_open(path, data={"way_sign": "space"})
                self.assertEqual(response.status_code, 400)
                self.authenticate(None, None)
                response = self.url_open(path, data={"way_sign": "space"})
                self.assertIn("/web/login", response.url)
        self.assertEqual(self._mine(), DEFAULTS)

    def test_bell(self):
        """The page of the bell: unread or all, and one marked as read by its owner."""
        orders = [self._make_order() for _number in range(2)]
        read, unread = (order._portal_space_tell("sign") for order in orders)
        self.authenticate("news_stranger", "news_stranger")
        self._post(f"/my/news/{read.id}/read")
        self.assertFalse(read.read_date)
        self.authenticate("news_customer", "news_customer")
        self.assertIn("(2 unread)", self._bell())
        response = self._post(f"/my/news/{read.id}/read", filterby="unread")
        self.assertTrue(read.read_date)
        self.assertFalse(unread.read_date)
        self.assertTrue(response.url.endswith("/my/news?filterby=unread"))
        self.assertNotIn(orders[0].name, response.text)
        self.assertIn(orders[1].name, response.text)
        page = self.url_open("/my/news").text
        self.assertIn(orders[0].name, page)
        self.assertIn(f"/my/news/{unread.id}/read", page)
        self.assertNotIn(f"/my/news/{read.id}/read", page)
        response = self._post(f"/my/news/{2**40}/read")
        self.assertEqual(response.status_code, 200)

        self.assertIn("(1 unread)", self._bell())

    def _bell(self):
        """What the bell of a page says."""
        page = html.fromstring(self.url_open("/my/news").text)
        (bell, *_others) = page.xpath("//a[contains(@class, 'o_space_bell')]")
        words = bell.text_content().split()
        return f"({words[1]} {words[2]})"

    def test_hour_of_digests(self):
        for hour in (-1, 24):
            with self.assertRaises(ValidationError):
                self.company.portal_space_digest_hour = hour

    def test_links(self):
        """The page is found: at home, from the bell, on the first visit."""
        self.authenticate("news_customer", "news_customer")
        for path in ("/my/news", "/my"):
            self.assertIn('href="/my/notifications"', self.url_open(path).text)
        hints = self.env["portal.space"].with_user(self.customer)._hints({})
        self.assertIn("/my/notifications", [hint.url for hint in hints])
