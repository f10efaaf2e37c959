from functools import cache

from odoo import api, models

from odoo.addons.portal_space.tools.document import Document

from ..tools import strip

REPORT = "stock.action_report_delivery"


class SaleOrder(models.Model):
    _inherit = "sale.order"

    @api.depends("delivery_status", "order_line.qty_to_invoice")
    def _compute_portal_space_under_way(self):
        return super()._compute_portal_space_under_way()

    def _portal_space_is_delivered(self):
        return super()._portal_space_is_delivered() and (
            self.delivery_status in (False, "full")
        )

    def _portal_space_work_steps(self):
        steps = super()._portal_space_work_steps()
        # sudo: stock.picking - what the page of the order shows of its deliveries
        orders_sudo = self.sudo()
        pickings_sudo = orders_sudo.picking_ids
        pickings_sudo.fetch(
            ["state", "picking_type_id", "scheduled_date", "date_done", "sale_id"]
        )
        pickings_sudo.picking_type_id.fetch(["code"])
        slip_url = orders_sudo._portal_space_slip_url()
        return {
            order.id: [*strip.delivery_steps(order, slip_url), *steps[order.id]]
            for order in orders_sudo
        }

    @api.model
    def _portal_space_entry_fields(self):
        return [*super()._portal_space_entry_fields(), "delivery_status"]

    def _portal_space_slips(self):
        """The deliveries that were made, the latest first."""
        return self.picking_ids.filtered(
            lambda picking: picking.state == "done"
            and picking.picking_type_code in strip.OUTGOING
        ).sorted(lambda picking: (picking.date_done, picking.id), reverse=True)

    def _portal_space_slip_url(self):
        """A function that gives the address of a delivery slip of these orders. Stock
        opens it to the person who ordered, and to who has the link of the order: their
        colleagues, who may read the order, get that one."""
        # asked for all of them, once there is a slip

        @cache
        def readable():
            # sudo(False): whom the record rules let read a delivery by themselves
            return self.picking_ids.sudo(False)._filtered_access("read")

        def url(picking):
            path = f"/my/picking/pdf/{picking.id}"
            if picking.id in readable()._ids:
                return path
            # no token is made here: a preview, which writes nothing, asks, too
            token = picking.sale_id.access_token
            return (
                f"{path}?access_token={token}" if token else picking.sale_id.access_url
            )

        return url

    def _portal_space_planned_date(self):
        coming = self.picking_ids.filtered(
            lambda picking: picking.state not in ("done", "cancel")
            and picking.picking_type_code in strip.OUTGOING
        )
        if dates := coming.filtered("scheduled_date").mapped("scheduled_date"):
            return min(dates)
        if self.delivery_status == "full":
            return False
        return super()._portal_space_planned_date()

    def _portal_space_documents(self):
        documents = super()._portal_space_documents()
        # sudo: stock.picking, ir.actions.report - as the page of the order, which gives
        # the slips to who may read the order
        orders_sudo = self.sudo()
        slip_url = orders_sudo._portal_space_slip_url()
        reports_sudo = orders_sudo.env["ir.actions.report"]
        for order, order_sudo in zip(self, orders_sudo, strict=True):
            documents[order.id] += [
                Document(
                    name=f"{picking.name.replace('/', '-')}.pdf",
                    kind="delivery",
                    date=picking.date_done,
                    url=slip_url(picking),
                    record=order,
                    content=lambda picking=picking: reports_sudo._render_qweb_pdf(
                        REPORT, picking.ids
                    )[0],
                    part=picking.id,
                )
                for picking in order_sudo._portal_space_slips()
                if picking.picking_type_code == "outgoing"
            ]
        return documents

    def _portal_space_news_title(self, kind):
        if kind == "progress" and self.state == "sale":
            if self.delivery_status == "full":
                return self.env._("Your order %s is delivered", self.name)
            if self.delivery_status in ("started", "partial"):
                return self.env._("A part of your order %s is delivered", self.name)
        return super()._portal_space_news_title(kind)
