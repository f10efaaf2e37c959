from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_amount

from odoo.addons.portal_space.tools.document import Document

from ..tools import strip
from ..tools.strip import PAID

# An offer that has expired is told of for so long.
EXPIRED_TOLD = timedelta(days=30)
REPORT = "sale.action_report_saleorder"


class SaleOrder(models.Model):
    _name = "sale.order"
    _inherit = ["sale.order", "portal.space.mixin", "portal.space.access.mixin"]

    portal_space_under_way = fields.Boolean(
        "Under Way for the Customer",
        compute="_compute_portal_space_under_way",
        store=True,
        help="Confirmed, and not yet all delivered, invoiced and paid.",
    )

    # stored and indexed: what is over must not slow who comes back for years; in the
    # order in which a few of many are shown
    _portal_space_under_way_idx = models.Index(
        "(partner_id, date_order DESC, id DESC) WHERE portal_space_under_way IS TRUE"
    )

    @api.depends(
        "state",
        "amount_total",
        "order_line.invoice_status",
        "order_line.qty_delivered",
        "order_line.product_uom_qty",
        "order_line.invoice_lines.move_id.state",
        "order_line.invoice_lines.move_id.payment_state",
    )
    def _compute_portal_space_under_way(self):
        for order in self:
            order.portal_space_under_way = order.state == "sale" and not (
                order._portal_space_is_delivered() and order._portal_space_is_settled()
            )

    def _portal_space_is_delivered(self):
        """Whether the customer has got all that is delivered. Services and goods whose
        quantities are entered by hand do not tell: their invoice does."""
        self.ensure_one()
        return True

    def _portal_space_is_settled(self):
        """Whether all is invoiced and paid. What is for free is settled when it is
        delivered: stock waits for an invoice that nobody makes."""
        self.ensure_one()
        lines = self._portal_space_lines()
        invoices = self.invoice_ids.filtered(lambda move: move.state != "cancel")
        if not invoices and self.currency_id.is_zero(self.amount_total):
            return all(line.qty_delivered >= line.product_uom_qty for line in lines)
        return (
            bool(invoices)
            and all(
                invoice.state == "posted" and invoice.payment_state in PAID
                for invoice in invoices
            )
            and all(line._portal_space_is_invoiced() for line in lines)
        )

    def _portal_space_lines(self):
        """What was ordered, without sections, notes and down payments."""
        return self.order_line.filtered(
            lambda line: not line.display_type and not line.is_downpayment
        )

    # Progress

    @api.model
    def _portal_space_line_fields(self):
        """What the steps of orders are made of, of their lines: names of stored fields,
        read ahead instead of all that lines have."""
        return [
            *("display_type", "is_downpayment", "product_id", "product_uom_id"),
            *("product_uom_qty", "qty_delivered", "qty_delivered_method"),
        ]

    def _portal_space_steps(self):
        # sudo: sale.order.line - quantities that the page of the order shows
        self.sudo().order_line.fetch(self._portal_space_line_fields())
        work = self._portal_space_work_steps()
        # sudo: account.move, payment.transaction - the strip says of them what the
        # page of the order does, to who may read the order
        orders_sudo = self.sudo()
        bills = strip.bills_of(orders_sudo)
        return {
            order.id: [
                *strip.agreement_steps(order),
                *work[order.id],
                *strip.money_steps(order, bills[order.id]),
            ]
            for order in orders_sudo
        }

    def _portal_space_work_steps(self):
        """The steps between what was agreed on and its invoice: what is delivered and
        done. Modules add theirs.

        :return: dict of ``{record id: [Step, ...]}``
        """
        # sudo: sale.order.line - quantities that the page of the order shows
        return {order.id: strip.service_steps(order) for order in self.sudo()}

    # Home

    @api.model
    def _portal_space_mine_domain(self):
        """Those of the user's company, as in the lists of stock: a colleague of ours
        who looks at the space finds there what they ordered, not what they may read."""
        partner = self.env.user.commercial_partner_id
        # sudo: res.partner - rules say which of their orders one may read
        people_sudo = partner.sudo().portal_space_people_ids
        return Domain("partner_id", "in", people_sudo.ids)

    @api.model
    def _portal_space_under_way_domain(self):
        mine = self._portal_space_mine_domain()
        return Domain("portal_space_under_way", "=", True) & mine

    @api.model
    def _portal_space_valid_domain(self):
        """Quotations that can still be accepted."""
        today = fields.Date.context_today(self)
        return self._portal_space_sent_domain(today)

    @api.model
    def _portal_space_sent_domain(self, since):
        """Quotations that were sent and are or were valid at some day."""
        mine = Domain("state", "=", "sent") & self._portal_space_mine_domain()
        return mine & (
            Domain("validity_date", "=", False) | Domain("validity_date", ">=", since)
        )

    @api.model
    def _portal_space_waiting_domain(self):
        """Quotations that the customer has to sign or pay, as far as the database
        knows: see ``_has_to_be_signed`` and ``_has_to_be_paid``."""
        sign = Domain("require_signature", "=", True) & Domain("signed_on", "=", False)
        pay = Domain("require_payment", "=", True) & Domain("amount_total", ">", 0)
        return self._portal_space_valid_domain() & (sign | pay)

    @api.model
    def _portal_space_open_domain(self):
        """The other quotations: to be answered, or expired not long ago."""
        since = fields.Date.context_today(self) - EXPIRED_TOLD
        waiting = self._portal_space_waiting_domain()
        return self._portal_space_sent_domain(since) & ~waiting

    @api.model
    def _portal_space_entry_fields(self):
        return [
            *super()._portal_space_entry_fields(),
            *("name", "client_order_ref", "state", "user_id", "currency_id"),
            *("date_order", "validity_date", "commitment_date", "signed_on"),
            *("require_signature", "require_payment", "prepayment_percent"),
            *("amount_total", "company_id"),
        ]

    def _portal_space_entry_values(self):
        # sudo: sale.order - a line says what the page of the order does
        order_sudo = self.sudo()
        amount = format_amount(
            self.env, order_sudo.amount_total, order_sudo.currency_id
        )
        details = filter(None, (amount, order_sudo.client_order_ref))
        return {
            "title": order_sudo.name,
            "detail": " · ".join(details),
            **order_sudo._portal_space_next_date(),
            **order_sudo._portal_space_action(),
        }

    def _portal_space_action(self):
        """What the customer does now, as values of an entry."""
        # as _has_to_be_signed, without a look at the picture of each signature
        sign = (
            self.state in ("draft", "sent")
            and self.require_signature
            and not self.is_expired
            and not self.signed_on
        )
        pay = self._has_to_be_paid()
        if sign and pay:
            return {"action": self.env._("Sign and pay")}
        if sign:
            return {"action": self.env._("Sign")}
        if pay:
            return {"action": self.env._("Pay")}
        return {}

    def _portal_space_next_date(self):
        """The next date of an order or quotation, as values of an entry."""
        if self.state != "sale":
            label = self.env._("Valid until")
            if not self.is_expired:
                return {"date": self.validity_date, "date_label": label}
            label = self.env._("Expired on")
            # nothing advances any more
            return {
                "date": self.validity_date,
                "date_label": label,
                "late": True,
                "steps": (),
            }
        today = fields.Date.context_today(self)
        if planned := self._portal_space_planned_date():
            planned = fields.Datetime.context_timestamp(self, planned).date()
            if planned >= today:
                return {"date": planned, "date_label": self.env._("Planned for")}
            label = self.env._("Was planned for")
            return {"date": planned, "date_label": label, "late": True}
        invoices = self._portal_space_unpaid_invoices()
        due = min(filter(None, invoices.mapped("invoice_date_due")), default=None)
        if due:
            label = self.env._("Payment due")
            return {"date": due, "date_label": label, "late": due < today}
        return {}

    def _portal_space_planned_date(self):
        """When the customer gets something next, ``False`` if that is not known."""
        now = fields.Datetime.now()
        date = self.commitment_date
        return date if date and date >= now else False

    def _portal_space_unpaid_invoices(self):
        return self.invoice_ids.filtered(
            lambda move: move.state == "posted"
            and move.move_type == "out_invoice"
            and move.payment_state not in PAID
        )

    # Documents

    def _portal_space_documents(self):
        documents = super()._portal_space_documents()
        # sudo: product.document - those that the page of the order gives
        for order, order_sudo in zip(self, self.sudo(), strict=True):
            kind = "order" if order.state == "sale" else "quotation"
            documents[order.id].append(
                Document(
                    name=f"{order.name}.pdf",
                    kind=kind,
                    date=order.date_order,
                    url=f"{order.access_url}?report_type=pdf&download=true",
                    record=order,
                    content=lambda order=order: order._portal_space_pdf(REPORT),
                )
            )
            documents[order.id] += [
                Document(
                    name=document.name,
                    kind=kind,
                    date=order.date_order,
                    url=f"{order.access_url}/document/{document.id}?access_token=",
                    record=order,
                    content=lambda file=document.ir_attachment_id: file.raw or b"",
                    part=document.id,
                    size=document.file_size,
                )
                for document in order_sudo._get_product_documents()
                if document.type == "binary"
            ]
        return documents

    def _portal_space_document_paths(self):
        return {
            **super()._portal_space_document_paths(),
            "account.move": "line_ids.sale_line_ids.order_id",
        }

    # News

    def write(self, vals):
        state = vals.get("state")
        before = defaultdict(self.browse)
        if state:
            for order in self:
                before[order.state] |= order
        result = super().write(vals)
        if state and not self._portal_space_is_silent():
            self._portal_space_tell_state(state, before)
        return result

    def _portal_space_is_silent(self):
        """Nobody is told of what was so before it came into the database."""
        return bool({"install_mode", "import_file"} & set(self.env.context))

    def _portal_space_tell_state(self, state, before):
        """Tell the customers what the company did.

        :param before: the orders by the state that they had
        """
        if state == "sent":
            asked = before["draft"].filtered(
                lambda order: order.require_signature or order.require_payment
            )
            asked._portal_space_tell("sign")
            (before["draft"] - asked)._portal_space_tell("document")
        elif self.env.user.share:
            return  # who signs or declines knows
        elif state == "sale":
            (self - before["sale"])._portal_space_tell("progress")
        elif state == "cancel":
            (before["sent"] | before["sale"])._portal_space_tell("progress")

    def _portal_space_news_title(self, kind):
        if kind == "sign" and not self.require_signature:
            return self.env._("Your quotation %s waits for your payment", self.name)
        if kind == "sign":
            return self.env._("Your quotation %s waits for your signature", self.name)
        if kind == "document" and self.state in ("draft", "sent"):
            return self.env._("Your quotation %s is available", self.name)
        if kind == "progress" and self.state == "sale":
            return self.env._("Your order %s is confirmed", self.name)
        if kind == "progress" and self.state == "cancel":
            return self.env._("%s was cancelled", self.name)
        return super()._portal_space_news_title(kind)
