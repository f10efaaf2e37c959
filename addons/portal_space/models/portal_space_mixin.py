from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..tools.home import Entry


class PortalSpaceMixin(models.AbstractModel):
    """A record that the customer's space shows: a quotation, a project, a request.

    A model with ``portal.mixin`` and ``mail.thread`` takes it on board with
    ``_inherit``, and says in the methods below what a customer is told about it. All
    are called with the customer's rights, for many records at once: they compute in
    batch.
    """

    _name = "portal.space.mixin"
    _description = "Record of the Customer's Space"

    portal_visit_summary = fields.Char(
        "Seen by the Customer",
        compute="_compute_portal_visit_summary",
        groups="base.group_user",
    )

    @api.depends_context("lang", "tz")
    def _compute_portal_visit_summary(self):
        summaries = self.env["portal.visit"]._summaries(self)
        for record in self:
            record.portal_visit_summary = summaries.get(record.id, False)

    def unlink(self):
        """What is told about a record, and who opened it, goes with it."""
        ids, name = self.ids, self._name
        result = super().unlink()
        for model in ("portal.news", "portal.visit"):
            # sudo: portal.news, portal.visit - nobody may delete these by themselves
            about = self.env[model].sudo()
            about.search([("res_model", "=", name), ("res_id", "in", ids)]).unlink()
        return result

    def _portal_space_steps(self):
        """How far each record is.

        :return: dict of ``{record id: [Step, ...]}``, without the hidden ones
        """
        return {record.id: [] for record in self}

    def _portal_space_shown_steps(self):
        """The steps that the company shows to this customer, by record id."""
        space = self.env["portal.space"]._with_sections()
        hidden = space.env.context["portal_space_hidden"]
        return {
            record_id: [step for step in steps if step.code not in hidden]
            for record_id, steps in self._portal_space_steps().items()
        }

    def _portal_space_page_steps(self, user):
        """The steps that the page of this record shows to who looks at it. Stock's
        pages have the record as superuser, who is no customer.

        :param user: of the request; who came by the record's link may not read it
        """
        self.ensure_one()
        record = self.sudo(False).with_user(user)
        if not record.has_access("read"):
            # sudo: portal.space.mixin - who has the link of a page sees what it shows
            record = record.sudo()
        return record._portal_space_shown_steps()[self.id]

    @api.model
    def _portal_space_entry_fields(self):
        """What the lines of records at home are made of: names of stored fields, read
        ahead instead of all that the model has."""
        return []

    def _portal_space_read_ahead(self):
        """Read what the lines of these records at home are made of."""
        # sudo: portal.space.mixin - of records that were found with the customer's
        # rights, once more into the cache
        self.sudo().fetch(self._portal_space_entry_fields())

    def _portal_space_entries(self, action="", **values):
        """The lines of these records at home.

        :param action: what the button of each says
        :param values: of :class:`Entry`, the same for all of them
        :return: list of :class:`Entry`, in the order of the records
        """
        self._portal_space_read_ahead()
        steps = {} if action else self._portal_space_shown_steps()
        entries = []
        for record in self:
            said = {
                "url": record.access_url,
                "action": action,
                "steps": tuple(steps.get(record.id, ())),
                "record": (record._name, record.id),
                **record._portal_space_entry_values(),
                **values,
            }
            if "title" not in said:
                said["title"] = record.display_name
            entries.append(Entry(**said))
        return entries

    def _portal_space_entry_values(self):
        """What the line of this record says besides its name, as values of
        :class:`Entry`."""
        self.ensure_one()
        return {}

    def _portal_space_documents(self):
        """The documents of these records that the customer may have.

        :return: dict of ``{record id: [Document, ...]}``, each of a kind that one of
            the ``_document_sources`` of ``portal.space`` has
        """
        return {record.id: [] for record in self}

    def _portal_space_document_paths(self):
        """Models whose documents are found with those of these records, beside what
        each source says in its ``by_record``, with the path that leads here.

        :return: dict of ``{"account.move": "line_ids.sale_line_ids.order_id"}``
        """
        return {}

    def _portal_space_pdf(self, report):
        """The PDF of this record, by a report that its page gives, too.

        :param report: external id of an ``ir.actions.report``
        :return: bytes
        """
        self.ensure_one()
        self.check_access("read")
        # sudo: ir.actions.report - who may read the record may have its report, as on
        # stock's pages; what the report reads goes beyond what the customer may
        reports_sudo = self.env["ir.actions.report"].sudo()
        return reports_sudo._render_qweb_pdf(report, self.ids)[0]

    # News

    def _portal_space_partners(self):
        """Who is told what is new about each record: the people with a log-in of the
        space among its customer and its followers.

        :return: dict of ``{record id: res.partner}``
        """
        customers = self._mail_get_partners()
        # sudo: mail.followers - who follows is looked up to be told, not shown
        records_sudo = self.sudo()
        people = {
            record.id: customers[record.id] | record.message_partner_ids
            for record in records_sudo
        }
        # sudo: res.partner - who is told is looked up, not shown
        everybody = self.env["res.partner"].union(*people.values()).sudo()
        # sudo: res.users - whether somebody has a log-in of the space, no more
        inside = everybody.filtered("active")._portal_space_users()
        return {
            record_id: everybody.browse(found.ids).filtered(inside.get)
            for record_id, found in people.items()
        }

    def _portal_space_tell(self, kind, people=None):
        """Tell the customers of these records what is new.

        :param kind: of ``portal.news``
        :param people: see ``_tell`` of ``portal.news``
        :return: the ``portal.news`` that were made or renewed (sudo)
        """
        return self.env["portal.news"]._tell(self, kind, people)

    def _portal_space_message_kind(self, message):
        """What kind of news a message about this record is to those who get it. What
        a screen sends on purpose has its kind in the context, as
        ``portal_space_kind``.

        :return: of ``portal.news``, or ``False`` if the space does not show it
        """
        self.ensure_one()
        subtype = message.subtype_id
        if message.is_internal or not subtype or subtype.internal:
            return False
        if message.message_type in ("user_notification", "out_of_office"):
            return False
        if kind := self.env.context.get("portal_space_kind"):
            return kind
        return "progress" if message.message_type == "notification" else "message"

    def _portal_space_news_title(self, kind):
        """What is new about this record, in the language of the environment."""
        self.ensure_one()
        name = self.display_name
        return {
            "sign": self.env._("%(name)s waits for your signature", name=name),
            "document": self.env._("%(name)s is available", name=name),
            "progress": self.env._("%(name)s has advanced", name=name),
            "message": self.env._("New message about %(name)s", name=name),
            "request": self.env._("News about your request %(name)s", name=name),
            "payment": self.env._("%(name)s: news about your payment", name=name),
        }[kind]

    # What is hidden

    @api.model
    def _portal_space_hidden_domain(self, customer):
        """Which records about a customer are kept from them, out of those that the
        user of the environment may read.

        :param customer: ``res.users``
        :return: ``Domain``
        """
        # sudo: res.partner - the rules of access of customers go by it, too
        company = customer.sudo().partner_id.commercial_partner_id
        about = Domain.OR(
            Domain(name, "child_of", company.ids)
            for name in self._mail_get_partner_fields()
        )
        # sudo: res.users - the companies that the customer may look at
        as_customer = self.with_user(customer).with_context(
            allowed_company_ids=customer.sudo().company_ids.ids
        )
        try:
            return about & Domain("id", "not in", as_customer._search(about))
        except AccessError:
            # no record of this model is for customers
            return about

    @api.model
    def _portal_space_hidden_reasons(self, customer):
        """What a customer does not find of these records, and why, for who previews
        their space: counted with the rights of the user of the environment.

        :param customer: ``res.users``
        :return: list of sentences
        """
        if not self.has_access("read"):
            return []
        domain = self._portal_space_hidden_domain(customer)
        state = self._fields.get("state")
        if state is None or state.type != "selection" or not state.store:
            total, kinds = self.search_count(domain), ""
        else:
            labels = dict(state._description_selection(self.env))
            found = dict(self._read_group(domain, ["state"], ["__count"]))
            total = sum(found.values())
            kinds = ", ".join(
                f"{label}: {found[value]}"
                for value, label in labels.items()
                if value in found
            )
        if not total:
            return []
        names = {
            "model": self.env["ir.model"]._get(self._name).name,
            "total": total,
            "kinds": kinds,
        }
        if kinds:
            return [
                self.env._(
                    "%(model)s: the access rights keep %(total)s from them"
                    " (%(kinds)s).",
                    **names,
                )
            ]
        return [
            self.env._(
                "%(model)s: the access rights keep %(total)s from them.", **names
            )
        ]
