from odoo import models

RECEIPT = "account.action_report_payment_receipt"


class AccountPayment(models.Model):
    _inherit = "account.payment"

    def _get_report_base_filename(self):
        """The name of the receipt's file."""
        self.ensure_one()
        return self.env._("Receipt %(name)s", name=(self.name or "").replace("/", "_"))

    def _portal_space_receipt_url(self):
        self.ensure_one()
        return f"/my/payments/{self.id}/receipt"

    def _portal_space_receipt(self):
        """The PDF of the receipt, for who was found to be its customer.

        :return: bytes
        """
        self.ensure_one()
        # sudo: ir.actions.report - the report reads journals and accounts
        reports_sudo = self.env["ir.actions.report"].sudo()
        return reports_sudo._render_qweb_pdf(RECEIPT, self.ids)[0]
