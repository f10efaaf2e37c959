import re

from odoo import api, models
from odoo.fields import Domain

WORD = re.compile(r"\w{4,40}")
# How many words of a text are looked for, in how many of the latest requests.
WORDS_LIMIT = 8
LOOKED_AT_LIMIT = 40
SIMILAR_LIMIT = 5


class PortalRequestSearchMixin(models.AbstractModel):
    """Finding requests, with the rights of who looks."""

    _name = "portal.request.search.mixin"
    _description = "Requests: Searching by Customers"

    @api.model
    def _portal_count_by_stage(self, domain):
        """Return the number of requests by stage, in one query: ``{stage: number}``."""
        return dict(self._read_group(domain, ["stage_id"], ["__count"]))

    @api.model
    def _portal_similar(self, text):
        """Return the open requests whose title has most of the words of a text."""
        words = list(dict.fromkeys(WORD.findall(text.lower())))[:WORDS_LIMIT]
        if not words or not self.has_access("read"):
            return self.browse()
        tickets = self.search(
            Domain("stage_id.portal_state", "not in", ("solved", "dropped"))
            & Domain.OR(Domain("name", "ilike", word) for word in words),
            order="create_date DESC, id DESC",
            limit=LOOKED_AT_LIMIT,
        )

        def score(ticket):
            name = ticket.name.lower()
            return -sum(word in name for word in words)

        return tickets.sorted(score)[:SIMILAR_LIMIT]
