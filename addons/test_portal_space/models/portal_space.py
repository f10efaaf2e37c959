from odoo import api, models

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

    @api.model
    def _waiting(self):
        return super()._waiting() + [
            self._block(
                "test_document",
                "Test documents to read",
                "test.portal.document",
                [("state", "=", "draft")],
                url="/my/test-documents",
                action="Read",
            )
        ]

    @api.model
    def _under_way(self):
        return super()._under_way() + [
            self._block(
                "test_document_done",
                "Test documents",
                "test.portal.document",
                [("state", "=", "done")],
                url="/my/test-documents",
            )
        ]
