from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import plaintext2html

from ..tools.forms import to_id, to_text

SUBJECT_LENGTH = 200
TEXT_LENGTH = 20000
# How many requests the page of a record shows.
ABOUT_LIMIT = 5
# What a caller may say of how things are told to them. The rest of a context changes
# what is done, or keeps it from being noted.
CONTEXT_KEYS = ("lang", "tz", "allowed_company_ids")


class PortalRequestOpeningMixin(models.AbstractModel):
    """Opening requests from outside."""

    _name = "portal.request.opening.mixin"
    _description = "Requests: Opening"

    def _portal_sudo(self):
        """Return these requests (sudo) as a customer changes them, who calls with a
        context of their own: nothing of it holds with more rights than they have."""
        context = self.env.context
        kept = {key: context[key] for key in CONTEXT_KEYS if key in context}
        # sudo: helpdesk.ticket - whoever calls this has checked all that is done
        return self.with_env(self.env(context=kept)).sudo()

    @api.model
    def _portal_urgencies(self):
        """Return the priorities in the customer's words, as ``[(value, label)]``."""
        return [
            ("0", self.env._("No hurry")),
            ("1", self.env._("It hinders us a little")),
            ("2", self.env._("It slows our work down")),
            ("3", self.env._("We cannot work any more")),
        ]

    @api.model
    def _portal_record_fields(self):
        """Return what a request can be about: ``{model: field of the request}``.

        Glue adds its own, as ``{**super()._portal_record_fields(), …}``.
        """
        return {"helpdesk.ticket": "portal_origin_id"}

    @api.model
    def _portal_about(self, reference):
        """Return the record that a form or an address names, if it may be named.

        :param str reference: ``"model,id"``, from outside
        :return: a record that the user may read, or an empty recordset
        """
        nothing = self.browse()
        model, _sep, record_id = (reference or "").partition(",")
        if model not in self._portal_record_fields():
            return nothing
        record = self.env[model].browse(to_id(record_id)).exists()
        return record if record and record.has_access("read") else nothing

    @api.model
    def _portal_about_vals(self, record):
        """Return the values of a new request that say that it is about ``record``."""
        name = self._portal_record_fields()[record._name]
        if self._fields[name].type == "many2many":
            return {name: [Command.link(record.id)]}
        return {name: record.id}

    def _portal_about_links(self):
        """Return what the request is about, of what the user may read, as a list of
        ``(name, address or "")``."""
        self.ensure_one()
        links = []
        for model, name in self._portal_record_fields().items():
            if model == self._name:
                continue
            # sudo: helpdesk.ticket - which records, of which the user's are shown
            records = self.env[model].browse(self.sudo()[name].ids)
            for record in records._filtered_access("read"):
                url = record.access_url if "access_url" in record._fields else ""
                links.append((record.display_name, url))
        return links

    @api.model
    def _portal_requests_about(self, record):
        """Return the latest requests about ``record`` that the user may read."""
        if not record or not self.has_access("read"):
            return self.browse()
        name = self._portal_record_fields()[record._name]
        # sudo: helpdesk.ticket - the field may be closed to customers; the search
        # around it has their rights
        about = self.sudo()._search([(name, "in", record.ids)])
        return self.search(
            [("id", "in", about)],
            order="create_date DESC, id DESC",
            limit=ABOUT_LIMIT,
        )

    @api.model
    def _portal_today(self):
        """Return the day of the user, for what may be done once a day."""
        return fields.Date.context_today(self)

    @api.model
    def _portal_rate_refusal(self):
        """Tell why the user may open no request now, or return ""."""
        limit = self.env.company.portal_request_hourly
        # sudo: helpdesk.ticket - only how many the user opened
        count = self.sudo().search_count(
            [
                ("create_uid", "=", self.env.uid),
                ("partner_id", "=", self.env.user.partner_id.id),
                ("create_date", ">", fields.Datetime.now() - timedelta(hours=1)),
            ],
            limit=limit + 1,
        )
        if count < limit:
            return ""
        return self.env._(
            "You may open %(limit)s requests per hour, and have. What you wrote is "
            "kept; send it later, or answer on an open request.",
            limit=limit,
        )

    @api.model
    def _portal_form_choices(self):
        """Return the fields of the form in which customers choose a record, or none.

        A module that adds one, say "type", has customers offered records of
        ``helpdesk.ticket.type``; it sets them in :meth:`_portal_form_vals`.
        """
        return ["category", "team"]

    @api.model
    def _portal_form_errors(self, form):
        """Return what is wrong with what a customer wrote, field by field.

        :param dict form: what the fields had, as text
        :return: ``{field: sentence}``, with "form" for what no field is to blame for
        """
        errors = {}
        missing = {
            "subject": self.env._("Say in a few words what it is about."),
            "description": self.env._("Describe what you need."),
        }
        for name, length in (("subject", SUBJECT_LENGTH), ("description", TEXT_LENGTH)):
            if not form[name]:
                errors[name] = missing[name]
            elif len(form[name]) > length:
                errors[name] = self.env._(
                    "This has %(size)s characters; it may have %(limit)s.",
                    size=len(form[name]),
                    limit=length,
                )
        not_offered = self.env._("This choice is not offered. Choose another one.")
        for name in self._portal_form_choices():
            if form[name]:
                if not self._portal_offers(name, to_id(form[name])):
                    errors[name] = not_offered
            elif self._portal_wants(name) and self._portal_offers(name):
                errors[name] = self.env._("Choose one.")
        if form["priority"] not in dict(self._portal_urgencies()):
            errors["priority"] = not_offered
        if form["record"] and not self._portal_about(form["record"]):
            errors["record"] = self.env._(
                "What this request was to be about is not there, or not open to you."
            )
        if refusal := self._portal_rate_refusal():
            errors["form"] = refusal
        return errors

    @api.model
    def _portal_wants(self, name):
        """Tell whether customers must choose a category, or a team."""
        company = self.env.company
        asked = company[f"helpdesk_mgmt_portal_select_{name}"]
        return asked and company[f"helpdesk_mgmt_portal_{name}_id_required"]

    @api.model
    def _portal_offers(self, name, record_id=None):
        """Tell whether customers are offered this category or team, or any."""
        # whatever the context says, which may be a caller's
        domain = [("active", "=", True), ("show_in_portal", "=", True)]
        if record_id is not None:
            domain.append(("id", "=", record_id))
        Model = self.env[f"helpdesk.ticket.{name}"]
        return bool(Model.search_count(domain, limit=1))

    @api.model
    def portal_open(
        self,
        subject,
        description,
        category_id=None,
        team_id=None,
        priority="1",
        record=None,
        **choices,
    ):
        """Open a request, as the form does, with what the form checks.

        :param str subject: plain text
        :param str description: plain text
        :param int category_id: one that is offered to customers
        :param int team_id: one that is offered to customers
        :param str priority: one of the urgencies of the form
        :param str record: what it is about, as ``"model,id"``
        :param choices: ids for the choices that modules add, such as ``type_id``
        :return: id of the request
        :raise AccessError: if nobody is logged in
        :raise UserError: if something is missing, not offered or too much; each reason
            is a line
        """
        if self.env.user._is_public():
            raise AccessError(self.env._("Log in to ask something."))
        choices.update(category_id=category_id, team_id=team_id)
        chosen = {
            name: to_text(str(choices.pop(f"{name}_id", None) or ""))
            for name in self._portal_form_choices()
        }
        if choices:
            raise TypeError(f"portal_open() takes no {', '.join(choices)}")
        form = {
            "subject": to_text(subject),
            "description": to_text(description),
            **chosen,
            "priority": to_text(priority),
            "record": to_text(record),
        }
        if errors := self._portal_form_errors(form):
            raise UserError("\n".join(errors.values()))
        return self._portal_open(self._portal_form_vals(form)).id

    @api.model
    def _portal_form_vals(self, form):
        """Return the values of a request, from what a form had and was checked."""
        category = self.env["helpdesk.ticket.category"]
        category = category.browse(filter(None, [to_id(form["category"])]))
        company = category.company_id or self.env.company
        # sudo: helpdesk.ticket.team - customers may choose it, and see not its stages
        team = self.env["helpdesk.ticket.team"].sudo()
        if company.helpdesk_mgmt_portal_select_team:
            team = team.browse(filter(None, [to_id(form["team"])]))
        vals = {
            **self._portal_customer_vals(),
            "name": form["subject"],
            "description": plaintext2html(form["description"]),
            "company_id": company.id,
            "category_id": category.id,
            "team_id": team.id,
            "priority": form["priority"],
            # so that the stage's mail is sent
            "stage_id": team._get_applicable_stages()[:1].id,
        }
        if record := self._portal_about(form["record"]):
            vals.update(self._portal_about_vals(record))
        return vals

    @api.model
    def _portal_customer_vals(self):
        """Return the values of a request that say who asks, and how."""
        partner = self.env.user.partner_id
        return {
            "partner_id": partner.id,
            "partner_name": partner.name,
            "partner_email": partner.email,
            "channel_id": self.env["ir.model.data"]._xmlid_to_res_id(
                "helpdesk_mgmt.helpdesk_ticket_channel_web"
            ),
            "user_id": False,
        }

    @api.model
    def _portal_open(self, vals, attachments=None):
        """Open a request for the user.

        :param dict vals: values that were checked
        :param attachments: files that belong to nothing yet (sudo)
        :return: the request (sudo)
        """
        # sudo: helpdesk.ticket - customers may create none by themselves; whoever
        # calls this has checked every value
        ticket = self._portal_sudo().create(vals)
        ticket.message_subscribe(partner_ids=self.env.user.partner_id.ids)
        if attachments:
            attachments.write(
                {"res_model": ticket._name, "res_id": ticket.id, "portal_shared": True}
            )
        return ticket
