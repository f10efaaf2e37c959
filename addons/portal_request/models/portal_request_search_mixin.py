import re
from itertools import islice

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL, unique

# Without "_", which stands for any letter where it is searched for.
WORD = re.compile(r"[^\W_]{4,40}")
# How many words of a text are looked for, of how much of it, in how many of the latest
# requests.
WORDS_LIMIT = 8
TEXT_LIMIT = 4_000
LOOKED_AT_LIMIT = 40
SIMILAR_LIMIT = 5
ANSWERS_LIMIT = 3
# Here, or elsewhere if that is secure; no address that is a script, nor one that reads
# as of here and leads elsewhere.
ANSWER_URL = re.compile(r"(?:https://|/(?![/\\]))[^\s\x00-\x1f\x7f]*")
# PostgreSQL knows the words of these languages that say nothing, such as "about".
DICTIONARIES = {
    "da": "danish_stem",
    "de": "german_stem",
    "en": "english_stem",
    "es": "spanish_stem",
    "fi": "finnish_stem",
    "fr": "french_stem",
    "hu": "hungarian_stem",
    "it": "italian_stem",
    "nb": "norwegian_stem",
    "nl": "dutch_stem",
    "pt": "portuguese_stem",
    "ru": "russian_stem",
    "sv": "swedish_stem",
}
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
    def _portal_words(self, text):
        """Return the words of a text by which something like it is found: the first
        few, each once, in lower case, of letters and figures only. Short ones, and
        those that say nothing in the user's language, are passed over.

        :return: list of ``str``
        """
        found = (match[0].lower() for match in WORD.finditer(text, 0, TEXT_LIMIT))
        words = list(islice(unique(found), 2 * WORDS_LIMIT))
        lang = self.env.lang or self.env.user.lang or ""
        dictionary = DICTIONARIES.get(lang[:2])
        if words and dictionary:
            rows = self.env.execute_query(
                SQL(
                    """SELECT word FROM unnest(%s) WITH ORDINALITY AS said(word, place)
                        WHERE ts_lexize(%s, word) IS DISTINCT FROM '{}'
                        ORDER BY place""",
                    words,
                    dictionary,
                )
            )
            words = [word for (word,) in rows]
        return words[:WORDS_LIMIT]

    @api.model
    def _portal_answers(self, text):
        """Return what may answer a text already, the best first. Modules that have
        answers extend this: they add what the user of the environment may read, and
        look for ``_portal_words``.

        :return: list of ``{"title": str, "url": str}``
        """
        return []

    @api.model
    def _portal_shown_answers(self, *texts):
        """Return the answers to the first of the texts that has any: the best few,
        without those that have no title or whose address cannot be a link.

        :return: list of ``{"title": str, "url": str}``
        """
        for text in texts:
            shown = {}
            for answer in self._portal_answers(text):
                title, url = str(answer["title"]).strip(), str(answer["url"])
                if title and ANSWER_URL.fullmatch(url):
                    shown.setdefault(url, {"title": title, "url": url})
            if shown:
                return list(shown.values())[:ANSWERS_LIMIT]
        return []

    @api.model
    def _portal_similar(self, text):
        """Return the open requests whose title has most of the words of a text."""
        words = self._portal_words(text)
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
