from datetime import timedelta

from odoo import Command, fields
from odoo.tests import new_test_user

from odoo.addons.account_payment.tests.common import AccountPaymentCommon


class SpacePaymentsCommon(AccountPaymentCommon):
    """A customer's company that owes, and everybody who may look at it.

    `people` has them by name; the "owner" is who gets the invoices, the "prospect"
    has none.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = fields.Date.today()
        cls.customer, cls.other_customer = cls.env["res.partner"].create(
            [{"name": name, "is_company": True} for name in ("Acme", "Bolt")]
        )
        portal = "base.group_portal"
        cls.people = {
            name: cls._make_user(name, group, parent)
            for name, group, parent in (
                ("owner", portal, cls.customer),
                ("colleague", portal, cls.customer),
                ("stranger", portal, cls.other_customer),
                ("prospect", portal, cls.env["res.partner"]),
                ("employee", "base.group_user", cls.env["res.partner"]),
                ("accountant", "account.group_account_invoice", cls.env["res.partner"]),
            )
        }
        cls.owner = cls.people["owner"]
        cls.immediate = cls.env.ref("account.account_payment_term_immediate")
        cls.franc = cls.setup_other_currency("CHF")

    @classmethod
    def _make_user(cls, name, groups, parent):
        user = new_test_user(
            cls.env,
            login=f"pays_{name}",
            password=f"pays_{name}",
            name=name.capitalize(),
            groups=groups,
            company_id=cls.env.company.id,
            company_ids=[Command.set(cls.env.company.ids)],
        )
        user.partner_id.parent_id = parent
        return user

    @classmethod
    def _invoice(cls, amount=100.0, days=0, *, partner=None, post=True, **values):
        """An invoice that is due in so many days, or has been for so many."""
        invoice = cls.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": (partner or cls.owner.partner_id).id,
                "invoice_date": cls.today + timedelta(days=min(days, 0)),
                "invoice_date_due": cls.today + timedelta(days=days),
                "invoice_payment_term_id": False,
                "invoice_line_ids": [
                    Command.create(
                        {"name": "Work", "price_unit": amount, "tax_ids": False}
                    )
                ],
                **values,
            }
        )
        if post:
            invoice.action_post()
        return invoice

    @classmethod
    def _by_instalments(cls, amount, *days, **values):
        """An invoice in as many equal parts, each due in so many days."""
        part = round(100 / len(days), 2)
        parts = [part] * (len(days) - 1)
        parts.append(100 - sum(parts))
        term = cls.env["account.payment.term"].create(
            {
                "name": "Parts",
                "line_ids": [
                    Command.create(
                        {
                            "value": "percent",
                            "value_amount": part,
                            "delay_type": "days_after",
                            "nb_days": day - days[0],
                        }
                    )
                    for day, part in zip(days, parts, strict=True)
                ],
            }
        )
        return cls._invoice(
            amount,
            invoice_payment_term_id=term.id,
            invoice_date=cls.today + timedelta(days=days[0]),
            **values,
        )

    @classmethod
    def _pay(cls, invoices, amount=None):
        """Register a payment, as an accountant does."""
        wizard = invoices.env["account.payment.register"].with_context(
            active_model="account.move", active_ids=invoices.ids
        )
        values = {"group_payment": True} | ({"amount": amount} if amount else {})
        return wizard.create(values)._create_payments()

    @classmethod
    def _space(cls, who="owner"):
        return cls.env["portal.space"].with_user(cls.people[who])

    @classmethod
    def _moves(cls, who="owner"):
        return cls.env["account.move"].with_user(cls.people[who])
