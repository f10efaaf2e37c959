from odoo import Command
from odoo.exceptions import AccessError
from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.account_portal_space.tests.common import SpacePaymentsCommon


@tagged("post_install", "-at_install")
class TestOwnRecords(HttpCase, SpacePaymentsCommon):
    """Somebody who sees their own in the space comes to no order and no invoice of
    their colleagues, by any road."""

    @classmethod
    def get_default_groups(cls):
        return super().get_default_groups() | cls.env.ref(
            "sales_team.group_sale_manager"
        )

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.me = cls.people["colleague"]
        cls.mine, cls.theirs = (
            cls._order_and_invoice(user) for user in (cls.me, cls.owner)
        )
        orders = cls.mine[0] | cls.theirs[0]
        # told while everybody saw all of the company
        orders.message_subscribe(cls.owner.partner_id.ids)
        # sudo: portal.news - nobody makes news by themselves
        cls.env["portal.news"].sudo().create(
            [
                {
                    "partner_id": cls.me.partner_id.id,
                    "kind": "document",
                    "title": f"News of {record.name}",
                    "res_model": record._name,
                    "res_id": record.id,
                }
                for record in cls.theirs
            ]
        )
        payment = cls._pay(cls.theirs[1])
        cls.receipt = payment.id
        cls.file = cls.env["ir.attachment"].create(
            {
                "name": "canary.png",
                "raw": b"canary",
                "res_model": "sale.order",
                "res_id": cls.theirs[0].id,
                "portal_shared": True,
            }
        )
        cls.me.partner_id.portal_scope = "own"
        cls.names = [cls.in_file(record) for record in cls.theirs]
        cls.names.append(cls.theirs[1].name)

    @classmethod
    def _order_and_invoice(cls, user):
        order = cls.env["sale.order"].create(
            {
                "partner_id": user.partner_id.id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": cls.product_a.id,
                            "name": f"Line of {user.name}",
                            "product_uom_qty": 1,
                            "price_unit": 100,
                        }
                    )
                ],
            }
        )
        cls.product_a.invoice_policy = "order"
        order.action_confirm()
        invoice = order._create_invoices()
        invoice.action_post()
        return order, invoice

    @staticmethod
    def in_file(record):
        """The name of a record, as that of a file says it."""
        return record.name.replace("/", "_")

    def parts(self, order, invoice):
        """What a customer could come by, by model."""
        return {
            "sale.order": order,
            "sale.order.line": order.order_line,
            "account.move": invoice,
            "account.move.line": invoice.line_ids,
        }

    @mute_logger("odoo.models", "odoo.addons.base.models.ir_rule")
    def test_by_calls(self):
        mine, theirs = self.parts(*self.mine), self.parts(*self.theirs)
        for name, hidden in theirs.items():
            model = self.env[name].with_user(self.me)
            with self.subTest(model=name):
                self.assertEqual(model.search([]), mine[name])
                self.assertFalse(model.search([("id", "in", hidden.ids)]))
                self.assertEqual(model.search_count([]), len(mine[name]))
                self.assertEqual(
                    model._read_group([], [], ["__count"]), [(len(mine[name]),)]
                )
                if not name.endswith(".line"):
                    self.assertFalse(model.name_search(hidden.display_name))
                with self.assertRaises(AccessError):
                    hidden.with_user(self.me).read(["create_date"])
                mine[name].with_user(self.me).read(["create_date"])
        # the company's are what one's colleagues see
        for name, found in theirs.items():
            model = self.env[name].with_user(self.owner)
            self.assertEqual(model.search([]), found | mine[name])

    def test_from_record_to_record(self):
        """What a hidden record is a condition of tells nothing of it, either."""
        lines = self.env["sale.order.line"].with_user(self.me)
        for domain in (
            [("order_id.name", "=", self.theirs[0].name)],
            [("order_id", "in", self.theirs[0].ids)],
            [("order_id", "any", [("id", "=", self.theirs[0].id)])],
            [("invoice_lines.move_id", "in", self.theirs[1].ids)],
        ):
            with self.subTest(domain=domain):
                self.assertFalse(lines.search(domain))

    def test_by_pages(self):
        self.authenticate(self.me.login, self.me.login)
        order, invoice = self.theirs
        for path in (
            "/my",
            "/my/news",
            "/my/quotes",
            "/my/orders",
            f"/my/orders/{order.id}",
            f"/my/orders/{order.id}?report_type=html",
            "/my/invoices",
            f"/my/invoices/{invoice.id}",
            f"/my/invoices/{invoice.id}?report_type=html",
            "/my/payments",
            "/my/payments/history",
            f"/my/payments/{self.receipt}/receipt",
            f"/my/payments/pay?invoice_ids={invoice.id}",
            "/my/documents",
            f"/my/documents?record=sale.order,{order.id}",
            f"/my/documents?record=account.move,{invoice.id}",
            f"/web/content/{self.file.id}",
        ):
            with self.subTest(path=path):
                text = self.url_open(path).text
                for name in (*self.names, "canary", "Line of Owner"):
                    self.assertNotIn(name, text)
        for record in self.mine:
            text = self.url_open("/my/documents").text
            self.assertIn(self.in_file(record), text)
        self.assertEqual(
            self.make_jsonrpc_request("/my/counters", {"counters": ["order_count"]})[
                "order_count"
            ],
            1,
        )

    @mute_logger("odoo.http")
    def test_by_forms(self):
        self.authenticate(self.me.login, self.me.login)
        for key in (
            f"order-{self.theirs[0].id}-0",
            f"invoice-{self.theirs[1].id}-0",
            f"attachment-{self.file.id}-0",
        ):
            data = {"csrf_token": Request.csrf_token(self), "document": key}
            with self.subTest(key=key):
                answer = self.url_open("/my/documents/zip", data=data)
                self.assertIn("no longer available", answer.text)
        for record in self.theirs:
            with self.subTest(model=record._name):
                found = self.make_jsonrpc_request(
                    "/mail/chatter_fetch",
                    {"thread_model": record._name, "thread_id": record.id},
                )
                self.assertFalse(found.get("messages"))
                self.assertFalse(found.get("data", {}).get("mail.message"))

    def test_documents_of_an_order(self):
        """Its invoices and what was shared on them, as far as one sees these."""
        order, invoice = self.theirs
        self.env["ir.attachment"].create(
            {
                "name": "terms.png",
                "raw": b"terms",
                "res_model": "account.move",
                "res_id": invoice.id,
                "portal_shared": True,
            }
        )
        found, _counts = self._space("owner")._documents(
            record=order.with_user(self.owner)
        )
        kinds = {document.kind for document in found}
        self.assertTrue({"invoice", "attachment"} <= kinds, kinds)
        names = {document.name for document in found}
        self.assertTrue({"terms.png", "canary.png"} <= names)
        others, _counts = self._space("owner")._documents(record=self.mine[0])
        self.assertFalse(names & {document.name for document in others})

    def test_what_belongs_to_records(self):
        """Each such model that customers may read is named with the field that leads to
        its record."""
        through = self.env["portal.space"]._own_through()
        mixin = self.env.registry["portal.space.mixin"]
        for model, name in through.items():
            with self.subTest(model=model):
                parent = self.env[model]._fields[name].comodel_name
                self.assertTrue(issubclass(self.env.registry[parent], mixin))
                self.env[model].with_user(self.me).search([], limit=1)
