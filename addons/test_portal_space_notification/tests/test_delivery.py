from odoo.tests import tagged

from .common import CANARY, NewsCommon


@tagged("post_install", "-at_install")
class TestDelivery(NewsCommon):
    """What a customer is mailed when their order is delivered, if stock mails its
    deliveries."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.stock_move_email_validation = True

    def _deliver(self, order):
        """Deliver an order, and return stock's mails and the news about it."""
        if order.state != "sale":
            order.action_confirm()
        self.news.search([]).unlink()
        before = self._mails()
        picking = order.picking_ids
        picking.move_ids.write({"quantity": 1, "picked": True})
        picking.button_validate()
        self.assertEqual(picking.state, "done")
        return self._mails() - before, self.news.search([])

    def test_told_once(self):
        """In the space, in few words, and not by a mail with the slip as well."""
        mails, news = self._deliver(self.order)
        self.assertFalse(mails)
        self.assertEqual(news.mapped("kind"), ["progress"])
        self.assertEqual(news.partner_id, self.customer.partner_id)
        self.assertEqual(news.title, f"Your order {self.order.name} is delivered")
        self.assertEqual((news.res_model, news.res_id), ("sale.order", self.order.id))
        told = self.order.picking_ids.message_ids.notification_ids
        self.assertEqual(told.mapped("notification_type"), ["space"])

    def test_mailed_by_stock(self):
        """Who has no log-in, or may not read the order, or whose company says so; and
        messages that the page of the order does not show."""
        mails, news = self._deliver(self._make_order(self.without))
        self.assertEqual(mails.recipient_ids, self.without)
        self.assertTrue(mails.attachment_ids)
        self.assertFalse(news)
        order = self._make_order(partner_shipping_id=self.stranger.partner_id.id)
        mails, news = self._deliver(order)
        self.assertEqual(mails.recipient_ids, self.stranger.partner_id)
        self.assertEqual(news.partner_id, self.customer.partner_id)
        self.company.portal_space_instead_of_mail = False
        mails, _news = self._deliver(self.order)
        self.assertEqual(mails.recipient_ids, self.customer.partner_id)
        self.company.portal_space_instead_of_mail = True
        before = self._mails()
        self.order.picking_ids.message_post(
            body=CANARY,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=self.customer.partner_id.ids,
        )
        mails = self._mails() - before
        self.assertEqual(mails.recipient_ids, self.customer.partner_id)
