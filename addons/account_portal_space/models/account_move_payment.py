from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL, str2bool

from ..tools.due import Due

# So many invoices can be paid at once.
PAID_AT_ONCE = 100
# Who pays by them says so, and pays later: that they did is not known yet.
LATER = ("none", "custom")


class AccountMove(models.Model):
    """What is to be paid of invoices, and by what a customer may pay it."""

    _inherit = "account.move"

    @api.model
    def _portal_space_domain(self, *move_types):
        """The invoices or credit notes of the user's own company. Record rules say
        less to some, and more to colleagues of ours, who are customers here, too."""
        partner = self.env.user.partner_id.commercial_partner_id
        return (
            Domain("move_type", "in", move_types)
            & Domain("state", "=", "posted")
            & Domain("commercial_partner_id", "=", partner.id)
        )

    @api.model
    def _portal_space_to_pay_domain(self):
        """Customer invoices that wait for the user's payment."""
        under_way = self._portal_space_under_way_domain()
        return (
            self._portal_space_domain("out_invoice")
            & Domain("payment_state", "in", ("not_paid", "partial"))
            & Domain("transaction_ids", "not any!", under_way)
        )

    @api.model
    def _portal_space_under_way_domain(self):
        """Transactions that have been made, and whose payment is not booked yet."""
        return (
            Domain("operation", "not in", ("validation", "refund"))
            & Domain("provider_id", "any!", Domain("code", "not in", LATER))
            & (
                Domain("state", "in", ("pending", "authorized"))
                | (
                    Domain("state", "=", "done")
                    & Domain("is_post_processed", "=", False)
                )
            )
        )

    def _portal_space_under_way(self):
        """The latest transaction that is under way for each invoice.

        :return: dict of ``{invoice id: payment.transaction}`` (sudo), without those
            that have none
        """
        if not self:
            return {}
        # sudo: payment.transaction - that of an invoice that the user reads
        transactions_sudo = self.env["payment.transaction"].sudo()
        found = transactions_sudo.search(
            self._portal_space_under_way_domain()
            & Domain("invoice_ids", "in", self.ids)
        )
        return {
            invoice_id: transaction
            for transaction in reversed(found)
            for invoice_id in transaction.invoice_ids.ids
        }

    def _portal_space_announced(self):
        """Bank transfers that the customer has announced and that have not come.

        :return: as ``_portal_space_under_way``
        """
        announced = {}
        # sudo: payment.transaction - that of an invoice that the user reads
        for invoice in self.sudo():
            transactions = invoice.transaction_ids.filtered(
                lambda transaction: transaction.state == "pending"
                and transaction.provider_code in LATER
            )
            if transactions:
                announced[invoice.id] = transactions[0]
        return announced

    def _portal_space_due(self):
        """What is to be paid next of each.

        :return: dict of ``{invoice id: Due}``
        """
        today = fields.Date.context_today(self)
        dues = {}
        # What stock reads of one invoice after the other, read of all at once.
        early = self.filtered("invoice_payment_term_id.early_discount")
        early.line_ids.mapped("discount_date")
        # sudo: account.partial.reconcile - read ahead, by stock's own sudo
        early.line_ids.sudo().mapped("matched_debit_ids")
        for invoice in self:
            values = invoice._get_invoice_next_payment_values()
            if not values:
                continue
            state = values["installment_state"]
            installments = values["not_reconciled_installments"]
            if state == "overdue":
                installments = [x for x in installments if x["type"] == "overdue"]
            elif state == "next":
                installments = installments[:1]
            terms = invoice.line_ids.filtered(
                lambda line: line.display_type == "payment_term"
            )
            by_parts = state in ("overdue", "next")
            due_date = values["next_due_date"]
            dues[invoice.id] = Due(
                invoice=invoice,
                amount=values["amount_due" if state == "epd" else "next_amount_to_pay"],
                date=due_date,
                days=(due_date - today).days if due_date else 0,
                left=invoice.amount_residual,
                lines=terms.browse([x["line"].id for x in installments]),
                reference=values["next_payment_reference"],
                number=installments[0]["number"] if by_parts and installments else 0,
                count=len(terms),
                discount=values.get("epd_discount_msg", ""),
            )
        return dues

    @api.model
    def _portal_space_may_pay_online(self):
        """Whether invoices are paid by a payment provider at all."""
        # sudo: ir.config_parameter - whether the company takes payments online, as
        # stock's pages ask it
        parameters_sudo = self.env["ir.config_parameter"].sudo()
        enabled = parameters_sudo.get_param("account_payment.enable_portal_payment")
        providers = self.env["payment.provider"]
        return str2bool(enabled, False) and providers._portal_space_is_published()

    @api.model
    def _portal_space_chosen(self, invoice_ids):
        """The invoices that a customer has chosen to pay at once, all of them or none.

        :param invoice_ids: what came from the customer
        :raise ValidationError: with what the customer is told
        """
        if not invoice_ids:
            raise ValidationError(self.env._("Choose at least one invoice to pay."))
        if len(invoice_ids) > PAID_AT_ONCE:
            raise ValidationError(
                self.env._(
                    "At most %(number)s invoices can be paid at once.",
                    number=PAID_AT_ONCE,
                )
            )
        ids = set(invoice_ids)
        invoices = self.browse()
        if self.has_access("read") and all(type(id_) is int for id_ in ids):
            domain = self._portal_space_domain("out_invoice") & Domain("id", "in", ids)
            invoices = self.search(domain, order="invoice_date_due, id")
        if len(invoices) != len(ids):
            # Nobody learns which of them there are.
            raise ValidationError(
                self.env._("Some of these invoices are not yours to pay.")
            )
        if len(invoices.company_id) > 1 or len(invoices.currency_id) > 1:
            raise ValidationError(
                self.env._(
                    "Invoices in several currencies, or of several companies, are "
                    "paid one after the other."
                )
            )
        invoices._portal_space_check_under_way()
        for invoice in invoices:
            if (
                invoice.payment_state not in ("not_paid", "partial")
                or invoice.currency_id.compare_amounts(invoice.amount_residual, 0) <= 0
            ):
                raise ValidationError(
                    self.env._(
                        "%(invoice)s is settled meanwhile: nothing was paid. Choose "
                        "again.",
                        invoice=invoice.name,
                    )
                )
        # sudo: account.move - stock reads transactions of what the user may pay
        if not all(invoice._has_to_be_paid() for invoice in invoices.sudo()):
            raise ValidationError(
                self.env._("These invoices can't be paid online. Please contact us.")
            )
        return invoices

    def _portal_space_check_under_way(self):
        """Nothing is paid a second time while its payment is on the way."""
        under_way = self._portal_space_under_way()
        for invoice in self:
            if invoice.id in under_way:
                raise ValidationError(
                    self.env._(
                        "A payment of %(invoice)s is under way: wait until it is "
                        "confirmed.",
                        invoice=invoice.name,
                    )
                )

    def _portal_space_claim(self):
        """Let no other request pay these invoices meanwhile: the second starts again
        when the first is done, and sees what it did."""
        self.flush_recordset()
        self.env.cr.execute(
            SQL(
                "UPDATE account_move SET write_date = write_date WHERE id IN %s",
                tuple(self.ids),
            )
        )
