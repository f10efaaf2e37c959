from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import SIGNATURE, SaleSpaceCommon


@tagged("post_install", "-at_install")
class TestHome(SaleSpaceCommon):
    """What a customer finds of their quotations and orders."""

    def _home(self, user=None):
        self.env.invalidate_all()
        return self.env["portal.space"].with_user(user or self.owner)._home()

    def _block(self, part, code, user=None):
        blocks = self._home(user)[part]
        return next((block for block in blocks if block.code == code), None)

    def _titles(self, part, code, user=None):
        block = self._block(part, code, user)
        return [entry.title for entry in block.entries] if block else []

    def test_quotations(self):
        """Those to sign or pay wait; those that only need an answer, and those that
        expired not long ago, are beside; drafts are not shown."""
        sign = self._sent()
        pay = self._sent(require_signature=False, require_payment=True, days=5)
        both = self._sent(require_payment=True, days=15)
        answer = self._sent(require_signature=False)
        expired = self._sent(days=-3)
        self._sent(days=-60)
        self._order()
        block = self._block("waiting", "quotation")
        self.assertEqual(
            [(entry.title, entry.action) for entry in block.entries],
            [
                (pay.name, "Pay"),
                (sign.name, "Sign"),
                (both.name, "Sign and pay"),
            ],
        )
        self.assertEqual(block.entries[1].date, sign.validity_date)
        block = self._block("under_way", "quotation_open")
        self.assertEqual(
            [(entry.title, entry.date_label, entry.late) for entry in block.entries],
            [
                (answer.name, "Valid until", False),
                (expired.name, "Expired on", True),
            ],
        )

    def test_waits_as_stock_says(self):
        """What is looked for in the database is what stock asks to sign or pay."""
        orders = self.env["sale.order"]
        for values in (
            {},
            {"days": -1},
            {"require_signature": False},
            {"require_signature": False, "require_payment": True},
            {"require_payment": True},
        ):
            orders |= self._sent(**values)
        signed = self._sent(require_payment=True)
        signed.write(
            {
                "signed_by": "Me",
                "signed_on": fields.Datetime.now(),
                "signature": SIGNATURE,
            }
        )
        orders |= signed
        as_owner = orders.with_user(self.owner)
        waiting = as_owner._portal_space_waiting_domain()
        found = orders.search(waiting & fields.Domain("id", "in", orders.ids))
        self.assertEqual(
            found,
            orders.filtered(
                lambda order: order._has_to_be_signed() or order._has_to_be_paid()
            ).sorted(lambda order: found.ids.index(order.id)),
        )

    def test_orders(self):
        """An order is followed until it is over; its line says the amount, the
        customer's reference and the next date."""
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        order = self._confirmed(client_order_ref="PO 7", commitment_date=tomorrow)
        entry = self._block("under_way", "order").entries[0]
        self.assertEqual(entry.title, order.name)
        self.assertEqual(
            entry.detail.replace("\N{NO-BREAK SPACE}", " "), "$ 100.00 · PO 7"
        )
        self.assertEqual(entry.date_label, "Planned for")
        self.assertFalse(entry.action)
        invoice = self._invoice(order)
        order.commitment_date = False
        entry = self._block("under_way", "order").entries[0]
        self.assertEqual(entry.date_label, "Payment due")
        self.assertEqual(entry.date, invoice.invoice_date_due)
        self._pay(invoice)
        self.assertFalse(self._block("under_way", "order"))

    def test_who(self):
        """The record rules decide: those of one's company, nobody else's."""
        order, quotation = self._confirmed(), self._sent()
        for user, orders, quotations in (
            (self.owner, [order.name], [quotation.name]),
            (self.colleague, [order.name], [quotation.name]),
            (self.other, [], []),
        ):
            with self.subTest(user.login):
                self.assertEqual(self._titles("under_way", "order", user), orders)
                self.assertEqual(self._titles("waiting", "quotation", user), quotations)

    def test_hidden(self):
        self._confirmed()
        self.env.ref("sale_portal_space.section_order").active = False
        self.assertFalse(self._block("under_way", "order"))

    def test_contacts(self):
        """Who sells is named once, by what is under way, without an address."""
        self.assertFalse(self._home()["contacts"])
        second = self._new_employee("sale_second", "sales_team.group_sale_salesman")
        self._sent(days=-1, user_id=self.env.user.id)
        self._confirmed()
        order = self._sent()
        other = self._sent(user_id=second.id)
        contacts = self._home()["contacts"]
        self.assertEqual(
            [(contact.name, contact.about) for contact in contacts],
            [("sale_second", other.name), ("sale_person", order.name)],
        )
        self.assertNotIn("@", str(contacts))
        self.owner.partner_id.user_id = second
        self.assertEqual(
            [contact.name for contact in self._home()["contacts"]],
            ["sale_second", "sale_person"],
        )

    def test_prospect_becomes_customer(self):
        """Somebody with a quotation sees that, nothing else; with its signature they
        are a customer. Nobody has to do anything."""
        prospect = self._new_customer("sale_prospect")
        self._confirmed()
        home = self._home(prospect)
        self.assertFalse(home["waiting"] + home["under_way"])
        quotation = self._sent(partner_id=prospect.partner_id.id)
        self.assertEqual(
            self._titles("waiting", "quotation", prospect), [quotation.name]
        )
        self.assertFalse(self._home(prospect)["under_way"])
        quotation._validate_order()
        self.assertEqual(self._titles("under_way", "order", prospect), [quotation.name])
        self.assertFalse(self._home(prospect)["waiting"])

    def test_queries(self):
        """The home takes as many queries with many orders as with few."""

        def queries():
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["portal.space"].with_user(self.owner)._home()
            return self.env.cr.sql_log_count - before

        def more(number):
            for _number in range(number):
                self._sent()
                self._sent(days=-2)
                self._invoice(self._confirmed())
            self.env.flush_all()

        # so many that the orders and the invoices at home are not of each other
        more(12)
        queries()
        few = queries()
        more(12)
        self.assertEqual(queries(), few)

    def test_documents(self):
        """The quotation or order, and what the products bring to it."""
        document = self.env["product.document"].create(
            {
                "name": "manual.pdf",
                "raw": b"how to",
                "res_model": "product.template",
                "res_id": self.service.product_tmpl_id.id,
                "attached_on_sale": "quotation",
            }
        )
        order = self._sent().with_user(self.owner)
        pdf, manual = order._portal_space_documents()[order.id]
        self.assertEqual((pdf.name, pdf.kind), (f"{order.name}.pdf", "quotation"))
        self.assertEqual((manual.name, manual.content()), ("manual.pdf", b"how to"))
        self.assertIn(f"/document/{document.id}", manual.url)
        order.sudo().action_confirm()
        self.assertEqual(order._portal_space_documents()[order.id][0].kind, "order")
