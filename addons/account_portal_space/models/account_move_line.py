from odoo import models


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    def reconcile(self):
        """Payments of the space go to the instalments that the customer has paid, and
        only then to others of the same invoices, whichever is due first."""
        paid_ids = self.env.context.get("portal_space_paid_line_ids")
        if not paid_ids:
            return super().reconcile()
        lines = self.with_context(portal_space_paid_line_ids=None)
        chosen = lines.filtered(
            lambda line: line.id in paid_ids or not line.move_id.is_invoice()
        )
        result = super(AccountMoveLine, chosen).reconcile()
        rest = lines.filtered(lambda line: not line.reconciled)
        if len(rest) > 1 and rest - chosen and rest & chosen:
            result = super(AccountMoveLine, rest).reconcile()
        return result
