from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.portal_request.tools.forms import to_id


class AnswerController(CustomerPortal):
    @http.route("/my/answers/<int:page_id>", type="http", auth="user", website=True)
    def portal_my_answer(self, page_id, **kw):
        """Show a page of knowledge that answers customers; any other is not there."""
        page = request.env["document.page"]._portal_answer_find(to_id(page_id))
        if not page:
            raise request.not_found()
        values = self._prepare_portal_layout_values()
        values.update(page._portal_answer_values(), page_name="answer")
        return request.render("document_page_portal_request.portal_my_answer", values)
