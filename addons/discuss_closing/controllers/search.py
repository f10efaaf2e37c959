from odoo.addons.mail.controllers.discuss.search import SearchController
from odoo.addons.mail.tools.discuss import Store


class ClosingSearchController(SearchController):
    """Closed channels are found by their outcome, too."""

    def get_search_store(self, store: Store, search_term, limit):
        result = super().get_search_store(store, search_term, limit)
        domain = [("is_closed", "=", True), ("outcome", "ilike", search_term)]
        store.add(self.env["discuss.channel"].search(domain, limit=limit))
        return result
