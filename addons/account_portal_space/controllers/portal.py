import math
from datetime import timedelta

from werkzeug.exceptions import NotFound

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.fields import Command, Domain
from odoo.http import content_disposition, request, route

from odoo.addons.account_payment.controllers.payment import PaymentPortal
from odoo.addons.account_payment.controllers.portal import PortalAccount
from odoo.addons.payment.controllers.post_processing import PaymentPostProcessing
from odoo.addons.portal.controllers.portal import pager as portal_pager

from ..models.account_move_payment import PAID_AT_ONCE

HISTORY = "/my/payments/history"
# Who sends a payment again within that time sends the same one.
SENT_TWICE = timedelta(minutes=2)


class SpacePayments(PortalAccount, PaymentPortal):
    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "payment_count" in counters:
            moves = request.env["account.move"]
            domain = moves._portal_space_domain("out_invoice")
            may_read = moves.has_access("read")
            values["payment_count"] = (
                moves.search_count(domain, limit=1) if may_read else 0
            )
        return values

    @route(
        ["/my/payments", "/my/payments/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        readonly=True,
    )
    def portal_my_payments(self, page=1, **kw):
        return request.render(
            "account_portal_space.portal_my_payments", self._payments_values(page)
        )

    def _payments_values(self, page=1, error=""):
        """What the page says of what is due."""
        space = request.env["portal.space"]
        moves = request.env["account.move"]
        values = self._prepare_portal_layout_values()
        values.update(page_name="payments", error=error, groups=[], sums=[])
        values.update(pager=False, transactions=[], credit_notes=moves, credits=[])
        if not moves.has_access("read"):
            return values
        step = self._items_per_page
        invoices, total = space._due_invoices(limit=step)
        pager = portal_pager(url="/my/payments", total=total, page=page, step=step)
        if pager["offset"]:
            invoices, total = space._due_invoices(pager["offset"], step)
        credit_notes, credits = space._credit_notes()
        values.update(
            groups=self._due_groups(invoices),
            sums=space._due_sums(),
            pays=moves._portal_space_may_pay_online(),
            pager=pager,
            transactions=space._transactions().filtered(
                lambda transaction: transaction.state not in ("error", "cancel")
            ),
            credit_notes=credit_notes,
            credits=credits,
        )
        return values

    def _due_groups(self, invoices):
        """What can be paid at once: invoices of one company, in one currency."""
        dues = invoices._portal_space_due()
        announced = invoices._portal_space_announced()
        groups = {}
        for invoice in invoices:
            # sudo: res.company - the name of whom the customer pays
            company = invoice.company_id.sudo()
            key = company, invoice.currency_id
            groups.setdefault(key, []).append(
                {
                    "due": dues[invoice.id],
                    "when": invoice._portal_space_when_on(dues[invoice.id]),
                    "part": invoice._portal_space_part(dues[invoice.id]),
                    "paid": invoice._portal_space_of(
                        invoice.amount_total - invoice.amount_residual
                    )
                    if invoice.payment_state == "partial"
                    else "",
                    "announced": announced.get(invoice.id),
                }
            )
        return [
            {"company": company, "currency": currency, "lines": lines}
            for (company, currency), lines in groups.items()
        ]

    @route(
        [HISTORY, f"{HISTORY}/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
        readonly=True,
    )
    def portal_my_payments_history(self, page=1, transaction="", **kw):
        space = request.env["portal.space"]
        step = self._items_per_page
        payments, total = space._payments(limit=step)
        pager = portal_pager(url=HISTORY, total=total, page=page, step=step)
        if pager["offset"]:
            payments, total = space._payments(offset=pager["offset"], limit=step)
        values = self._prepare_portal_layout_values()
        values.update(
            page_name="payments_history",
            payments=space._payment_lines(payments),
            transactions=space._transactions(),
            pager=pager,
            tx=self._transaction_of(transaction),
        )
        return request.render("account_portal_space.portal_payments_history", values)

    def _transaction_of(self, transaction_id):
        """One's own transaction (sudo), as the page after the payment tells of it."""
        # sudo: payment.transaction - the user's own
        transactions_sudo = request.env["payment.transaction"].sudo()
        transaction_id = self._cast_as_int(transaction_id)
        return transactions_sudo.search(
            Domain("id", "=", transaction_id or 0)
            & Domain("partner_id", "=", request.env.user.partner_id.id)
            & Domain("invoice_ids", "!=", False)
        )

    @route(
        "/my/payments/<int:payment_id>/receipt",
        type="http",
        auth="user",
        website=True,
        methods=["GET"],
    )
    def portal_payment_receipt(self, payment_id, **kw):
        payment_sudo = request.env["portal.space"]._receipt(payment_id)
        if not payment_sudo:
            raise NotFound()
        content = payment_sudo._portal_space_receipt()
        name = f"{payment_sudo._get_report_base_filename()}.pdf"
        return request.make_response(
            content,
            headers=[
                ("Content-Type", "application/pdf"),
                ("Content-Length", len(content)),
                ("Content-Disposition", content_disposition(name)),
            ],
        )

    # Paying

    @route("/my/payments/pay", type="http", auth="user", website=True, methods=["GET"])
    def portal_payments_pay(self, **kw):
        chosen = request.httprequest.args.getlist("invoice_ids")
        try:
            invoices = self._chosen_invoices(chosen)
        except ValidationError as refused:
            values = self._payments_values(error=refused.args[0])
            return request.render("account_portal_space.portal_my_payments", values)
        dues, amount = self._dues_and_amount(invoices)
        ids = ",".join(map(str, invoices.ids))
        values = self._prepare_portal_layout_values()
        values.update(
            self._get_common_page_view_values(
                {
                    "partner": invoices.partner_id[:1],
                    # sudo: res.company - who is paid, as on stock's pages
                    "company": invoices.company_id.sudo(),
                    "total_amount": amount,
                    "currency": invoices.currency_id,
                    "transaction_route": f"/my/payments/transaction/{ids}",
                    "landing_route": HISTORY,
                }
            ),
            page_name="payments_pay",
            dues=dues,
            amount=amount,
        )
        return request.render("account_portal_space.portal_payments_pay", values)

    @route("/my/payments/transaction/<string:invoice_ids>", type="jsonrpc", auth="user")
    def portal_payments_transaction(
        self,
        invoice_ids,
        amount=None,
        provider_id=None,
        payment_method_id=None,
        token_id=None,
        flow=None,
        **kwargs,
    ):
        """Make one transaction for several invoices, and return what the payment form
        needs to go on with it.

        :param invoice_ids: ids with commas between them
        :param amount: what the customer saw; what is paid is computed here, and if it
            is another amount by now, nothing is paid
        :param kwargs: of stock's payment form; where one lands is not for it to say
        """
        self._validate_transaction_kwargs(
            kwargs, additional_allowed_keys=("access_token", "payment_reference")
        )
        invoices = self._chosen_invoices(invoice_ids.split(","))
        invoices._portal_space_claim()
        dues, due_amount = self._dues_and_amount(invoices)
        currency = invoices.currency_id
        amount = self._cast_as_float(amount)
        seen = amount is not None and math.isfinite(amount)
        if not seen or currency.compare_amounts(amount, due_amount):
            raise ValidationError(
                request.env._(
                    "What is due has changed meanwhile: nothing was paid. Look at it "
                    "again."
                )
            )
        means = {
            "provider_id": self._cast_as_int(provider_id),
            "payment_method_id": self._cast_as_int(payment_method_id),
            "token_id": self._cast_as_int(token_id),
            "flow": flow,
        }
        self._check_means(invoices, due_amount, **means)
        tx_sudo = self._sent_before(invoices, due_amount, **means)
        if tx_sudo:
            PaymentPostProcessing.monitor_transaction(tx_sudo)
            return tx_sudo._get_processing_values()
        [due, *others] = dues
        reference = due.reference
        if others:
            reference = invoices.company_id.get_next_batch_payment_communication()
        tx_sudo = self._create_transaction(
            **means,
            amount=due_amount,
            currency_id=currency.id,
            partner_id=request.env.user.partner_id.id,
            tokenization_requested=bool(kwargs.get("tokenization_requested")),
            landing_route=HISTORY,
            reference_prefix=reference,
            custom_create_values={
                "invoice_ids": [Command.set(invoices.ids)],
                "paid_line_ids": [
                    Command.set([line.id for due in dues for line in due.lines])
                ],
            },
        )
        tx_sudo.landing_route = f"{HISTORY}?transaction={tx_sudo.id}"
        return tx_sudo._get_processing_values()

    def _process_transaction(
        self, partner_id, currency_id, invoice_ids, payment_reference, **kwargs
    ):
        """No road of stock's makes a second payment of what is being paid."""
        # sudo: account.move - the caller has checked who pays what
        invoices_sudo = request.env["account.move"].sudo().browse(invoice_ids)
        if invoices_sudo:
            invoices_sudo._portal_space_claim()
            invoices_sudo._portal_space_check_under_way()
        return super()._process_transaction(
            partner_id, currency_id, invoice_ids, payment_reference, **kwargs
        )

    def _chosen_invoices(self, texts):
        """The invoices of ids as texts, as browsers send them."""
        moves = request.env["account.move"]
        ids = []
        for text in texts[: PAID_AT_ONCE + 1]:
            # Not what int() takes beyond digits, and nothing that no id can be.
            if not (text.isascii() and text.isdecimal() and len(text) < 10):
                raise ValidationError(
                    request.env._("Some of these invoices are not yours to pay.")
                )
            ids.append(int(text))
        return moves._portal_space_chosen(ids)

    def _dues_and_amount(self, invoices):
        dues = list(invoices._portal_space_due().values())
        return dues, invoices.currency_id.round(sum(due.amount for due in dues))

    def _check_means(
        self, invoices, amount, *, provider_id, payment_method_id, token_id, flow
    ):
        """What the form offers, and no other, is what one pays with."""
        company, currency = invoices.company_id, invoices.currency_id
        partner = request.env.user.partner_id
        # sudo: payment.* - what the payment form offers to this customer
        env = request.env(su=True)
        providers = env["payment.provider"]._get_compatible_providers(
            company.id, partner.id, amount, currency_id=currency.id
        )
        if flow == "token":
            tokens = env["payment.token"]._get_available_tokens(
                providers.ids, partner.id
            )
            token = tokens.filtered(lambda token: token.id == token_id)
            known = token and token.provider_id.id == provider_id
        else:
            methods = env["payment.method"]._get_compatible_payment_methods(
                providers.ids, partner.id, currency_id=currency.id
            )
            method = methods.filtered(lambda method: method.id == payment_method_id)
            known = (
                flow in ("redirect", "direct")
                and provider_id in providers.ids
                and provider_id in method.provider_ids.ids
            )
        # sudo: res.company - compared, not shown
        may_pay = self._can_partner_pay_in_company(partner, company.sudo())
        if not known or not may_pay:
            raise ValidationError(
                request.env._(
                    "This way to pay is not available any more. Please choose another."
                )
            )

    def _sent_before(
        self, invoices, amount, *, provider_id, payment_method_id, token_id, flow
    ):
        """The same transaction (sudo), if the form was sent just before."""
        # sudo: payment.transaction - the user's own
        transactions_sudo = request.env["payment.transaction"].sudo()
        since = fields.Datetime.now() - SENT_TWICE
        found = transactions_sudo.search(
            [
                ("state", "=", "draft"),
                ("create_date", ">=", since),
                ("partner_id", "=", request.env.user.partner_id.id),
                ("provider_id", "=", provider_id),
                ("payment_method_id", "=", payment_method_id),
                ("operation", "=", f"online_{flow}"),
                ("currency_id", "=", invoices.currency_id.id),
                ("invoice_ids", "in", invoices.ids),
            ]
        )
        return found.filtered(
            lambda transaction: transaction.invoice_ids.ids
            and set(transaction.invoice_ids.ids) == set(invoices.ids)
            and not invoices.currency_id.compare_amounts(transaction.amount, amount)
        )[:1]
