from odoo.fields import Domain
from odoo.http import request

from odoo.addons.mail.controllers.discuss.search import SearchController
from odoo.addons.mail.tools.discuss import Store


class WorkingSetSearchController(SearchController):
    """Groups without a name are found by the people in them.

    Browsers that know all the groups of a person find these by themselves.
    """

    def get_search_store(self, store: Store, search_term, limit):
        result = super().get_search_store(store, search_term, limit)
        if request.env.user._has_working_set():
            Channel = request.env["discuss.channel"]
            domain = (
                Domain("channel_type", "=", "group")
                & Domain("name", "in", ["", False])
                & Domain("is_member", "=", True)
                & Domain(
                    "channel_member_ids",
                    "any",
                    Domain("partner_id.name", "ilike", search_term)
                    & Domain("is_self", "=", False),
                )
            )
            store.add(Channel.search(domain, limit=limit))
        return result
