from odoo import api, models

from odoo.addons.portal_request.models.portal_request_search_mixin import ANSWERS_LIMIT


class PortalRequestSearchMixin(models.AbstractModel):
    _inherit = "portal.request.search.mixin"

    @api.model
    def _portal_answers(self, text):
        pages = self.env["document.page"]._portal_answer_search(
            self._portal_words(text), ANSWERS_LIMIT
        )
        return super()._portal_answers(text) + [
            {"title": page.name, "url": page._portal_answer_url()} for page in pages
        ]
