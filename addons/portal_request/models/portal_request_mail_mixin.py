from email.message import EmailMessage

from markupsafe import Markup

from odoo import SUPERUSER_ID, api, models
from odoo.tools.mail import email_normalize, parse_contact_from_email

from .portal_request_opening_mixin import SUBJECT_LENGTH

# What is looked at to tell what a file is
HEAD = 8192


class PortalRequestMailMixin(models.AbstractModel):
    """Requests by e-mail: what customers write to a team becomes the same as what they
    write on the pages."""

    _name = "portal.request.mail.mixin"
    _description = "Requests: E-mail"

    # ------------------------------------------------------------
    # Coming in
    # ------------------------------------------------------------

    @api.model
    def _portal_mail_route(self, message_dict, route):
        """Return where a mail to a request goes to: the request, or a new one that
        follows on it if it was closed for too long.

        :param tuple route: as of ``message_route``, to an existing request
        """
        model, ticket_id, _custom_values, user_id, alias = route
        # sudo: helpdesk.ticket - the gateway reads what it writes to
        ticket = self.sudo().browse(ticket_id).exists()
        author = ticket._partner_find_from_emails_single(
            [message_dict["email_from"]], no_create=True
        )
        if (
            not ticket.closed
            or ticket._portal_may_reopen()
            or not self._portal_mail_is_outside(author)
        ):
            return route
        values = {"team_id": ticket.team_id.id, "company_id": ticket.company_id.id}
        if ticket._portal_mail_is_customer(author, message_dict["email_from"]):
            values.update(
                name=ticket.name,
                category_id=ticket.category_id.id,
                portal_origin_id=ticket.id,
            )
        return (model, 0, values, user_id, alias)

    @api.model
    def _portal_mail_is_outside(self, author):
        """Tell whether the author of a mail, who may be unknown, is no colleague."""
        return not author or author.partner_share

    def _portal_mail_is_customer(self, author, email):
        """Tell whether who wrote a mail is a customer of this request: who asked,
        somebody of their company, or somebody who follows it."""
        self.ensure_one()
        if not self._portal_mail_is_outside(author):
            return False
        if author:
            company = self.commercial_partner_id
            return (
                bool(company) and author.commercial_partner_id == company
            ) or author in self.message_partner_ids
        email = email_normalize(email)
        return bool(email) and email == email_normalize(self.partner_email)

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """A mail that opens a request says who asks, even if nobody knows them."""
        author = self.env["res.partner"].browse(msg_dict.get("author_id") or [])
        name, email = parse_contact_from_email(msg_dict.get("email_from") or "")
        values = {
            "name": (msg_dict.get("subject") or "").strip()[:SUBJECT_LENGTH]
            or self.env._("No Subject"),
            "description": msg_dict.get("body") or Markup("<p></p>"),
            "partner_name": author.name or name or email,
            "partner_email": email or msg_dict.get("email_from"),
            "channel_id": self.env["ir.model.data"]._xmlid_to_res_id(
                "helpdesk_mgmt.helpdesk_ticket_channel_email"
            ),
            # who writes is not who handles it
            "user_id": False,
            **(custom_values or {}),
        }
        ticket = super().message_new(msg_dict, custom_values=values)
        if self._portal_mail_is_outside(author):
            ticket._portal_mail_keep_out(author)
            ticket.message_subscribe(author.ids)
        return ticket

    def message_update(self, msg_dict, update_vals=None):
        """A customer's mail to a request is an answer: it is no note, whatever it
        replies to, and colleagues need wait no longer."""
        before = {ticket: ticket.message_partner_ids for ticket in self}
        result = super().message_update(msg_dict, update_vals=update_vals)
        author = self.env["res.partner"].browse(msg_dict.get("author_id") or [])
        if self._portal_mail_is_outside(author):
            msg_dict["is_internal"] = False
        for ticket in self:
            if self._portal_mail_is_outside(author):
                ticket._portal_mail_keep_out(before[ticket])
            if ticket._portal_mail_is_customer(author, msg_dict.get("email_from")):
                ticket._portal_mail_answered()
        return result

    def _portal_mail_keep_out(self, before):
        """Have nobody of another company follow because a mail went to them, too: who
        follows a request may read all of it, and so may their company.

        :param before: the partners who may follow whatever their company
        """
        self.ensure_one()
        company = self.commercial_partner_id
        others = (self.message_partner_ids - before).filtered(
            lambda partner: partner.partner_share
            and (not company or partner.commercial_partner_id != company)
        )
        if others:
            self.message_unsubscribe(others.ids)

    def _portal_mail_answered(self):
        """Have colleagues look again at a request that waited, or was closed."""
        self.ensure_one()
        if self.closed:
            self.write(
                {"stage_id": self._portal_handled_stage().id, "closed_date": False}
            )
        elif self.stage_id.portal_state == "waiting":
            self.stage_id = self._portal_handled_stage()

    @api.model
    def _detect_loop_sender_domain(self, email_from_normalized):
        """Odoo's own limit of mails by one sender holds for requests, too."""
        return [("partner_email", "=ilike", email_from_normalized)]

    # ------------------------------------------------------------
    # Files
    # ------------------------------------------------------------

    def message_post(
        self, *, message_type="notification", author_id=None, attachments=None, **kwargs
    ):
        """Files that come by mail are checked as those of forms; an answer reaches who
        asked by mail and is known by their address alone."""
        author = self.env["res.partner"].browse(author_id or [])
        # the gateway posts as who may all
        by_mail = (
            message_type == "email"
            and self.env.uid == SUPERUSER_ID
            and self._portal_mail_is_outside(author)
        )
        refusals = []
        if by_mail and attachments:
            attachments, refusals = self._portal_mail_take_files(attachments)
        if message_type == "comment" and self._portal_mail_needs_address(kwargs):
            kwargs["outgoing_email_to"] = self.partner_email
        message = super().message_post(
            message_type=message_type,
            author_id=author_id,
            attachments=attachments,
            **kwargs,
        )
        if by_mail:
            # sudo: ir.attachment - what a customer sent is theirs to see
            message.sudo().attachment_ids.portal_shared = True
        if refusals:
            self._portal_mail_tell_refused(refusals, message)
        return message

    def _portal_mail_take_files(self, attachments):
        """Return those files of a mail that are taken, and why others are not.

        :param attachments: as of ``message_post``: ``(name, content[, info])``
        """
        self.ensure_one()
        # sudo: res.company - the limits are no secret
        company = self.company_id.sudo()
        taken, refusals, counts = [], [], {True: 0, False: 0}
        for name, content, *info in attachments:
            # pictures in the text are no files to who sent them
            inline = bool(info and info[0].get("cid"))
            if counts[inline] >= company.portal_request_max_files:
                if not inline:
                    refusals.append(
                        self.env._(
                            "“%(name)s” was one too many: a mail may have %(limit)s "
                            "files.",
                            name=name,
                            limit=company.portal_request_max_files,
                        )
                    )
                continue
            if isinstance(content, EmailMessage):
                # a mail that was forwarded as a file is called as it was, or nothing
                content = content.as_bytes()
                if not name.lower().endswith(".eml"):
                    name = f"{name}.eml"
            name = self.env["ir.attachment"]._portal_request_file_name(name)
            data = content.encode() if isinstance(content, str) else content or b""
            refusal = self.env["ir.attachment"]._portal_request_file_refusal(
                name, len(data), data[:HEAD], company
            )
            if refusal:
                refusals.append(refusal)
                continue
            counts[inline] += 1
            taken.append((name, content, *info))
        return taken, refusals

    def _portal_mail_tell_refused(self, refusals, message):
        """Say in the conversation which files of a mail were not taken, to who sent
        them as well; in the way of an automatic answer, which nobody's own automatic
        answer replies to."""
        lang = message.author_id.lang or self.partner_id.lang or self.env.lang
        self = self.with_context(lang=lang)
        # sudo: res.company - the name of who tells it
        company = self.company_id.sudo().partner_id
        self.message_post(
            body=Markup("<p>%s</p><ul>%s</ul>")
            % (
                self.env._("These files came by e-mail and were not taken:"),
                Markup().join(Markup("<li>%s</li>") % text for text in refusals),
            ),
            author_id=company.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=message.author_id.ids,
            outgoing_email_to=not message.author_id and message.email_from,
            mail_headers={
                "Auto-Submitted": "auto-replied",
                "X-Auto-Response-Suppress": "All",
            },
        )

    # ------------------------------------------------------------
    # Going out
    # ------------------------------------------------------------

    def _portal_mail_needs_address(self, kwargs):
        """Tell whether a message is to go to the address of who asked, as they are
        nobody's contact."""
        comment = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")
        if (
            self.partner_id
            or not self.partner_email
            or kwargs.get("outgoing_email_to")
            or not self.env.user._is_internal()
            or (
                kwargs.get("subtype_xmlid") != "mail.mt_comment"
                and kwargs.get("subtype_id") != comment
            )
        ):
            return False
        # sudo: res.partner, mail.followers - only whether somebody has that address
        told = self.sudo().message_partner_ids
        told |= told.browse(kwargs.get("partner_ids") or [])
        return email_normalize(self.partner_email) not in told.mapped(
            "email_normalized"
        )

    def _message_post_after_hook(self, message, msg_vals):
        """Who asked by mail and becomes a contact when they are answered is who asked
        from then on, as for Odoo's tasks."""
        if self.partner_email and not self.partner_id:
            email = email_normalize(self.partner_email)
            partner = message.partner_ids.filtered(
                lambda partner: email and partner.email_normalized == email
            )[:1]
            if partner.partner_share:
                # sudo: helpdesk.ticket - follows from who was written to
                self.sudo().partner_id = partner
        return super()._message_post_after_hook(message, msg_vals)
