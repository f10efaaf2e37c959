from odoo.tests import tagged

from .common import SaleSpaceCommon


@tagged("post_install", "-at_install")
class TestNews(SaleSpaceCommon):
    """What the people of a customer are told of their orders."""

    def _news(self, user=None):
        partner = (user or self.owner).partner_id
        news = self.env["portal.news"].search([("partner_id", "=", partner.id)])
        return [(piece.kind, piece.title) for piece in news.sorted("id")]

    def test_life(self):
        order = self._order()
        self.assertFalse(self._news())
        order.action_quotation_sent()
        title = f"Your quotation {order.name} waits for your signature"
        self.assertEqual(self._news(), [("sign", title)])
        order.action_confirm()
        told = ("progress", f"Your order {order.name} is confirmed")
        self.assertEqual(self._news()[1:], [told])
        self.assertFalse(self._news(self.other))

    def test_what_is_asked(self):
        for values, kind, words in (
            (
                {"require_signature": False, "require_payment": True},
                "sign",
                "waits for your payment",
            ),
            ({"require_signature": False}, "document", "is available"),
        ):
            with self.subTest(words):
                order = self._order(**values)
                order.action_quotation_sent()
                self.assertEqual(
                    self._news()[-1], (kind, f"Your quotation {order.name} {words}")
                )

    def test_by_the_customer(self):
        """Who signs or declines is not told that they did."""
        order, declined = self._sent(), self._sent()
        before = len(self._news())
        order.with_user(self.owner).sudo().action_confirm()
        declined.with_user(self.owner).sudo()._action_cancel()
        self.assertEqual(len(self._news()), before)

    def test_cancelled(self):
        order = self._sent()
        order._action_cancel()
        self.assertEqual(self._news()[-1], ("progress", f"{order.name} was cancelled"))
        # a draft that nobody has seen goes without a word
        before = len(self._news())
        self._order()._action_cancel()
        self.assertEqual(len(self._news()), before)

    def test_once(self):
        """What does not change is no news."""
        order = self._sent()
        before = len(self._news())
        order.write({"state": "sent"})
        self.assertEqual(len(self._news()), before)

    def test_import(self):
        for key in ("install_mode", "import_file"):
            order = self._order().with_context(**{key: True})
            order.write({"state": "sent"})
        self.assertFalse(self._news())

    def test_sent_by_mail(self):
        """The wizard that sends the quotation tells it, too."""
        order = self._order()
        order.with_context(mark_so_as_sent=True).message_post(
            body="Here it is", subtype_xmlid="mail.mt_comment"
        )
        self.assertEqual([kind for kind, title in self._news()], ["sign"])
