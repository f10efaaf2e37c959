from odoo import models


class PortalRequestStateMixin(models.AbstractModel):
    """What a customer is told about how a request goes."""

    _name = "portal.request.state.mixin"
    _description = "Requests: State for Customers"

    def _portal_files(self):
        """Return the files that came with the request from outside (sudo).

        Those of messages are shown with them; what a colleague attached to the request
        without showing it to anybody stays inside.
        """
        self.ensure_one()
        # sudo: ir.attachment - whoever may read the request may read what it came with
        return (
            self.env["ir.attachment"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "=", self.id),
                    ("res_field", "=", False),
                    ("create_uid.share", "=", True),
                    ("id", "not in", self.sudo().message_ids.attachment_ids.ids),
                ],
                order="id",
            )
        )
