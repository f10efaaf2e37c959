from odoo import Command
from odoo.tests import tagged

from odoo.addons.portal_space.tests.common import Route, SpaceCase

TOUR = "test_portal_space_choose_notifications"
WORKER = "/my/service-worker.js"
FORGET = "/my/notifications/devices/forget"


class NotificationsCase(SpaceCase):
    entitled_groups = "sales_team.group_sale_salesman_all_leads"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.product = cls.env["product.product"].create(
            {"name": "Chair", "list_price": 100, "invoice_policy": "order"}
        )
        cls.order = cls.env["sale.order"].create(
            {
                "partner_id": cls.owner.partner_id.id,
                "user_id": cls.entitled.id,
                "order_line": [Command.create({"product_id": cls.product.id})],
            }
        )
        cls.order.action_quotation_sent()
        cls.env["portal.news"].search(
            [("partner_id", "=", cls.owner.partner_id.id)]
        ).unlink()
        cls.piece = cls.order._portal_space_tell("progress").filtered(
            lambda news: news.partner_id == cls.owner.partner_id
        )

    def choice(self, kind):
        preference = self.env["portal.preference"].search(
            [("partner_id", "=", self.owner.partner_id.id), ("kind", "=", kind)]
        )
        return preference.way, preference.moment

    def choose(self):
        self.start_tour("/my", TOUR, login="space_owner")
        self.env.invalidate_all()
        self.assertEqual(self.choice("progress")[1], "week")
        self.assertEqual(self.choice("message")[0], "space")


@tagged("post_install", "-at_install")
class TestNotifications(NotificationsCase):
    def test_tour_at_a_desk(self):
        self.choose()

    def test_accessibility(self):
        """What customers see most, once as their modules make it together."""
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": self.owner.partner_id.id,
                "invoice_line_ids": [
                    Command.create({"product_id": self.product.id, "quantity": 1})
                ],
            }
        )
        invoice.action_post()
        self.check_accessibility(
            "space_owner",
            "/my/notifications",
            "/my/payments",
            self.order.access_url,
            invoice.access_url,
        )

    def test_who_comes(self):
        read = Route(f"/my/news/{self.piece.id}/read", data={})
        self.matrix(
            {
                "/my/notifications": {"public": "/web/login", "*": 200},
                WORKER: {"*": 200},
                FORGET: {"*": 405},
                Route(FORGET, data={}): {
                    "public": "/web/login",
                    "*": "/my/notifications",
                },
                Route("/my/notifications/device/key", json={}): {
                    "public": "SessionExpiredException",
                    "*": 200,
                },
                # theirs stays unread, whoever else says that it was read
                read: {
                    who: "/my/news"
                    for who in (
                        "prospect",
                        "colleague",
                        "other",
                        "employee",
                        "entitled",
                    )
                },
            }
        )
        self.assertFalse(self.piece.read_date)
        self.log_in("owner")
        self.ask(read)
        self.assertTrue(self.piece.read_date)

    def test_hostile_values(self):
        self.fuzz(
            "owner",
            Route(
                "/my/notifications",
                data={"way_sign": "mail", "moment_sign": "now", "saved": "1"},
            ),
            Route("/my/news?page={page}&filterby={filterby}"),
            Route("/my/news/{news_id}/read", data={"filterby": "unread"}),
            Route(
                "/my/notifications/device",
                json={"endpoint": "https://x", "keys": {}, "previous": None},
            ),
            may_write={"portal_preference", "portal_news"},
            examples=15,
        )
        self.fuzz(
            "public",
            Route("/my/notifications/unsubscribe/{token}"),
            Route("/my/notifications/unsubscribe/{token}", data={"undo": "1"}),
            examples=15,
        )


@tagged("post_install", "-at_install")
class TestNotificationsPhone(NotificationsCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_tour_on_a_phone(self):
        self.choose()
