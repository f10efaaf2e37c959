from collections import defaultdict
from dataclasses import replace

from odoo import api, models
from odoo.fields import Domain

from ..tools.home import COUNT_LIMIT, Block, Contact, Hint
from .portal_news import LOOKED_AT

# So many lines of one kind are shown at home, the others by their number.
HOME_LIMIT = 5


class PortalSpace(models.AbstractModel):
    """What a customer finds in their space, made for the user of the environment:
    records are searched with that user's rights, never beyond them.

    Modules add to it: see ``readme/DEVELOP.md``.
    """

    _name = "portal.space"
    _description = "Customer's Space"

    @api.model
    def _is_limited(self):
        """Whether rules keep from the user what Odoo lets their company see. For
        modules to extend."""
        return False

    @api.model
    def _home(self):
        """The values of the home.

        :return: dict of ``waiting`` and ``under_way`` (lists of :class:`Block`),
            ``news`` (``portal.news``), ``news_total`` (int), ``news_unread`` (int, or
            ``None`` if it was not counted), ``contacts`` (list of :class:`Contact`),
            and on the first visit ``hints`` (list of :class:`Hint`)
        """
        space = self._with_sections()
        last_visit = self._last_visit()
        # colleagues who look at their own space do not visit it
        first_visit = not last_visit and self.env.user._is_portal()
        news, news_total, news_unread = space._news_since(last_visit)
        waiting = space._in_order(space._waiting())
        under_way = space._in_order(space._under_way())
        shown = space._records_of(waiting + under_way)
        contacts = space._named_contacts(shown) if space._shows("contacts") else []
        return {
            "waiting": waiting,
            "under_way": under_way,
            "news": news,
            "news_total": news_total,
            "news_unread": news_unread,
            "contacts": contacts,
            "hints": space._hints(shown) if first_visit else [],
        }

    @api.model
    def _in_order(self, blocks):
        """Those that have something to show, in the order of their sections."""
        sections = self.env["portal.space.section"]._all_sections()
        rank = {code: number for number, (code, *__) in enumerate(sections)}
        return sorted(
            (block for block in blocks if block.total),
            key=lambda block: rank.get(block.code, len(rank)),
        )

    # What modules add

    @api.model
    def _waiting(self):
        """What waits for the customer: a list of :class:`Block`."""
        return []

    @api.model
    def _under_way(self):
        """What the company does for the customer: a list of :class:`Block`."""
        return []

    @api.model
    def _contacts(self, shown):
        """Who answers for the customer: a list of :class:`Contact`, of whom each
        person is shown once, unless they are gone.

        :param shown: what the blocks of the home show, the latest first, as dict of
            ``{model: records}``
        """
        partner = self.env.user.partner_id
        # sudo: res.partner - the customer learns the name of who sells to them
        partner_sudo = partner.sudo()
        user_sudo = partner_sudo.user_id or partner_sudo.commercial_partner_id.user_id
        if not user_sudo or user_sudo._is_public():
            return []
        return [
            Contact(
                user_sudo.id, self.env._("Your salesperson"), ask_url=self._ask_url()
            )
        ]

    @api.model
    def _hints(self, shown):
        """What can be done in the space: a list of :class:`Hint`.

        :param shown: as ``_contacts`` gets it
        """
        return [
            Hint(self.env._("Keep your addresses up to date"), "/my/addresses"),
            Hint(self.env._("Choose your password and how you log in"), "/my/security"),
        ]

    @api.model
    def _document_sources(self):
        """Where the customer's documents are looked for: a list of
        :class:`~..tools.document.DocumentSource`."""
        return []

    @api.model
    def _own_through(self):
        """Models whose records belong to a record of the space, with the field that
        leads to it: ``{"sale.order.line": "order_id"}``. Who sees their own records
        alone sees no more of these."""
        return {}

    @api.model
    def _ask_url(self, record=None):
        """Where a question is asked, about a record or not; empty if nowhere."""
        return ""

    @api.model
    def _hidden_reasons(self, customer):
        """What a customer does not find in their space, and why, for who previews it:
        called with the rights of that colleague, so that nobody learns by it what
        they may not know.

        :param customer: ``res.users``
        :return: list of sentences
        """
        reasons = self.env["portal.space.section"]._hidden_reasons(customer.partner_id)
        for model in self._record_models():
            reasons += self.env[model]._portal_space_hidden_reasons(customer)
        return reasons

    # What they are made with

    @api.model
    def _record_models(self):
        """The names of the models whose records are in the space."""
        mixin = self.env.registry["portal.space.mixin"]
        return [
            name
            for name, model in self.env.registry.items()
            if issubclass(model, mixin) and not model._abstract
        ]

    @api.model
    def _block(self, code, title, model, domain, url, order=None, **entry_values):
        """A block of the home out of records that the customer may read.

        :param code: of the section that shows or hides it
        :param model: name of a model with ``portal.space.mixin``
        :param entry_values: what ``_portal_space_entries`` of the model takes
        :return: a :class:`Block`, empty if it is hidden or may not be read
        """
        records = self.env[model]
        if not self._shows(code) or not records.has_access("read"):
            return Block(code, title, url=url)
        found = records.search(domain, order=order, limit=COUNT_LIMIT + 1)
        entries = found[:HOME_LIMIT]._portal_space_entries(**entry_values)
        return Block(code, title, entries, len(found), url)

    @api.model
    def _records_of(self, blocks):
        """The records that some blocks show, the latest first, by model."""
        ids = defaultdict(set)
        for block in blocks:
            for entry in block.entries:
                if entry.record:
                    model, res_id = entry.record
                    ids[model].add(res_id)
        return {
            model: self.env[model].browse(sorted(res_ids, reverse=True))
            for model, res_ids in ids.items()
        }

    @api.model
    def _named_contacts(self, shown):
        """The contacts with their names, and nothing else of them."""
        contacts = {}
        for contact in self._contacts(shown):
            contacts.setdefault(contact.user_id, contact)
        # sudo: res.users - a customer learns the names of who works for them
        users_sudo = self.env["res.users"].sudo().browse(contacts)
        users_sudo.fetch(["active", "partner_id"])
        users_sudo.partner_id.fetch(["name"])
        return [
            replace(contacts[user.id], name=user.name)
            for user in users_sudo
            if user.active
        ]

    @api.model
    def _with_sections(self):
        """This with the hidden sections read once."""
        if "portal_space_hidden" in self.env.context:
            return self
        sections = self.env["portal.space.section"]
        return self.with_context(
            portal_space_hidden=sections._hidden_codes(self.env.user.partner_id)
        )

    @api.model
    def _shows(self, code):
        """Whether the company shows this section to the customer."""
        return code not in self._with_sections().env.context["portal_space_hidden"]

    @api.model
    def _last_visit(self):
        """When the user was in the space the time before, or ``False``."""
        if "portal_space_last_visit" in self.env.context:
            return self.env.context["portal_space_last_visit"]
        return self.env["portal.visit"]._previous_visit()

    @api.model
    def _news_since(self, since):
        """What is new since a time (``False``: always), how much of it, and how much
        the user has not read, unless that is to be looked up by itself."""
        news = self.env["portal.news"]
        if not self._shows("news"):
            return news, 0, None
        # the bell counts what is unread, on the same page
        domain = Domain.TRUE
        if since:
            domain = Domain("date", ">=", since) | Domain("read_date", "=", False)
        mine = news._mine(domain)
        is_all = len(mine) < LOOKED_AT
        mine = mine._readable()
        found = mine.filtered(lambda piece: not since or piece.date >= since)
        unread = len(mine.filtered(lambda piece: not piece.read_date))
        return found[:HOME_LIMIT], len(found), unread if is_all else None
