from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, html2plaintext, html_sanitize, remove_accents, unique

from odoo.addons.portal_request.models.portal_request_search_mixin import WORD

# So many different words of a page are looked at.
WORDS_LIMIT = 5_000
# A page answers if it has half of the words that are looked for, or so many.
ENOUGH = 3


def normalized(text):
    """Return what a text is found by: its words, each once, in lower case and without
    accents."""
    words = unique(WORD.findall(remove_accents(text).lower()))
    return " ".join(list(words)[:WORDS_LIMIT])


class DocumentPage(models.Model):
    _inherit = "document.page"

    portal_answer = fields.Boolean(
        "Answers Customers' Requests",
        copy=False,
        tracking=True,
        help="Customers who begin to ask something like it are shown this page, and "
        "can read its title and its content.",
    )
    portal_answer_title = fields.Char(
        "Words of the Title", compute="_compute_portal_answer_words", store=True
    )
    portal_answer_text = fields.Text(
        "Words of the Content", compute="_compute_portal_answer_words", store=True
    )

    _portal_answer_idx = models.Index("(company_id) WHERE portal_answer")

    @api.depends("portal_answer", "type", "name", "history_head.content")
    def _compute_portal_answer_words(self):
        for page in self:
            title = text = False
            if page.portal_answer and page.type == "content":
                title = normalized(page.name or "")
                content = html_sanitize(page.history_head.content or "")
                text = normalized(html2plaintext(content, include_references=False))
            page.portal_answer_title = title
            page.portal_answer_text = text

    def action_open_portal_answer(self):
        """Show the page as customers read it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": self._portal_answer_url(),
            "target": "new",
        }

    # ------------------------------------------------------------
    # What customers read, who have no right to any page
    # ------------------------------------------------------------

    @api.model
    def _portal_answer_domain(self):
        """Which pages the user may read as an answer: those that a colleague marked, of
        their company or of all, and not as long as nothing in them is published."""
        return (
            Domain("portal_answer", "=", True)
            & Domain("type", "=", "content")
            & Domain("active", "=", True)
            & Domain("history_head", "!=", False)
            & Domain("company_id", "in", [False, *self.env.companies.ids])
        )

    @api.model
    def _portal_answer_find(self, page_id):
        """Return the page if the user may read it as an answer, else an empty
        recordset."""
        # sudo: document.page - marked for customers, says the domain
        return self.sudo().search(
            self._portal_answer_domain() & Domain("id", "=", page_id)
        )

    @api.model
    def _portal_answer_search(self, words, limit):
        """Return the pages that have most of the words, the best first: a word of the
        title counts twice.

        :param list words: as of ``_portal_words``
        """
        if not words:
            return self.browse()
        # sudo: document.page - marked for customers, says the domain
        pages_sudo = self.sudo()
        query = pages_sudo._search(self._portal_answer_domain(), limit=limit)
        title, text = (
            pages_sudo._field_to_sql(query.table, name, query)
            for name in ("portal_answer_title", "portal_answer_text")
        )
        found, points = [], []
        for word in words:
            pattern = f"%{remove_accents(word)}%"
            in_title = SQL("%s LIKE %s", title, pattern)
            in_text = SQL("%s LIKE %s", text, pattern)
            found.append(SQL("CASE WHEN %s OR %s THEN 1 ELSE 0 END", in_title, in_text))
            points.append(
                SQL("CASE WHEN %s THEN 2 WHEN %s THEN 1 ELSE 0 END", in_title, in_text)
            )
        enough = min((len(words) + 1) // 2, ENOUGH)
        query.add_where(SQL("%s >= %s", SQL(" + ").join(found), enough))
        query.order = SQL(
            "%s DESC, %s, %s",
            SQL(" + ").join(points),
            title,
            SQL.identifier(query.table, "id"),
        )
        return pages_sudo.browse(query)

    def _portal_answer_url(self):
        """Return where customers read the page."""
        self.ensure_one()
        return f"/my/answers/{self.id}"

    def _portal_answer_values(self):
        """Return all that customers read of the page. What is written in it is in
        nobody's name but the company's: its authors, its history and what it belongs to
        stay inside."""
        self.ensure_one()
        return {
            "title": self.name,
            # Odoo keeps it as it was written
            "content": html_sanitize(
                self.content, sanitize_attributes=True, sanitize_style=True
            ),
            "changed": self.content_date,
        }
