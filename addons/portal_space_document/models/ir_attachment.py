from odoo import models

from odoo.addons.portal_space.tools.document import Document


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _portal_space_documents(self):
        """What was shared on purpose, as ``portal.space.mixin`` tells documents: those
        that the caller has found to be readable."""
        # sudo: ir.attachment - customers have no right to any attachment by the ORM
        return {
            attachment.id: [
                Document(
                    name=attachment.name,
                    kind="attachment",
                    date=attachment.create_date,
                    url=f"/web/content/{attachment.id}?download=true",
                    record=attachment,
                    content=lambda attachment=attachment: attachment.raw or b"",
                    size=attachment.file_size,
                )
            ]
            for attachment in self.sudo()
            if attachment.portal_shared and attachment.type == "binary"
        }
