from odoo import api, fields, models


class HelpdeskTicket(models.Model):
    _inherit = "helpdesk.ticket"

    portal_invoice_id = fields.Many2one(
        "account.move",
        "Invoice",
        copy=False,
        index="btree_not_null",
        groups="base.group_user",
        help="The invoice that the customer asks about.",
    )

    @api.model
    def _portal_record_fields(self):
        return {**super()._portal_record_fields(), "account.move": "portal_invoice_id"}
