"""The steps of an order, in words that its customer understands.

All functions take orders with ``sudo()``: who calls them answers for what is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from odoo.tools import format_amount, formatLang

from odoo.addons.portal_space.tools.home import CURRENT, DONE, TODO, Step

PAID = ("paid", "in_payment", "reversed", "invoicing_legacy")


@dataclass
class Bills:
    """What of an order is invoiced, and what of that is paid, in its currency."""

    invoices: Any
    """Posted ones and credit notes, the latest first."""
    url: dict[int, str] = field(default_factory=dict)
    drafts: bool = False
    due: float = 0
    exact: bool = True
    """Whether the invoices are of this order alone, so that sums can be told."""
    paid_on: date | None = None

    @property
    def unpaid(self):
        return self.invoices.filtered(lambda move: move.payment_state not in PAID)


def bills_of(orders) -> dict[int, Bills]:
    """The bills of each order, in few queries for all of them."""
    moves = orders.invoice_ids
    if not moves:
        return {order.id: Bills(moves) for order in orders}
    posted = moves.filtered(lambda move: move.state == "posted")
    # sudo(False): the page of an invoice is linked as that of the order links it,
    # by its token where the reader may not open it otherwise
    readable = set(posted.sudo(False)._filtered_access("read").ids)
    paid_on = _payment_dates(posted.filtered(lambda move: move.payment_state in PAID))
    bills = {}
    for order in orders:
        invoices = (order.invoice_ids & posted).sorted(
            lambda move: (move.invoice_date or date.min, move.id), reverse=True
        )
        bill = bills[order.id] = Bills(
            invoices,
            drafts=any(move.state == "draft" for move in order.invoice_ids),
            paid_on=max(
                (paid_on[move.id] for move in invoices if move.id in paid_on),
                default=None,
            ),
        )
        total = 0
        for move in invoices:
            bill.url[move.id] = _url(move, move.id in readable)
            sign = -1 if move.move_type == "out_refund" else 1
            total += sign * _convert(move, move.amount_total, order)
            bill.due += sign * _convert(move, move.amount_residual, order)
        bill.exact = not order.currency_id.compare_amounts(total, order.amount_invoiced)
    return bills


def _url(move, is_readable):
    if is_readable:
        return move.access_url
    # no token is made here: a preview, which writes nothing, asks, too
    return move.access_token and f"{move.access_url}?access_token={move.access_token}"


def _convert(move, amount, order):
    if move.currency_id == order.currency_id:
        return amount
    return move.currency_id._convert(
        amount, order.currency_id, order.company_id, move.invoice_date
    )


def _payment_dates(moves) -> dict[int, date]:
    """When each of these was settled."""
    dates = {}
    partials = moves.env["account.partial.reconcile"]
    for side in ("debit_move_id", "credit_move_id"):
        groups = partials._read_group(
            [(f"{side}.move_id", "in", moves.ids)], [side], ["max_date:max"]
        )
        for line, day in groups:
            dates[line.move_id.id] = max(day, dates.get(line.move_id.id, day))
    return dates


def agreement_steps(order) -> list[Step]:
    """From the quotation to its acceptance."""
    env = order.env
    if order.state == "sale":
        day = order.signed_on or order.date_order
        return [Step("step_accepted", env._("Accepted"), DONE, date=day)]
    steps = [Step("step_quotation", env._("Quotation"), DONE, date=order.date_order)]
    if order.state == "cancel":
        return [*steps, Step("step_accepted", env._("Cancelled"), CURRENT)]
    if order.signed_on:
        steps.append(
            Step("step_signature", env._("Signed"), DONE, date=order.signed_on)
        )
    valid = {"date": order.validity_date or None}
    if order.is_expired:
        return [*steps, Step("step_accepted", env._("Expired"), CURRENT, **valid)]
    if order.validity_date:
        valid["detail"] = env._("Valid until")
    asked = []
    if order.require_signature and not order.signed_on:
        asked.append(("step_signature", env._("Your signature")))
    if order._has_to_be_paid():
        amount = order._get_prepayment_required_amount()
        down = order.currency_id.compare_amounts(amount, order.amount_total) < 0
        label = env._("Down payment") if down else env._("Your payment")
        asked.append(("step_prepayment", label))
    for number, (code, label) in enumerate(asked):
        steps.append(
            Step(code, label, TODO if number else CURRENT, **({} if number else valid))
        )
    if not asked:
        steps.append(Step("step_accepted", env._("Your answer"), CURRENT, **valid))
    return steps


def service_steps(order) -> list[Step]:
    """What of the services is done, where the company keeps count of it by hand."""
    env = order.env
    if order.state != "sale":
        return []
    # the product last: of most lines it need not be read
    lines = order._portal_space_lines().filtered(
        lambda line: line.qty_delivered_method in (False, "manual")
        and line.product_uom_qty > 0
        and line.product_id.type == "service"
    )
    if not any(line.qty_delivered for line in lines):
        return []
    return [
        quantity_step("step_service", env._("Services"), env._("Services done"), lines)
    ]


def quantity_step(code, label, label_done, lines, done=None, **values) -> Step:
    """A step that is done when the quantities of some lines are delivered.

    :param done: whether it is over whatever the quantities are
    """
    full = all(line.qty_delivered >= line.product_uom_qty for line in lines)
    started = any(line.qty_delivered for line in lines)
    if done is None:
        done = full
    state = DONE if done else CURRENT if started else TODO
    return Step(
        code,
        label_done if done else label,
        state,
        detail=quantities(lines) if started or not done else "",
        **values,
    )


def quantities(lines) -> str:
    """How much of some lines is delivered: "40/100" of one kind, else lines."""
    if len(lines.product_uom_id) == 1:
        done = sum(lines.mapped("qty_delivered"))
        asked = sum(lines.mapped("product_uom_qty"))
    else:
        done = sum(line.qty_delivered >= line.product_uom_qty for line in lines)
        asked = len(lines)
    return "/".join(
        formatLang(lines.env, number, digits=0 if number == int(number) else 2)
        for number in (done, asked)
    )


def money_steps(order, bills) -> list[Step]:
    """Invoiced, and paid."""
    if not bills.invoices:
        return _steps_before_invoice(order)
    env = order.env
    latest = bills.invoices[0]
    values = {"date": latest.invoice_date, "url": bills.url[latest.id]}
    credited = any(move.move_type == "out_refund" for move in bills.invoices)
    full = order.state == "cancel" or (
        order.invoice_status in ("invoiced", "upselling") and not bills.drafts
    )
    invoiced = order.amount_invoiced
    if credited and order.currency_id.compare_amounts(invoiced, 0) <= 0:
        full = True
        step = Step("step_invoice", env._("Credited"), DONE, **values)
    elif full:
        number = len(bills.invoices)
        detail = env._("%s invoices", number) if number > 1 else ""
        step = Step("step_invoice", env._("Invoiced"), DONE, detail=detail, **values)
    else:
        down = all(move._is_downpayment() for move in bills.invoices)
        label = env._("Down payment invoiced") if down else env._("Invoiced in part")
        detail = _of_total(order, invoiced)
        step = Step("step_invoice", label, CURRENT, detail=detail, **values)
    return [step, _payment_step(order, bills, full)]


def _payment_step(order, bills, full) -> Step:
    env = order.env
    unpaid = bills.unpaid
    if not unpaid:
        if full:
            return Step("step_payment", env._("Paid"), DONE, date=bills.paid_on)
        detail = _of_total(order, order.amount_invoiced)
        return Step(
            "step_payment",
            env._("Paid in part"),
            CURRENT,
            detail=detail,
            date=bills.paid_on,
        )
    days = [move.invoice_date_due for move in unpaid if move.invoice_date_due]
    values = {"date": min(days, default=None), "url": bills.url[unpaid[-1].id]}
    sign = order.currency_id.compare_amounts(bills.due, 0)
    if sign < 0:
        detail = format_amount(order.env, -bills.due, order.currency_id)
        values["detail"] = detail if bills.exact else ""
        return Step("step_payment", env._("Refund to you"), CURRENT, **values)
    if bills.exact and sign:
        amount = format_amount(order.env, bills.due, order.currency_id)
        values["detail"] = env._("%s due", amount)
    return Step("step_payment", env._("Payment"), CURRENT, **values)


def _steps_before_invoice(order) -> list[Step]:
    """Nothing is invoiced yet: some is paid where it was asked for beforehand."""
    env = order.env
    free = order.currency_id.compare_amounts(order.amount_total, 0) <= 0
    if free or order.state == "cancel" or order.is_expired:
        return []
    invoice = Step("step_invoice", env._("Invoice"))
    paid = order.amount_paid
    if order.currency_id.compare_amounts(paid, 0) <= 0:
        return [invoice, Step("step_payment", env._("Payment"))]
    changes = order.transaction_ids.filtered("last_state_change")
    last = max(changes.mapped("last_state_change"), default=None)
    if order._is_paid():
        return [Step("step_payment", env._("Paid"), DONE, date=last), invoice]
    return [
        Step(
            "step_payment",
            env._("Paid in part"),
            CURRENT,
            detail=_of_total(order, paid),
            date=last,
        ),
        invoice,
    ]


def _of_total(order, amount) -> str:
    return order.env._(
        "%(amount)s of %(total)s",
        amount=format_amount(order.env, amount, order.currency_id),
        total=format_amount(order.env, order.amount_total, order.currency_id),
    )
