from odoo import Command
from odoo.tests import tagged

from odoo.addons.portal_request.tests.common import RequestCase


class CustomerJourneyCase(RequestCase):
    """A customer asks about a line of their order, with files, is answered, and says
    how it was handled."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        products = cls.env["product.product"].create(
            [{"name": "Bookcase"}, {"name": "Chair"}]
        )
        cls.order = cls.env["sale.order"].create(
            {
                "partner_id": cls.customer.partner_id.id,
                "order_line": [
                    Command.create({"product_id": product.id}) for product in products
                ],
            }
        )
        cls.order.action_confirm()

    def journey(self):
        login = self.customer.login
        self.start_tour("/my", "entente_customer_asks_about_a_line", login=login)
        ticket = self.sent()
        self.assertEqual(ticket.sale_order_ids, self.order)
        self.assertEqual(
            set(ticket.attachment_ids.mapped("name")), {"front.txt", "back.txt"}
        )
        ticket.with_user(self.agent).user_id = self.agent
        ticket.with_user(self.agent).stage_id = self.stages["done"]
        self.env.flush_all()
        url = f"/my/ticket/{ticket.id}"
        self.start_tour(url, "entente_customer_rates", login=login)
        (rating,) = ticket.rating_ids.filtered("consumed")
        self.assertEqual(rating.rating_text, "top")
        self.assertEqual(rating.feedback, "A new shelf came the next day.")


@tagged("post_install", "-at_install")
class TestCustomerJourney(CustomerJourneyCase):
    def test_at_a_desk(self):
        self.journey()


@tagged("post_install", "-at_install")
class TestCustomerJourneyPhone(CustomerJourneyCase):
    browser_size = "375x667"
    touch_enabled = True

    def test_on_a_phone(self):
        self.journey()
