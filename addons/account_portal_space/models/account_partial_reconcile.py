from odoo import api, models


class AccountPartialReconcile(models.Model):
    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        """A payment that meets an invoice is news to who paid."""
        partials = super().create(vals_list)
        context = self.env.context
        if context.get("install_mode") or context.get("import_file"):
            return partials
        paid = partials.filtered(
            lambda partial: partial.credit_move_id.payment_id
            or partial.credit_move_id.statement_line_id
        )
        invoices = paid.debit_move_id.move_id.filtered(
            lambda move: move.move_type == "out_invoice" and move.state == "posted"
        )
        if invoices:
            invoices._portal_space_tell("payment")
        return partials
