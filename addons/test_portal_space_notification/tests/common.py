from ast import literal_eval

from odoo import Command, fields
from odoo.tests import TransactionCase, new_test_user

CANARY = "canary"
SELLER_GROUPS = "sales_team.group_sale_salesman_all_leads,account.group_account_invoice"


class NewsCommon(TransactionCase):
    """Two customers with a log-in and one without, of one company, and somebody
    else's customer. Content that no message has is a canary."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.news = cls.env["portal.news"]
        cls.preferences = cls.env["portal.preference"]
        # what the demo tells is not of these tests
        cls.news.search([("send_date", "!=", False)]).send_date = False
        cls.company = cls.env.company
        cls.company.write(
            {"portal_space_instead_of_mail": True, "portal_space_sms": False}
        )
        cls.acme = cls.env["res.partner"].create({"name": "Acme", "is_company": True})
        cls.customer = cls._make_customer("customer", parent_id=cls.acme.id)
        cls.colleague = cls._make_customer("colleague", parent_id=cls.acme.id)
        cls.stranger = cls._make_customer("stranger")
        cls.without = cls.env["res.partner"].create(
            {
                "name": "Without",
                "email": "without@example.com",
                "parent_id": cls.acme.id,
            }
        )
        cls.seller = new_test_user(
            cls.env,
            login="news_seller",
            email="seller@example.com",
            groups=SELLER_GROUPS,
        )
        cls.product = cls.env["product.product"].create(
            {"name": CANARY, "list_price": 100, "invoice_policy": "order"}
        )
        cls.order = cls._make_order()

    @classmethod
    def _make_customer(cls, name, **values):
        user = new_test_user(
            cls.env,
            login=f"news_{name}",
            password=f"news_{name}",
            name=name.capitalize(),
            email=f"{name}@example.com",
            groups="base.group_portal",
        )
        user.partner_id.write({"lang": "en_US", "tz": "Europe/Paris", **values})
        return user

    @classmethod
    def _make_order(cls, partner=None, **values):
        return cls.env["sale.order"].create(
            {
                "partner_id": (partner or cls.customer.partner_id).id,
                "user_id": cls.seller.id,
                "order_line": [Command.create({"product_id": cls.product.id})],
                "require_signature": True,
                "require_payment": False,
                **values,
            }
        )

    def setUp(self):
        super().setUp()
        self.last_mail = self.env["mail.mail"].search([], limit=1, order="id DESC")

    def _mails(self):
        """The mails that were made in this test, and wait in the queue."""
        return self.env["mail.mail"].search([("id", ">", self.last_mail.id)])

    def _send(self):
        """Send what is due, as the cron does, and return the mails of it."""
        before = self._mails()
        self.news._send_some()
        return self._mails() - before

    def _choose(self, user, way, moment="now", *kinds):
        """Have a customer choose for some kinds of news, or else all."""
        preferences = self.preferences.with_user(user)
        choices = preferences._my_choices()
        preferences._choose({kind: (way, moment) for kind in kinds or choices})

    def _pass(self, **delta):
        """Have time pass, for what waits."""
        for news in self.news.search([("send_date", "!=", False)]):
            news.send_date = fields.Datetime.subtract(news.send_date, **delta)

    def _link(self, mail):
        """The path by which a mail is unsubscribed from in one click."""
        headers = literal_eval(mail.headers)
        self.assertEqual(headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")
        url = headers["List-Unsubscribe"].strip("<>")
        self.assertIn(url, mail.body_html)
        return url.removeprefix(self.news.get_base_url())
