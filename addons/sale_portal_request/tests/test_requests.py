from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.portal_request.tests.common import RequestCase


@tagged("post_install", "-at_install")
class TestRequests(RequestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        product = cls.env["product.product"].create({"name": "Pump"})
        cls.order, cls.other_order = cls.env["sale.order"].create(
            [
                {
                    "partner_id": user.partner_id.id,
                    "order_line": [Command.create({"product_id": product.id})] * 2,
                }
                for user in (cls.customer, cls.stranger)
            ]
        )
        (cls.order + cls.other_order).action_confirm()
        cls.line = cls.order.order_line[1]

    def ask(self, record):
        return self.submit(record=f"{record._name},{record.id}")

    def test_ask(self):
        self.login(self.customer)
        page = self.url_open(f"/my/orders/{self.order.id}").text
        for record in (self.order, *self.order.order_line):
            self.assertIn(f"record={record._name},{record.id}", page)
        self.assertNotIn("Your requests about this order", page)
        page = self.url_open(
            f"/my/requests/new?record=sale.order.line,{self.line.id}"
        ).text
        self.assertIn(self.line.display_name, page)
        for record, line in ((self.order, False), (self.line, self.line.id)):
            with self.subTest(record=record._name):
                ticket = self.opened(self.ask(record))
                self.assertEqual(ticket.sale_order_ids, self.order)
                self.assertEqual(ticket.sale_line_id.id, line)
        page = self.url_open(f"/my/ticket/{ticket.id}").text
        self.assertIn(f"/my/orders/{self.order.id}", page)
        self.assertIn(self.line.display_name, page)
        # on the order's page, colleagues of the customer see them, too
        for user in (self.customer, self.colleague):
            self.login(user)
            page = self.url_open(f"/my/orders/{self.order.id}").text
            self.assertIn("Your requests about this order", page)
            self.assertEqual(page.count("The valve is stuck"), 2)

    def test_refusals(self):
        """Nobody asks about, or sees requests about, what they may not read."""
        self.login(self.stranger)
        for record in (self.order, self.line):
            with self.subTest(record=record._name):
                response = self.ask(record)
                self.assertEqual(response.status_code, 422)
                self.assertIn("not open to you", response.text)
                page = self.url_open(
                    f"/my/requests/new?record={record._name},{record.id}"
                ).text
                self.assertNotIn(self.order.name, page)
        self.assertFalse(self.sent(self.stranger))
        # a request that is about something else as well tells nothing of that
        self.ticket.sale_order_ids = self.order + self.other_order
        self.login(self.customer)
        page = self.url_open(f"/my/ticket/{self.ticket.id}").text
        self.assertIn(self.order.name, page)
        self.assertNotIn(self.other_order.name, page)
        # and a link without a log-in shows no requests
        self.login(None)
        page = self.url_open(self.order.get_portal_url()).text
        self.assertIn(self.order.name, page)
        self.assertNotIn("about this order", page)
        self.assertNotIn("o_portal_request_ask_line", page)

    def test_quotation(self):
        seller = new_test_user(
            self.env,
            "request_seller",
            "sales_team.group_sale_salesman_all_leads,helpdesk_mgmt.group_helpdesk_user",
        )
        action = self.ticket.with_user(seller).action_new_quotation()
        quotation = (
            self.env["sale.order"]
            .with_user(seller)
            .with_context(**action["context"])
            .create({})
        )
        self.assertEqual(quotation.partner_id, self.customer.partner_id)
        self.assertEqual(quotation.origin, self.ticket.number)
        self.assertEqual(self.ticket.sale_order_ids, quotation)
        for user in (self.customer, self.stranger, self.agent):
            with self.subTest(user=user.name), self.assertRaises(AccessError):
                self.ticket.with_user(user).action_new_quotation()
        self.ticket.partner_id = False
        with self.assertRaises(UserError):
            self.ticket.with_user(seller).action_new_quotation()

    def test_queries_do_not_grow(self):
        """The number of requests about an order, and of its lines, adds none."""
        requests = self.env["helpdesk.ticket"].with_user(self.customer)
        counts = []
        for _round in range(3):
            self.new_ticket("One", self.customer, sale_order_ids=self.order.ids)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            requests._portal_requests_about(self.order).mapped("display_name")
            counts.append(self.env.cr.sql_log_count - before)
        # the first one fills the caches of access rights
        self.assertEqual(counts[1], counts[2])
