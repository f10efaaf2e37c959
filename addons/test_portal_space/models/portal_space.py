from odoo import models

from odoo.addons.portal_space.tools.document import DocumentSource


class PortalSpace(models.AbstractModel):
    _inherit = "portal.space"

    def _document_sources(self):
        return super()._document_sources() + [
            DocumentSource(
                "test",
                "Test documents",
                "test.portal.document",
                [("state", "=", "done")],
            )
        ]
