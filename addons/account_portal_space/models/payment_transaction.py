from odoo import fields, models


class PaymentTransaction(models.Model):
    _inherit = "payment.transaction"

    paid_line_ids = fields.Many2many(
        "account.move.line",
        relation="payment_transaction_paid_line_rel",
        string="Instalments Paid",
        readonly=True,
        copy=False,
        help="What the customer chose to pay at once in their space.",
    )

    def _create_payment(self, **extra_create_values):
        """What was chosen to be paid is what is paid; discounts for early payment are
        granted for several invoices as stock grants them for one."""
        self.ensure_one()
        if not self.paid_line_ids:
            return super()._create_payment(**extra_create_values)
        if len(self.invoice_ids) > 1 and (write_offs := self._early_discounts()):
            extra_create_values.setdefault("write_off_line_vals", write_offs)
        transaction = self.with_context(
            portal_space_paid_line_ids=tuple(self.paid_line_ids.ids)
        )
        payment = super(PaymentTransaction, transaction)._create_payment(
            **extra_create_values
        )
        return payment.with_context(portal_space_paid_line_ids=None)

    def _early_discounts(self):
        """Lines that write the discounts off, if they were taken off the amount."""
        dues = self.invoice_ids._portal_space_due()
        total = sum(due.amount for due in dues.values())
        if self.currency_id.compare_amounts(total, self.amount):
            return []
        moves = self.env["account.move"]
        write_offs = []
        for invoice in self.invoice_ids:
            values = invoice._get_invoice_next_payment_values()
            if values.get("installment_state") != "epd":
                continue
            line = values["epd_line"]
            counterparts = (
                moves._get_invoice_counterpart_amls_for_early_payment_discount(
                    [
                        {
                            "aml": line,
                            "amount_currency": -line.amount_residual_currency,
                            "balance": -line.balance,
                        }
                    ],
                    values["epd_discount_amount"],
                )
            )
            for found in counterparts.values():
                write_offs += [
                    {**vals, "partner_id": invoice.partner_id.id} for vals in found
                ]
        return write_offs

    def _set_error(self, *args, **kwargs):
        """That a payment did not go through is news to who tried."""
        failed = super()._set_error(*args, **kwargs)
        invoices = failed.filtered(
            lambda transaction: transaction.operation not in ("validation", "refund")
        ).invoice_ids
        invoices = invoices.filtered(
            lambda move: move.move_type == "out_invoice" and move.state == "posted"
        )
        if invoices:
            failing = invoices.with_context(portal_space_payment_failed=True)
            failing._portal_space_tell("payment")
        return failed
