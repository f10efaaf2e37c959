import contextlib
from datetime import datetime, timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.tests.test_ir_cron import CronMixinCase
from odoo.addons.portal_space_notification.models import portal_news_sending_mixin

from .common import NewsCommon

KINDS = ("sign", "document", "progress", "message", "request", "payment")


@tagged("post_install", "-at_install")
class TestSending(CronMixinCase, NewsCommon):
    def test_one_short_message(self):
        """What is new at one time is one message, without content."""
        other = self._make_order()
        self.order._portal_space_tell("sign")
        other._portal_space_tell("message")
        mail = self._send()
        self.assertEqual(len(mail), 1)
        self.assertEqual(mail.recipient_ids, self.customer.partner_id)
        self.assertEqual(mail.state, "outgoing")
        self.assertFalse(mail.attachment_ids or mail.model or mail.res_id)
        self.assertEqual(mail.subject, "2 news in your space")
        for order in (self.order, other):
            url = f"{self.news.get_base_url()}/my/orders/{order.id}"
            self.assertIn(f'href="{url}"', mail.body_html)
            self.assertNotIn(f"{url}?access_token", mail.body_html)
        self.assertNotIn("canary", mail.body_html)
        self.assertLess(len(mail.body_html), 6000)
        self.assertFalse(self._send())

    def test_ways_and_moments(self):
        """Each choice, for each kind of news."""
        for way, moment, days in (
            ("mail", "now", 0),
            ("mail", "day", 1),
            ("mail", "week", 7),
            ("space", "now", None),
            ("push", "now", 0),  # by e-mail: there is no device
        ):
            for kind in KINDS:
                with self.subTest(way=way, moment=moment, kind=kind):
                    self._choose(self.customer, way, moment)
                    news = self._make_order()._portal_space_tell(kind)
                    self.assertEqual(bool(news.send_date), days is not None)
                    self.assertEqual(bool(self._send()), days == 0)
                    if days:
                        self._pass(days=days)
                        self.assertEqual(len(self._send()), 1)
                    self.assertFalse(news.send_date)
                    self.assertEqual(bool(news.sent_date), days is not None)

    def test_moment_of_digests(self):
        partner = self.customer.partner_id
        self.company.portal_space_digest_hour = 7
        for zone, now, day, week in (
            # 7 h in Paris is 6 h UTC in winter, 5 h in summer.
            (
                "Europe/Paris",
                "2026-01-14 05:59",
                "2026-01-14 06:00",
                "2026-01-19 06:00",
            ),
            (
                "Europe/Paris",
                "2026-01-14 06:00",
                "2026-01-15 06:00",
                "2026-01-19 06:00",
            ),
            (
                "Europe/Paris",
                "2026-07-13 04:00",
                "2026-07-13 05:00",
                "2026-07-13 05:00",
            ),
            (
                "Europe/Paris",
                "2026-07-13 06:00",
                "2026-07-14 05:00",
                "2026-07-20 05:00",
            ),
            ("Asia/Tokyo", "2026-01-14 21:00", "2026-01-14 22:00", "2026-01-18 22:00"),
            (False, "2026-01-14 08:00", "2026-01-15 07:00", "2026-01-19 07:00"),
        ):
            partner.tz = zone
            self.company.partner_id.tz = "UTC"
            for moment, expected in (("now", now), ("day", day), ("week", week)):
                with self.subTest(zone=zone, now=now, moment=moment):
                    self.assertEqual(
                        partner._portal_space_moment(
                            moment, datetime.fromisoformat(now)
                        ),
                        datetime.fromisoformat(expected),
                    )

    def test_not_sent(self):
        """What was read meanwhile, what may not be read any more, what is gone, and
        to people without a log-in."""

        def read():
            self.news.with_user(self.customer)._mark_read(order)

        def hide():
            order.partner_id = self.stranger.partner_id

        def leave():
            self.customer.active = False

        def end():
            order.unlink()

        for number, change in enumerate((read, hide, end, leave)):
            with self.subTest(number=number):
                order = self._make_order()
                news = order._portal_space_tell("sign")
                self.assertTrue(news.send_date)
                change()
                self.assertFalse(self._send())
                news = news.exists()  # they may go with their record
                self.assertFalse(news.sent_date or news.send_date)

    def test_told_again(self):
        """Unread news that are told again are sent again, not within the hour; digests
        have them once."""
        news = self.order._portal_space_tell("message")
        self.assertTrue(self._send())
        self.assertEqual(self.order._portal_space_tell("message"), news)
        self.assertFalse(self._send())
        self._pass(hours=1)
        self.assertEqual(len(self._send()), 1)
        self._choose(self.customer, "mail", "day")
        for _time in range(3):
            self.order._portal_space_tell("message")
        self._pass(days=1, hours=1)
        self.assertEqual(len(self._send()), 1)
        self._pass(days=1)
        self.assertFalse(self._send())

    def test_choice_changed_while_it_waits(self):
        self._choose(self.customer, "mail", "week")
        news = self.order._portal_space_tell("sign")
        self._choose(self.customer, "space")
        self.assertFalse(news.send_date)
        news = self._make_order()._portal_space_tell("message")
        self.assertFalse(news.send_date)
        self._choose(self.customer, "mail", "week")
        news = self._make_order()._portal_space_tell("message")
        self._choose(self.customer, "mail", "now")
        self.assertEqual(len(self._send()), 1)

    def test_cron_is_woken(self):
        cron = self.env.ref("portal_space_notification.ir_cron_send_news")
        with self.capture_triggers(cron.id) as captured:
            self.order._portal_space_tell("sign")
        self.assertEqual(len(captured.records), 1)

    def test_killed_in_between(self):
        """A cron that dies after some is run again: each is sent once."""
        people = [self._make_customer(f"person{number}") for number in range(4)]
        told = self.news.union(
            *(
                self._make_order(person.partner_id)._portal_space_tell("sign")
                for person in people
            )
        )
        turns, sent = [], []

        def send_some():
            """Two at a time; the third time, the machine stops before it is kept."""
            turns.append(1)
            try:
                with self.env.cr.savepoint():
                    before = self._mails()
                    done = original(limit=2)
                    if len(turns) == 2:
                        raise RuntimeError
                    sent.extend((self._mails() - before).recipient_ids.ids)
                    return done
            except RuntimeError:
                self.env.invalidate_all()
                raise

        original = self.news._send_some
        crons = type(self.env["ir.cron"])
        with (
            patch.object(type(self.news), "_send_some", lambda _news: send_some()),
            patch.object(crons, "_commit_progress", lambda *args, **kwargs: 60),
        ):
            # assertRaises would undo what the first turn did
            with contextlib.suppress(RuntimeError):
                self.news._cron_send()
            self.assertEqual(len(sent), 2)
            self.news._cron_send()
        self.assertCountEqual(sent, [person.partner_id.id for person in people])
        self.assertTrue(all(news.sent_date for news in told))

    def test_one_that_fails(self):
        """It keeps nobody else waiting, and is tried again later."""
        person = self._make_customer("person")
        good = self._make_order(person.partner_id)._portal_space_tell("sign")
        bad = self.order._portal_space_tell("sign")
        values = type(self.news)._mail_values

        def fail(news, user, pieces):
            if user == self.customer:
                raise ValueError
            return values(news, user, pieces)

        with (
            patch.object(type(self.news), "_mail_values", fail),
            mute_logger(portal_news_sending_mixin.__name__),
        ):
            mails = self._send()
        self.assertEqual(mails.recipient_ids, person.partner_id)
        self.assertTrue(good.sent_date)
        self.assertFalse(bad.sent_date)
        self.assertGreater(bad.send_date, fields.Datetime.now() + timedelta(minutes=50))
        self._pass(hours=1)
        self.assertEqual(self._send().recipient_ids, self.customer.partner_id)

    def test_growth(self):
        """To tell 50 people takes as many queries as to tell one; to send them their
        messages takes a few for each."""
        people = self.env["res.partner"].union(
            *(
                self._make_customer(
                    f"person{number}", parent_id=self.acme.id
                ).partner_id
                for number in range(50)
            )
        )
        counts = {}
        for number in (1, 1, 50):  # the first one fills the caches
            order = self._make_order(self.acme)
            order.message_subscribe(people[:number].ids)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            order._portal_space_tell("sign")
            self.env.flush_all()
            told = self.env.cr.sql_log_count - before
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(len(self._send()), number)
            self.env.flush_all()
            counts[number] = told, self.env.cr.sql_log_count - before
        self.assertEqual(counts[1][0], counts[50][0])
        self.assertLess(counts[50][1] - counts[1][1], 49 * 8)

    def test_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.env["ir.module.module"]._load_module_terms(
            ["portal_space", "portal_space_notification"], ["fr_FR"], overwrite=True
        )
        french = self.preferences.with_context(lang="fr_FR")
        kinds = french._fields["kind"]._description_selection(french.env)
        self.assertIn(("sign", "Document à signer"), kinds)
        self.customer.partner_id.lang = "fr_FR"
        self.order._portal_space_tell("message")
        self._make_order()._portal_space_tell("message")
        mail = self._send()
        self.assertEqual(mail.subject, "2 nouveautés dans votre espace")
        self.assertIn("votre espace", mail.body_html)
        self.assertNotIn("your space", mail.body_html)

    def test_nobody_reads_by_themselves(self):
        """Not even one's own: pages and mails are the ways."""
        news = self.order._portal_space_tell("sign")
        self._choose(self.customer, "mail", "week")
        preference = self.preferences.search(
            [("partner_id", "=", self.customer.partner_id.id)], limit=1
        )
        for user in (self.customer, self.colleague, self.stranger, self.seller):
            for record, values in (
                (news, {"read_date": fields.Datetime.now(), "send_date": False}),
                (preference, {"way": "space"}),
            ):
                record = record.with_user(user)
                with self.subTest(user=user.login, model=record._name):
                    for call in (
                        lambda record=record: record.read(["kind"]),
                        lambda record=record: record.search_read([], ["kind"]),
                        lambda record=record, values=values: record.write(values),
                        lambda record=record: record.unlink(),
                        lambda record=record: record.create({"kind": "sign"}),
                    ):
                        with self.assertRaises(AccessError):
                            call()

    def test_sms(self):
        """By SMS, where the company sends any and there is a number."""
        self.env["sms.sms"].search([]).unlink()
        partner = self.customer.partner_id
        partner.write({"phone": "+33 6 12 34 56 78"})
        ways = self.preferences.with_user(self.customer)._ways_open
        self.assertNotIn("sms", ways())
        self.company.portal_space_sms = True
        self.assertIn("sms", ways())
        self._choose(self.customer, "sms")
        self.order._portal_space_tell("sign")
        self.assertFalse(self._send())
        sms = self.env["sms.sms"].search([])
        number = partner._phone_format(fname="phone")
        self.assertEqual((sms.number, sms.state), (number, "outgoing"))
        self.assertEqual(sms.partner_id, partner)
        self.assertIn(f"/my/orders/{self.order.id}", sms.body)
        self.assertIn(self.order.name, sms.body)
        self.assertLess(len(sms.body), 160)
        for number, switch in (("+33 6 12 34 56 78", False), ("", True)):
            self.company.portal_space_sms = switch
            partner.phone = number
            self._make_order()._portal_space_tell("sign")
            self.assertEqual(len(self._send()), 1)
        self.assertEqual(len(self.env["sms.sms"].search([])), 1)
