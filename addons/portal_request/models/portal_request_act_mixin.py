from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import plaintext2html

from .portal_request_opening_mixin import TEXT_LENGTH

URGE_INTERVAL = timedelta(days=1)
COLLEAGUES_LIMIT = 200


class PortalRequestActMixin(models.AbstractModel):
    """What a customer does on a request. Each method checks all by itself, as it may
    be called by RPC."""

    _name = "portal.request.act.mixin"
    _description = "Requests: Acts of Customers"

    # ------------------------------------------------------------
    # Closing and reopening
    # ------------------------------------------------------------

    def _portal_closing_stages(self):
        """Return the stages at which the request's team lets customers close it."""
        return self._portal_stages().filtered("close_from_portal")

    def _portal_stages(self):
        self.ensure_one()
        # sudo: helpdesk.ticket.team - customers see not every team, but the stages of
        # that which handles their request
        ticket = self._portal_sudo().with_company(self.company_id)
        return ticket.team_id._get_applicable_stages()

    def _portal_handled_stage(self):
        """Return the stage of a request that colleagues are to look at again."""
        stages = self._portal_stages().filtered(lambda stage: not stage.closed)
        handled = stages.filtered(lambda stage: stage.portal_state == "handled")
        return (handled or stages)[:1]

    def portal_close(self, stage_id):
        """Close the request, at a stage that its team offers to customers.

        :param int stage_id: id of the stage
        :raise AccessError: if the user may not read the request
        :raise UserError: if the stage is not offered
        """
        self.ensure_one()
        self.check_access("read")
        stage = self._portal_closing_stages().filtered(lambda s: s.id == stage_id)
        if not stage:
            raise UserError(
                self.env._("This request cannot be closed like that. Choose again.")
            )
        # sudo: helpdesk.ticket - customers close what they may read, and change
        # nothing else; a request that is closed stays as it was closed
        ticket = self._portal_sudo()
        if not ticket.closed:
            ticket.stage_id = stage

    def _portal_may_reopen(self):
        """Tell whether the request was closed so recently that it can be reopened."""
        self.ensure_one()
        # sudo: res.company - a limit that the page says
        days = self.sudo().company_id.portal_request_reopen_days
        closed = self.closed_date or self.last_stage_update
        # sudo: helpdesk.ticket - whether its stage closes it, which the page says
        return bool(
            self.sudo().closed
            and closed
            and closed > fields.Datetime.now() - timedelta(days=days)
        )

    def portal_reopen(self, reason):
        """Take a closed request up again.

        :param str reason: what is not solved, as plain text
        :raise AccessError: if the user may not read the request
        :raise UserError: if it is open, or was closed too long ago
        """
        self._portal_reopen(reason)

    def _portal_reopen(self, reason, attachments=None):
        """As :meth:`portal_reopen`, with files (sudo) that came from the form."""
        self.ensure_one()
        self.check_access("read")
        self._portal_check_text(reason)
        # sudo: helpdesk.ticket - whether its stage closes it, which the page says
        if not self.sudo().closed:
            raise UserError(self.env._("This request is open."))
        if not self._portal_may_reopen():
            # sudo: res.company - a limit that the page says
            raise UserError(
                self.env._(
                    "This request was closed more than %(days)s days ago. Write what "
                    "you need: it becomes a new request that refers to this one.",
                    days=self.sudo().company_id.portal_request_reopen_days,
                )
            )
        self._portal_check_rate()
        self._portal_post(reason, attachments)
        # sudo: helpdesk.ticket - customers reopen what they may read
        self._portal_sudo().write(
            {"stage_id": self._portal_handled_stage().id, "closed_date": False}
        )

    # ------------------------------------------------------------
    # Writing
    # ------------------------------------------------------------

    def portal_answer(self, body):
        """Answer on the request; if it was closed for long, open a new one about it.

        :param str body: plain text
        :return: id of the request that has the answer: this one, or the new one
        :raise AccessError: if the user may not read the request
        :raise UserError: if there is no text, or too much
        """
        return self._portal_answer(body).id

    def _portal_answer(self, body, attachments=None):
        """As :meth:`portal_answer`, with files.

        :param attachments: files (sudo) that the user took from the form
        :return: the request (sudo)
        """
        self.ensure_one()
        self.check_access("read")
        # sudo: ir.attachment - an empty recordset
        attachments = attachments or self.env["ir.attachment"].sudo()
        if not attachments or body:
            self._portal_check_text(body)
        self._portal_check_rate()
        # sudo: helpdesk.ticket - an answer may make a new request, and tells
        # colleagues that they need wait no longer
        ticket = self._portal_sudo()
        if ticket.closed and not self._portal_may_reopen():
            return self._portal_follow_on(body, attachments)
        self._portal_post(body, attachments)
        if ticket.stage_id.portal_state == "waiting":
            ticket.stage_id = self._portal_handled_stage()
        return ticket

    def _portal_follow_on(self, body, attachments):
        if refusal := self._portal_rate_refusal():
            raise UserError(refusal)
        # sudo: helpdesk.ticket - the new one goes where the old one was
        return self._portal_open(
            {
                **self._portal_customer_vals(),
                "name": self.name,
                "description": plaintext2html(body or ""),
                "portal_origin_id": self.id,
                "company_id": self.company_id.id,
                "team_id": self.sudo().team_id.id,
                "category_id": self.sudo().category_id.id,
                "stage_id": self._portal_stages()[:1].id,
            },
            attachments,
        )

    def portal_urge(self, reason):
        """Say that the request cannot wait; once a day.

        :param str reason: why, as plain text
        :raise AccessError: if the user may not read the request
        :raise UserError: if it is closed or was urged within a day
        """
        self.ensure_one()
        self.check_access("read")
        self._portal_check_text(reason)
        if not self._portal_may_urge():
            raise UserError(
                self.env._("A request that is open can be urged once a day.")
            )
        # sudo: helpdesk.ticket - customers urge what they may read
        ticket = self._portal_sudo()
        ticket.portal_urged_date = fields.Datetime.now()
        self._portal_check_rate()
        self._portal_post(self.env._("This cannot wait: %(reason)s", reason=reason))
        if ticket.user_id:
            ticket.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=ticket.user_id.id,
                summary=self.env._("The customer urges"),
                note=plaintext2html(reason),
            )

    def _portal_may_urge(self):
        self.ensure_one()
        # sudo: helpdesk.ticket - whether it is closed, and when it was urged
        ticket = self.sudo()
        urged = ticket.portal_urged_date
        return not ticket.closed and (
            not urged or urged <= fields.Datetime.now() - URGE_INTERVAL
        )

    def _portal_post(self, body, attachments=None):
        # sudo: helpdesk.ticket - customers comment on what they may read
        return self._portal_sudo().message_post(
            body=plaintext2html(body or ""),
            author_id=self.env.user.partner_id.id,
            attachment_ids=attachments.ids if attachments else [],
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            portal_written=True,
        )

    def _portal_check_text(self, text):
        if not isinstance(text, str) or not text.strip():
            raise UserError(self.env._("Write something first."))
        if len(text) > TEXT_LENGTH:
            raise UserError(
                self.env._(
                    "This has %(size)s characters; it may have %(limit)s.",
                    size=len(text),
                    limit=TEXT_LENGTH,
                )
            )

    def _portal_check_rate(self, author=None):
        """Refuse more answers in an hour than one person may send.

        :param author: who writes, if that is not the user; if it is empty, nobody knows
            who writes on this request
        """
        limit = self.env.company.portal_request_hourly_answers
        user = self.env.user.partner_id
        writes = Domain("author_id", "=", (user if author is None else author).id)
        if author is not None and not author:
            writes = Domain("res_id", "=", self.id)
            writes &= Domain("author_id", "in", [False, user.id])
        # sudo: mail.message - only how many the user wrote
        messages = self.env["mail.message"].sudo()
        count = messages.search_count(
            writes
            & Domain("model", "=", self._name)
            & Domain("message_type", "=", "comment")
            & Domain("date", ">", fields.Datetime.now() - timedelta(hours=1)),
            limit=limit + 1,
        )
        if count >= limit:
            raise UserError(
                self.env._(
                    "You may send %(limit)s answers per hour, and have. Send this one "
                    "later.",
                    limit=limit,
                )
            )

    # ------------------------------------------------------------
    # Colleagues
    # ------------------------------------------------------------

    def _portal_colleagues_domain(self):
        """Return who are the people of the user's company who do not follow yet."""
        self.ensure_one()
        partner = self.env.user.partner_id
        company = partner.commercial_partner_id
        # sudo: res.partner - whether there are colleagues at all
        if not company.sudo().is_company:
            return Domain.FALSE
        # sudo: helpdesk.ticket - who follows already is not offered
        return Domain(
            [
                ("active", "=", True),
                ("commercial_partner_id", "=", company.id),
                ("is_company", "=", False),
                ("type", "=", "contact"),
                ("email", "!=", False),
                ("id", "not in", [partner.id, *self.sudo().message_partner_ids.ids]),
            ]
        )

    def _portal_colleagues(self):
        """Return those whom the page offers to add (sudo)."""
        # sudo: res.partner - people of one company learn each other's names here
        return (
            self.env["res.partner"]
            .sudo()
            .search(
                self._portal_colleagues_domain(),
                order="name, id",
                limit=COLLEAGUES_LIMIT,
            )
        )

    def portal_add_colleague(self, partner_id):
        """Have somebody of one's own company follow the request.

        :param int partner_id: id of the contact
        :raise AccessError: if the user may not read the request
        :raise UserError: if that is nobody of the company
        """
        self.ensure_one()
        self.check_access("read")
        # sudo: helpdesk.ticket - who follows already needs not be added
        if partner_id in self.sudo().message_partner_ids.ids:
            return
        # sudo: res.partner - one of these people, be they offered or not
        colleague = (
            self.env["res.partner"]
            .sudo()
            .search(self._portal_colleagues_domain() & Domain("id", "=", partner_id))
        )
        if not colleague:
            raise UserError(self.env._("Choose somebody of your company."))
        # sudo: helpdesk.ticket - customers add people of their company, who may read
        # its requests already
        self._portal_sudo().message_subscribe(partner_ids=colleague.ids)
