from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    sale_line_id = fields.Many2one(
        "sale.order.line",
        "Order Line",
        copy=False,
        index="btree_not_null",
        groups="base.group_user",
        help="The line of the order that the customer asks about.",
    )

    @api.model
    def _portal_record_fields(self):
        return {
            **super()._portal_record_fields(),
            "sale.order": "sale_order_ids",
            "sale.order.line": "sale_line_id",
        }

    @api.model
    def _portal_about_vals(self, record):
        """A request about a line is one about its order."""
        vals = super()._portal_about_vals(record)
        if record._name == "sale.order.line":
            vals["sale_order_ids"] = [Command.link(record.order_id.id)]
        return vals

    def action_new_quotation(self):
        """Open a new quotation for who asked, which comes of this request.

        Nothing is made until it is saved.

        :raise AccessError: if the user may make no quotations
        :raise UserError: if nobody knows whom it is for
        """
        self.ensure_one()
        self.check_access("read")
        self.env["sale.order"].check_access("create")
        if not self.partner_id:
            raise UserError(self.env._("Say first which contact this request is from."))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Quotation"),
            "res_model": "sale.order",
            "views": [[False, "form"]],
            "context": {
                "default_partner_id": self.partner_id.id,
                "default_origin": self.number,
                "default_company_id": self.company_id.id,
                "default_ticket_ids": [Command.link(self.id)],
            },
        }
