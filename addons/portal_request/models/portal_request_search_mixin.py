import re

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

WORD = re.compile(r"\w{4,40}")
# How many words of a text are looked for, in how many of the latest requests.
WORDS_LIMIT = 8
LOOKED_AT_LIMIT = 40
SIMILAR_LIMIT = 5
# So many requests are looked for by their ids.
NEAR_LIMIT = 20_000


class PortalRequestSearchMixin(models.AbstractModel):
    """Finding requests, with the rights of who looks."""

    _name = "portal.request.search.mixin"
    _description = "Requests: Searching by Customers"

    @api.model
    def _portal_near_domain(self):
        """What all requests have that rules of access give to a customer: they are of
        their company, or followed by somebody of it. The rules ask for the same, but
        PostgreSQL reads every request there is to answer them; with the ids of those
        few beside, it reads no others.

        Where customers are given more by a rule, extend this, too.

        :return: ``Domain``, of all requests where they are more than a few
        """
        if not self.env.user._is_portal():
            return Domain.TRUE
        # sudo: res.partner - as the rules, which have the last word
        partner_sudo = self.env.user.sudo().commercial_partner_id
        people = partner_sudo.portal_space_people_ids.ids
        # sudo: helpdesk.ticket, mail.followers - the same
        tickets_sudo = self.sudo().with_context(active_test=False)
        own = tickets_sudo._search(Domain("partner_id", "in", people))
        followed = tickets_sudo.env["mail.followers"]._search(
            Domain("res_model", "=", self._name) & Domain("partner_id", "in", people)
        )
        rows = self.env.execute_query(
            SQL(
                "%s UNION %s LIMIT %s",
                own.select(),
                followed.select("res_id"),
                NEAR_LIMIT + 1,
            )
        )
        if len(rows) > NEAR_LIMIT:
            return Domain.TRUE
        return Domain("id", "in", [res_id for (res_id,) in rows])

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
            self._portal_near_domain()
            & Domain("stage_id.portal_state", "not in", ("solved", "dropped"))
            & Domain.OR(Domain("name", "ilike", word) for word in words),
            order="create_date DESC, id DESC",
            limit=LOOKED_AT_LIMIT,
        )

        def score(ticket):
            name = ticket.name.lower()
            return -sum(word in name for word in words)

        return tickets.sorted(score)[:SIMILAR_LIMIT]
