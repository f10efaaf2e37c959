from datetime import timedelta

from odoo import Command, fields
from odoo.tests import new_test_user

from odoo.addons.sale.tests.common import TestSaleCommon

# A picture of one pixel.
SIGNATURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAA"
    "AABJRU5ErkJggg=="
)


class SaleSpaceCommon(TestSaleCommon):
    """A customer with two people, and somebody of another customer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.company_data["company"]
        cls.customer, cls.other_customer = cls.env["res.partner"].create(
            [
                {"name": "Space & Sons", "is_company": True},
                {"name": "Elsewhere Ltd", "is_company": True},
            ]
        )
        cls.owner = cls._new_customer("sale_owner", cls.customer)
        cls.colleague = cls._new_customer("sale_colleague", cls.customer)
        cls.other = cls._new_customer("sale_other", cls.other_customer)
        cls.salesperson = cls._new_employee(
            "sale_person", "sales_team.group_sale_salesman"
        )
        cls.service = cls.company_data["product_service_order"]

    @classmethod
    def _new_customer(cls, login, company=None):
        # the groups that tests give to everybody are those of employees
        return new_test_user(
            cls.env,
            login,
            "base.group_portal",
            name=login,
            email=f"{login}@example.com",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
            parent_id=company and company.id,
        )

    @classmethod
    def _new_employee(cls, login, groups=None):
        return new_test_user(
            cls.env,
            login,
            ",".join(filter(None, ["base.group_user", groups])),
            name=login,
            email=f"{login}@example.com",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    @classmethod
    def _order(cls, *lines, **values):
        """A draft for ``owner``.

        :param lines: ``(product, quantity, price)``, one service by default
        """
        lines = lines or [(cls.service, 2, 50)]
        return cls.env["sale.order"].create(
            {
                "partner_id": cls.owner.partner_id.id,
                "user_id": cls.salesperson.id,
                "require_signature": True,
                "require_payment": False,
                "order_line": [
                    Command.create(
                        {
                            "product_id": product.id,
                            "product_uom_qty": quantity,
                            "price_unit": price,
                            "tax_ids": False,
                        }
                    )
                    for product, quantity, price in lines
                ],
                **values,
            }
        )

    @classmethod
    def _sent(cls, *lines, days=10, **values):
        """A quotation that was sent, and is valid for some days."""
        order = cls._order(
            *lines,
            validity_date=fields.Date.today() + timedelta(days=days),
            **values,
        )
        order.action_quotation_sent()
        return order

    @classmethod
    def _confirmed(cls, *lines, **values):
        order = cls._order(*lines, **values)
        order.action_confirm()
        return order

    def _invoice(self, order, post=True, **values):
        invoice = order._create_invoices(**values)
        if post:
            invoice.action_post()
        return invoice

    def _down_payment(self, order, percent):
        wizard = self.env["sale.advance.payment.inv"].create(
            {
                "sale_order_ids": order.ids,
                "advance_payment_method": "percentage",
                "amount": percent,
            }
        )
        invoice = wizard._create_invoices(order)
        invoice.action_post()
        return invoice

    def _pay(self, invoices, **values):
        self.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoices.ids
        ).create(values)._create_payments()

    def _strip(self, order, user=None):
        """The steps that a customer sees, as ``"+Accepted >Invoice -Payment"``: done,
        going on, to do."""
        steps = order.with_user(user or self.owner)._portal_space_shown_steps()
        marks = {"done": "+", "current": ">", "todo": "-"}
        return " ".join(
            f"{marks[step.state]}{step.label}".replace(" ", "_")
            for step in steps[order.id]
        )

    def _detail(self, order, code, user=None):
        """How far a step is, as the customer reads it."""
        steps = order.with_user(user or self.owner)._portal_space_shown_steps()
        step = next(step for step in steps[order.id] if step.code == code)
        return step.detail.replace("\N{NO-BREAK SPACE}", " ")
