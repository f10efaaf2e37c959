from odoo import api, fields, models

from odoo.addons.portal_space.tools.document import Document
from odoo.addons.portal_space.tools.home import CURRENT, DONE, TODO, Step

from ..tools.due import Due


class AccountMove(models.Model):
    """What the space says of an invoice or a credit note."""

    _name = "account.move"
    _inherit = ["account.move", "portal.space.mixin"]

    # At home

    @api.model
    def _portal_space_entry_fields(self):
        return [
            *super()._portal_space_entry_fields(),
            *("name", "ref", "move_type", "amount_residual", "currency_id"),
            "invoice_payment_term_id",
        ]

    def _portal_space_entries(self, action="", **values):
        announced = self._portal_space_announced() if action else {}
        invoices = self.with_context(portal_space_announced=frozenset(announced))
        return super(AccountMove, invoices)._portal_space_entries(action, **values)

    def _portal_space_entry_values(self):
        amount, when, date, late = self.amount_residual, "", None, False
        due = self.move_type == "out_invoice" and self._portal_space_next_due()
        if due:
            amount, date, late = due.amount, due.date, due.state == "late"
            when = self._portal_space_when_on(due)
        said = [self.currency_id.format(amount)]
        if self.id in self.env.context.get("portal_space_announced", ()):
            said.append(self.env._("transfer announced"))
        if self.ref:
            said.append(self.ref)
        return {
            "title": self.name,
            "detail": " · ".join(said),
            "date": date,
            "date_label": when,
            "late": late,
        }

    def _portal_space_next_due(self):
        """What is to be paid next, or None. Where one instalment is left, as nearly
        always, its date says all that stock takes long to find out."""
        date = self.env.context.get("portal_space_single_due", {}).get(self.id)
        if not date or self.invoice_payment_term_id.early_discount:
            return self._portal_space_due().get(self.id)
        return Due(
            invoice=self,
            amount=self.amount_residual,
            date=date,
            days=(date - fields.Date.context_today(self)).days,
            left=self.amount_residual,
            lines=self.env["account.move.line"],
        )

    @api.model
    def _portal_space_when(self, due):
        """How long there is until something is due, or since it was."""
        if due.days < -1:
            return self.env._("Late by %(days)s days", days=-due.days)
        if due.days == -1:
            return self.env._("Late by 1 day")
        if due.days == 0:
            return self.env._("Due today")
        if due.days == 1:
            return self.env._("Due tomorrow")
        return self.env._("Due in %(days)s days", days=due.days)

    @api.model
    def _portal_space_when_on(self, due):
        """The same, with the date after it."""
        when = self._portal_space_when(due)
        if due.state == "late":
            return self.env._("%(late)s, was due on", late=when)
        return self.env._("%(when)s, on", when=when)

    # The strip

    def _portal_space_steps(self):
        steps = super()._portal_space_steps()
        posted = self.filtered(lambda move: move.state == "posted")
        invoices = posted.filtered(
            lambda move: move.move_type == "out_invoice"
            and move.payment_state != "invoicing_legacy"
        )
        refunds = posted.filtered(lambda move: move.move_type == "out_refund")
        under_way = invoices.filtered(
            lambda move: move.payment_state not in ("paid", "reversed")
        )._portal_space_under_way()
        paid_on = (invoices | refunds)._portal_space_settled_on()
        dues = invoices._portal_space_due()
        for invoice in invoices:
            steps[invoice.id] = invoice._portal_space_invoice_steps(
                dues.get(invoice.id), under_way.get(invoice.id), paid_on.get(invoice.id)
            )
        for refund in refunds:
            steps[refund.id] = refund._portal_space_refund_steps(paid_on.get(refund.id))
        return steps

    def _portal_space_invoice_steps(self, due, transaction, paid_on):
        settled = self.payment_state in ("paid", "reversed")
        under_way = transaction or self.payment_state == "in_payment"
        steps = [self._portal_space_issued_step()]
        waits = due and not settled and not under_way
        steps.append(
            Step(
                "step_invoice_due",
                self._portal_space_when(due) if waits else self.env._("Due"),
                CURRENT if waits else DONE,
                date=due.date if waits else self.invoice_date_due,
                detail=self._portal_space_part(due) if waits else "",
            )
        )
        paid = self.amount_total - self.amount_residual
        if not settled and self.currency_id.compare_amounts(paid, 0) > 0:
            steps.append(
                Step(
                    "step_invoice_part",
                    self.env._("Paid in part"),
                    DONE,
                    detail=self._portal_space_of(paid),
                    date=paid_on,
                )
            )
        label, state, date = self.env._("Paid"), TODO, None
        if self.payment_state == "reversed":
            label, state = self.env._("Settled by a credit note"), DONE
            date = paid_on
        elif settled:
            state, date = DONE, paid_on
        elif under_way:
            label, state = self.env._("Payment under way"), CURRENT
            date = transaction and transaction.last_state_change
        steps.append(Step("step_invoice_paid", label, state, date=date or None))
        return steps

    def _portal_space_refund_steps(self, used_on):
        used = self.amount_total - self.amount_residual
        done = self.currency_id.is_zero(self.amount_residual)
        started = not self.currency_id.is_zero(used)
        return [
            self._portal_space_issued_step(),
            Step(
                "step_credit_used",
                self.env._("Set against invoices or refunded")
                if done
                else self.env._("To be set against invoices or refunded"),
                DONE if done else CURRENT if started else TODO,
                detail=self._portal_space_of(used) if started and not done else "",
                date=used_on if started else None,
            ),
        ]

    def _portal_space_issued_step(self):
        return Step(
            "step_invoice_issued",
            self.env._("Issued"),
            DONE,
            date=self.invoice_date,
            # Who came by a link without a log-in has stock's button.
            url="" if self.env.user._is_public() else self._portal_space_pdf_url(),
        )

    def _portal_space_part(self, due):
        """What is due next, if that is not the whole invoice."""
        if not due.number:
            return ""
        return self.env._(
            "instalment %(number)s of %(count)s: %(amount)s",
            number=due.number,
            count=due.count,
            amount=self.currency_id.format(due.amount),
        )

    def _portal_space_of(self, amount):
        return self.env._(
            "%(amount)s of %(total)s",
            amount=self.currency_id.format(amount),
            total=self.currency_id.format(self.amount_total),
        )

    def _portal_space_settled_on(self):
        """When the last payment or credit of each was booked, by id."""
        # sudo: account.partial.reconcile - of each no more than its date
        partials_sudo = self.env["account.partial.reconcile"].sudo()
        begun = self.filtered(
            lambda move: not move.currency_id.is_zero(
                move.amount_total - move.amount_residual
            )
        )
        dates = {}
        if not begun:
            return dates
        for side in ("debit_move_id", "credit_move_id"):
            groups = partials_sudo._read_group(
                [(f"{side}.move_id", "in", begun.ids)], [side], ["max_date:max"]
            )
            for line, date in groups:
                move_id = line.move_id.id
                dates[move_id] = max(date, dates.get(move_id, date))
        return dates

    # Documents

    def _portal_space_pdf_url(self):
        return f"/my/invoices/{self.id}?report_type=pdf&download=true"

    def _portal_space_documents(self):
        documents = super()._portal_space_documents()
        sold = self.filtered(
            lambda move: move.state == "posted"
            and move.move_type in ("out_invoice", "out_refund")
        )
        receipts = self.env["portal.space"]._receipts(sold)
        # sudo: ir.actions.report, res.partner - what names the file, as in stock
        report_sudo = self.env.ref("account.account_invoices").sudo()
        # sudo: account.move - names of reports of invoices that the customer may read
        names = {
            move.id: move._get_invoice_report_filename(
                report=move.partner_id.invoice_template_pdf_report_id or report_sudo
            )
            for move in sold.sudo()
        }
        for move in sold:
            documents[move.id] = [
                Document(
                    name=names[move.id],
                    kind="invoice"
                    if move.move_type == "out_invoice"
                    else "credit_note",
                    date=move.invoice_date,
                    url=move._portal_space_pdf_url(),
                    record=move,
                    content=move._portal_space_invoice_pdf,
                ),
                *(
                    Document(
                        name=f"{payment._get_report_base_filename()}.pdf",
                        kind="receipt",
                        date=payment.date,
                        url=payment._portal_space_receipt_url(),
                        record=move,
                        content=payment._portal_space_receipt,
                        part=payment.id,
                    )
                    for payment in receipts.get(move.id, ())
                ),
            ]
        return documents

    def _portal_space_invoice_pdf(self):
        """The PDF that was sent, or what its page would give."""
        self.ensure_one()
        self.check_access("read")
        # sudo: account.move - who may read an invoice may have its PDF, as on its page
        invoice_sudo = self.sudo()
        return invoice_sudo._get_invoice_legal_documents("pdf", allow_fallback=True)[
            "content"
        ]

    # News

    def _portal_space_partners(self):
        """Vendors are told nothing of their bills."""
        people = super()._portal_space_partners()
        for move in self:
            if move.move_type not in ("out_invoice", "out_refund"):
                people[move.id] = self.env["res.partner"]
        return people

    def _portal_space_news_title(self, kind):
        name = self.name
        if kind == "document" and self.move_type == "out_refund":
            return self.env._("Your credit note %(name)s is available", name=name)
        if kind == "document":
            return self.env._("Your invoice %(name)s is available", name=name)
        if kind != "payment":
            return super()._portal_space_news_title(kind)
        if self.env.context.get("portal_space_payment_failed"):
            return self.env._("Your payment of %(name)s did not go through", name=name)
        if self.currency_id.is_zero(self.amount_residual):
            return self.env._("%(name)s is paid: thank you", name=name)
        return self.env._(
            "Payment received for %(name)s, %(left)s are left",
            name=name,
            left=self.currency_id.format(self.amount_residual),
        )

    def write(self, vals):
        available = self.browse()
        context = self.env.context
        quiet = context.get("install_mode") or context.get("import_file")
        if vals.get("is_move_sent") and not quiet:
            available = self.filtered(
                lambda move: not move.is_move_sent
                and move.state == "posted"
                and move.move_type in ("out_invoice", "out_refund")
            )
        result = super().write(vals)
        if available:
            available._portal_space_tell("document")
        return result
