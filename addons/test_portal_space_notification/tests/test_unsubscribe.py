import email
import email.policy
import re

from odoo.tests import HttpCase, tagged
from odoo.tools.misc import hash_sign

from odoo.addons.base.tests.common import MockSmtplibCase
from odoo.addons.portal_space_notification.models.portal_news_sending_mixin import (
    UNSUBSCRIBE_SCOPE,
)

from .common import NewsCommon

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@tagged("post_install", "-at_install")
class TestUnsubscribe(MockSmtplibCase, HttpCase, NewsCommon):
    def _way(self, kind="sign"):
        return self.preferences.with_user(self.customer)._my_choices()[kind][0]

    def test_one_click(self):
        """Without a log-in, by a POST alone, as often as one likes, and back."""
        self._tell_and_link()
        self.assertIn("Do not tell me any more", self.url_open(self.link).text)
        self.assertEqual(self._way(), "mail")  # who only opened it did nothing
        for _time in range(2):
            response = self.url_open(self.link, data=ONE_CLICK)
            self.assertEqual(response.status_code, 200)
            self.assertFalse(response.history)
            self.assertEqual(self._way(), "space")
            self.assertEqual(self._way("payment"), "mail")
        self.assertIn("Tell me again", self.url_open(self.link).text)
        self._make_order()._portal_space_tell("sign")
        self.assertFalse(self._send())
        for _time in range(2):
            response = self.url_open(self.link, data={"undo": "1"})
            self.assertEqual(self._way(), "mail")
            self.assertIn("Do not tell me any more", response.text)

    def test_mail_programs_find_it(self):
        """The header is sent as it is: encoded, as a long one would be, it offers no
        button to many."""
        self._make_order()._portal_space_tell("sign")
        mail = self._send()
        link, subject = self._link(mail), mail.subject
        with self.mock_smtplib_connection():
            mail.send()
        [sent] = self.emails
        [header] = re.findall(
            r"^List-Unsubscribe: (.*)$", sent["message"], re.MULTILINE
        )
        self.assertGreater(len(header), 78)
        self.assertEqual(header.strip(), f"<{self.news.get_base_url()}{link}>")
        # the others are as they were
        parsed = email.message_from_string(sent["message"], policy=email.policy.SMTP)
        self.assertEqual(parsed["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
        self.assertEqual(parsed["Subject"], subject)

    def _tell_and_link(self, *kinds):
        for kind in kinds or ("sign",):
            self._make_order()._portal_space_tell(kind)
        self.link = self._link(self._send())

    def test_all_kinds_of_the_message(self):
        self._tell_and_link("sign", "message")
        self.url_open(self.link, data=ONE_CLICK)
        self.assertEqual(self._way("sign"), "space")
        self.assertEqual(self._way("message"), "space")
        self.assertEqual(self._way("payment"), "mail")

    def test_another_way_stays(self):
        """A link of a mail stops mails."""
        self._tell_and_link()
        self._choose(self.customer, "push")
        self._give_device()
        self.url_open(self.link, data=ONE_CLICK)
        self.assertEqual(self._way(), "push")

    def _give_device(self):
        self.env["mail.push.device"].create(
            {
                "partner_id": self.customer.partner_id.id,
                "endpoint": "https://fcm.googleapis.com/fcm/send/unsubscribe",
                "keys": "{}",
                "in_portal_space": True,
            }
        )

    def test_another_way_that_is_closed(self):
        """Who is mailed because their own way is closed stops that, too."""
        self._choose(self.customer, "push")
        self._tell_and_link()
        self.assertIn("Do not tell me any more", self.url_open(self.link).text)
        response = self.url_open(self.link, data=ONE_CLICK)
        self.assertIn("Tell me again", response.text)
        self.assertEqual(self._way(), "space")
        self.assertEqual(self._way("payment"), "push")
        self._make_order()._portal_space_tell("sign")
        self.assertFalse(self._send())
        self.url_open(self.link, data={"undo": "1"})
        self._make_order()._portal_space_tell("sign")
        self.assertEqual(len(self._send()), 1)

    def test_refused(self):
        """What we did not sign, or signed too long ago, or for something else, does
        nothing and tells nothing: not even who there is."""
        partner_id = self.customer.partner_id.id
        self._tell_and_link()
        *_path, token = self.link.rpartition("/")
        env = self.env

        def signed(values, scope=UNSUBSCRIBE_SCOPE, **kwargs):
            return hash_sign(env, scope, values, **kwargs)

        mine = [partner_id, ["sign"], "mail"]
        pages = set()
        for number, wrong in enumerate(
            (
                token[:-4] + "AAAA",
                token[:20] + ("B" if token[20] != "B" else "C") + token[21:],
                token[:-10],
                "x",
                "_" * 80,
                "é" * 40,
                signed(mine, "other"),
                signed(mine, expiration_hours=-1),
                signed([2**30, ["sign"], "mail"]),
            )
        ):
            with self.subTest(number=number):
                path = f"/my/notifications/unsubscribe/{wrong}"
                for data in (None, ONE_CLICK, {"undo": "1"}):
                    response = self.url_open(path, data=data)
                    self.assertEqual(response.status_code, 404)
                    pages.add(response.text.split("o_space_unsubscribe")[1])
                self.assertEqual(self._way(), "mail")
        self.assertEqual(len(pages), 1)
        self.assertNotIn("Customer", pages.pop())
