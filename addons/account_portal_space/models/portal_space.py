from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from odoo.addons.portal_space.models.portal_space import HOME_LIMIT
from odoo.addons.portal_space.tools.document import DocumentSource
from odoo.addons.portal_space.tools.home import COUNT_LIMIT, Block, Hint

from ..tools.due import SOON

# Payments that did not go through are told for so long.
FAILED_SINCE = timedelta(days=30)
# So many transactions are told at most.
TRANSACTIONS = 20


class PortalSpace(models.AbstractModel):
    _inherit = "portal.space"

    # At home

    @api.model
    def _waiting(self):
        return super()._waiting() + [self._invoices_to_pay()]

    @api.model
    def _under_way(self):
        moves = self.env["account.move"]
        under_way = moves._portal_space_under_way_domain()
        invoices = moves._portal_space_domain("out_invoice")
        credit_notes = moves._portal_space_domain("out_refund")
        return super()._under_way() + [
            self._block(
                "payment",
                self.env._("Payments under way"),
                "account.move",
                (invoices & Domain("transaction_ids", "any!", under_way)),
                url="/my/payments",
                order="invoice_date_due, id",
                # It is paid, as far as the customer is concerned.
                date=None,
                date_label="",
                late=False,
            ),
            self._block(
                "credit_note",
                self.env._("Credit notes not used yet"),
                "account.move",
                credit_notes & self._open(),
                url="/my/payments",
                order="invoice_date, id",
            ),
        ]

    @api.model
    def _invoices_to_pay(self):
        """What the customer owes, the late ones first."""
        block = Block("invoice", self.env._("Invoices to pay"))
        moves = self.env["account.move"]
        if not self._shows("invoice") or not moves.has_access("read"):
            return block
        invoices, total = self._due_invoices(limit=COUNT_LIMIT + 1, count=False)
        pays = invoices and invoices._portal_space_may_pay_online()
        action = self.env._("Pay") if pays else self.env._("See")
        entries = invoices[:HOME_LIMIT]._portal_space_entries(action=action)
        return Block(block.code, block.title, entries, total, "/my/payments")

    @api.model
    def _hints(self, shown):
        hints = super()._hints(shown)
        if self.env["account.move"].has_access("read"):
            hint = self.env._("See what is due, and pay several invoices at once")
            hints.append(Hint(hint, "/my/payments"))
        return hints

    # What is due

    @api.model
    def _open(self):
        return Domain("payment_state", "in", ("not_paid", "partial")) & Domain(
            "amount_residual", "!=", 0
        )

    @api.model
    def _due_lines(self):
        """Instalments that wait for the user's payment: a domain of journal items."""
        invoices = self.env["account.move"]._portal_space_to_pay_domain()
        return (
            Domain("display_type", "=", "payment_term")
            & Domain("reconciled", "=", False)
            & Domain("move_id", "any", invoices)
        )

    @api.model
    def _due_invoices(self, offset=0, limit=None, count=True):
        """Invoices to pay, those that have been due for longest first.

        :param count: whether those beyond the limit are counted, too
        :return: the invoices from ``offset`` on, with what is known of them in their
            context, and the number of all
        """
        lines = self.env["account.move.line"]
        domain = self._due_lines()
        groups = lines._read_group(
            domain,
            ["move_id"],
            ["date_maturity:min", "__count"],
            order="date_maturity:min, id:min",
            offset=offset,
            limit=limit,
        )
        invoices = self.env["account.move"].union(*(move for move, *_ in groups))
        invoices = invoices.with_context(
            portal_space_single_due={
                move.id: date for move, date, number in groups if number == 1
            }
        )
        total = offset + len(groups)
        if count and (offset or limit == len(groups)):
            [[total]] = lines._read_group(domain, [], ["move_id:count_distinct"])
        return invoices, total

    @api.model
    def _due_sums(self):
        """What is due by company and currency.

        :return: list of dicts: ``company``, ``currency``, ``total``, ``late``,
            ``soon``, ``number`` of invoices
        """
        today = fields.Date.context_today(self)
        lines = self.env["account.move.line"]
        domain = self._due_lines()
        late = Domain("date_maturity", "<", today)
        soon = ~late & Domain("date_maturity", "<=", today + timedelta(days=SOON))
        sums = {}
        for key, part in (("total", Domain.TRUE), ("late", late), ("soon", soon)):
            for company, currency, amount, number in lines._read_group(
                domain & part,
                ["company_id", "currency_id"],
                ["amount_residual_currency:sum", "move_id:count_distinct"],
            ):
                known = sums.setdefault(
                    (company, currency),
                    {
                        # sudo: res.company, res.currency - names of the customer's
                        "company": company.sudo(),
                        "currency": currency.sudo(),
                        "late": 0,
                        "soon": 0,
                        "number": number,
                    },
                )
                known[key] = amount
        return list(sums.values())

    @api.model
    def _credit_notes(self):
        """Credit notes that were not used yet, and their sums by currency."""
        moves = self.env["account.move"]
        domain = moves._portal_space_domain("out_refund") & self._open()
        sums = moves._read_group(domain, ["currency_id"], ["amount_residual:sum"])
        return moves.search(domain, order="invoice_date, id", limit=HOME_LIMIT), sums

    # What was paid

    @api.model
    def _sold(self):
        """All that the user may be told payments of, to be searched in."""
        moves = self.env["account.move"]
        return moves._search(moves._portal_space_domain("out_invoice", "out_refund"))

    @api.model
    def _transactions(self):
        """Payments online that are not booked: under way, announced, or failed of
        late (sudo)."""
        moves = self.env["account.move"]
        # sudo: payment.transaction - those of invoices that the customer reads
        transactions_sudo = self.env["payment.transaction"].sudo()
        if not moves.has_access("read"):
            return transactions_sudo
        since = fields.Datetime.now() - FAILED_SINCE
        failed = Domain("state", "in", ("error", "cancel")) & Domain(
            "last_state_change", ">=", since
        )
        waits = Domain("state", "=", "pending")
        return transactions_sudo.search(
            Domain("invoice_ids", "in", self._sold())
            & Domain("operation", "not in", ("validation", "refund"))
            & (moves._portal_space_under_way_domain() | waits | failed),
            limit=TRANSACTIONS,
        )

    @api.model
    def _payments_domain(self, sold=None):
        """Payments of the customer: of invoices and credit notes that they read.

        :param sold: only of these
        """
        # sudo: res.partner - beside it, what was sold says which ones
        partner_sudo = self.env.user.sudo().partner_id.commercial_partner_id
        people_sudo = partner_sudo.portal_space_people_ids
        sold = self._sold() if sold is None else sold.ids
        debit, credit = (
            "matched_debit_ids.debit_move_id",
            "matched_credit_ids.credit_move_id",
        )
        return (
            Domain("partner_id", "in", people_sudo.ids)
            & Domain("state", "in", ("in_process", "paid"))
            & (
                Domain("invoice_ids", "in", sold)
                | Domain(f"move_id.line_ids.{debit}.move_id", "in", sold)
                | Domain(f"move_id.line_ids.{credit}.move_id", "in", sold)
            )
        )

    @api.model
    def _payments(self, domain=Domain.TRUE, offset=0, limit=None):
        """Payments that were received or paid back, the latest first (sudo), and the
        number of all."""
        # sudo: account.payment - those of invoices that the customer reads
        payments_sudo = self.env["account.payment"].sudo()
        if not self.env["account.move"].has_access("read"):
            return payments_sudo, 0
        domain = self._payments_domain() & domain
        found = payments_sudo.search(
            domain, order="date DESC, id DESC", offset=offset, limit=limit
        )
        total = offset + len(found)
        if offset or limit == len(found):
            total = payments_sudo.search_count(domain)
        return found, total

    @api.model
    def _payment_lines(self, payments_sudo):
        """What the customer is told of each payment.

        :return: list of dicts: ``payment`` (sudo), ``invoices`` that they may read,
            and ``receipt``, its address, if it tells of no others
        """
        moves = self.env["account.move"]
        of_payment = {
            payment: payment.invoice_ids
            | payment.reconciled_invoice_ids
            | payment.reconciled_bill_ids
            for payment in payments_sudo
        }
        told = moves.union(*of_payment.values()).sudo(False)
        readable = told._filtered_access("read")
        return [
            {
                "payment": payment,
                "invoices": told.browse(invoices.ids) & readable,
                "receipt": invoices.ids
                and set(invoices.ids) <= set(readable.ids)
                and payment._portal_space_receipt_url(),
            }
            for payment, invoices in of_payment.items()
        ]

    @api.model
    def _receipt(self, payment_id):
        """A payment whose receipt the customer may have (sudo), or none."""
        payments, _total = self._payments(Domain("id", "=", payment_id), limit=1)
        [line] = self._payment_lines(payments) or [{"receipt": ""}]
        return payments if line["receipt"] else payments.browse()

    @api.model
    def _receipts(self, moves):
        """Payments whose receipts the customer may have.

        :return: dict of ``{move id: [account.payment, ...]}`` (sudo)
        """
        receipts = defaultdict(list)
        if not moves or not moves.has_access("read"):
            return receipts
        # sudo: account.payment - those of invoices that the customer reads
        payments_sudo = self.env["account.payment"].sudo()
        payments_sudo = payments_sudo.search(self._payments_domain(moves), order="id")
        for line in self._payment_lines(payments_sudo):
            if line["receipt"]:
                for move in line["invoices"]:
                    receipts[move.id].append(line["payment"])
        return receipts

    @api.model
    def _own_through(self):
        return {**super()._own_through(), "account.move.line": "move_id"}

    # Documents

    @api.model
    def _document_sources(self):
        moves = self.env["account.move"]
        invoices = moves._portal_space_domain("out_invoice")
        settled = Domain("payment_state", "in", ("paid", "partial", "in_payment"))
        return super()._document_sources() + [
            DocumentSource(
                "invoice",
                self.env._("Invoices"),
                "account.move",
                invoices,
                date_field="invoice_date",
                search_fields=("name", "ref"),
            ),
            DocumentSource(
                "credit_note",
                self.env._("Credit notes"),
                "account.move",
                moves._portal_space_domain("out_refund"),
                date_field="invoice_date",
                search_fields=("name", "ref"),
            ),
            DocumentSource(
                "receipt",
                self.env._("Payment receipts"),
                "account.move",
                invoices & settled,
                date_field="invoice_date",
                search_fields=("name", "ref"),
            ),
        ]
