from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import format_datetime

# News older than that are forgotten, read or not.
KEPT = timedelta(days=180)
# So many of one's news are looked at to show or count them.
LOOKED_AT = 100


class PortalNews(models.Model):
    """Something new about a record, for one person of the customer's. It says what
    and where, never the content: that is read on the record's page."""

    _name = "portal.news"
    _description = "News of the Customer's Space"
    _order = "date DESC, id DESC"
    _rec_name = "title"

    partner_id = fields.Many2one(
        "res.partner", required=True, readonly=True, ondelete="cascade"
    )
    kind = fields.Selection(
        [
            ("sign", "Document to sign"),
            ("document", "Document available"),
            ("progress", "Progress"),
            ("message", "Message"),
            ("request", "Request"),
            ("payment", "Payment"),
        ],
        required=True,
        readonly=True,
    )
    title = fields.Char(required=True, readonly=True)
    """In the language of the person."""
    res_model = fields.Char("Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        "Record", model_field="res_model", required=True, readonly=True
    )
    date = fields.Datetime(required=True, readonly=True, default=fields.Datetime.now)
    read_date = fields.Datetime("Read", readonly=True)
    url = fields.Char("Link", compute="_compute_url")

    _partner_idx = models.Index("(partner_id, date DESC)")
    _unread_idx = models.Index(
        "(partner_id, res_model, res_id) WHERE read_date IS NULL"
    )

    @api.depends("res_model", "res_id")
    def _compute_url(self):
        for record, news in self._by_record():
            # sudo: the address of a page, which checks who comes
            news.url = record.sudo().access_url if record else "/my/news"

    def _by_record(self):
        """Pairs of a record, None if its model is gone or has no page any more, and the
        news about it."""
        groups = defaultdict(self.browse)
        for news in self:
            groups[news.res_model, news.res_id] |= news
        ids = defaultdict(list)
        for model, res_id in groups:
            ids[model].append(res_id)
        for model, res_ids in ids.items():
            if "access_url" not in self.env.get(model, self)._fields:
                for res_id in res_ids:
                    yield None, groups[model, res_id]
                continue
            for record in self.env[model].browse(res_ids):
                yield record, groups[model, record.id]

    @api.model
    def _tell(self, records, kind, people=None):
        """Tell the people of each record what is new about it. News of the same kind
        about the same record that they have not read yet are renewed, not repeated.

        :param records: of a model with ``portal.space.mixin``
        :param kind: of the selection
        :param people: dict of ``{record id: res.partner}``, who is told; by default
            those of ``_portal_space_partners``
        :return: the news (sudo)
        """
        # sudo: portal.news - who changes a record tells its customer
        told_sudo = self.sudo().browse()
        now = fields.Datetime.now()
        to_create = []
        if people is None:
            people = records._portal_space_partners()
        # sudo: portal.news - what these people were told and have not read
        known = self.sudo().search(
            [
                ("res_model", "=", records._name),
                ("res_id", "in", records.ids),
                ("kind", "=", kind),
                ("read_date", "=", False),
            ]
        )
        known_of = {(news.res_id, news.partner_id): news for news in known}
        for record_id, partners in people.items():
            record = records.browse(record_id).with_prefetch(records.ids)
            for partner in partners:
                # sudo: the title names the record to people who may read it
                said = record.sudo().with_context(lang=partner.lang)
                title = said._portal_space_news_title(kind)
                if news := known_of.get((record_id, partner)):
                    if news.title != title:
                        # It failed, then it worked: the latest is what is true.
                        news.title = title
                    told_sudo |= news
                    continue
                to_create.append(
                    {
                        "partner_id": partner.id,
                        "kind": kind,
                        "title": title,
                        "res_model": records._name,
                        "res_id": record_id,
                    }
                )
        told_sudo.write({"date": now})
        told_sudo |= told_sudo.create(to_create)
        told_sudo._on_told()
        return told_sudo

    def _on_told(self):
        """What follows when news were told: ways out of the space."""

    def _date_text(self):
        """When it was told, as pages show it."""
        self.ensure_one()
        return format_datetime(self.env, self.date, dt_format="short")

    @api.model
    def _mine(self, domain=Domain.TRUE, limit=LOOKED_AT):
        """The user's own news, the latest first, and no more than can be looked at
        (sudo)."""
        domain = Domain("partner_id", "=", self.env.user.partner_id.id) & domain
        # sudo: portal.news - one's own
        return self.sudo().search_fetch(domain, limit=limit)

    def _readable(self):
        """Those about records that the user may still read."""
        kept = self.browse()
        by_model = defaultdict(self.browse)
        for news in self:
            by_model[news.res_model] |= news
        for model, found in by_model.items():
            if model not in self.env:
                continue
            # found are sudo, as nobody may read news by themselves
            records = self.env[model].sudo(False).with_context(active_test=False)
            if not records.has_access("read"):
                continue
            about = Domain("id", "in", found.mapped("res_id"))
            may_read = set(records.search(about, order="id").ids)
            kept |= found.filtered(lambda news, may=may_read: news.res_id in may)
        return kept.sorted()

    @api.model
    def _unread_count(self):
        """How many news the user has not read, at most 100."""
        return len(self._mine(Domain("read_date", "=", False))._readable())

    @api.model
    def _mark_read(self, records=None):
        """Mark the user's news as read: those about some records, or all."""
        domain = Domain("read_date", "=", False)
        if records is not None:
            domain &= Domain("res_model", "=", records._name)
            domain &= Domain("res_id", "in", records.ids)
        # all of them: those that are not looked at are not told again, either
        news = self._mine(domain, limit=None)
        if news:
            news.write({"read_date": fields.Datetime.now()})

    @api.autovacuum
    def _gc_news(self):
        limit = fields.Datetime.now() - KEPT
        self.search([("date", "<", limit)], limit=10_000).unlink()
        models_of = self._read_group([], ["res_model"])
        gone = [model for (model,) in models_of if model not in self.env]
        self.search([("res_model", "in", gone)], limit=10_000).unlink()
