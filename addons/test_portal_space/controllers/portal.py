from odoo import http
from odoo.exceptions import AccessError, MissingError
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal


class TestDocumentPortal(CustomerPortal):
    @http.route(
        "/my/test-documents/<int:document_id>",
        type="http",
        auth="public",
        website=True,
    )
    def portal_test_document(self, document_id, access_token=None, **kwargs):
        """Show a document to its customer, or to whoever has its link."""
        try:
            document_sudo = self._document_check_access(
                "test.portal.document", document_id, access_token
            )
        except (AccessError, MissingError):
            return request.redirect("/my")
        values = self._get_page_view_values(
            document_sudo,
            access_token,
            {"document": document_sudo, "page_name": "test_document"},
            "my_test_documents_history",
            False,
            **kwargs,
        )
        return request.render("test_portal_space.portal_test_document", values)
