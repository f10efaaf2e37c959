from odoo import models
from odoo.exceptions import UserError


class PortalRequestLinkMixin(models.AbstractModel):
    """Answers by the link of an e-mail, for who does not log in: they are posted as
    Odoo has it, and are to the request what those of its page and mails are."""

    _name = "portal.request.link.mixin"
    _description = "Requests: Answers by Link"

    def _portal_link_refusal(self):
        """Tell why nobody can answer by the link now, or return ""."""
        self.ensure_one()
        # sudo: helpdesk.ticket - whether it was closed long ago, which the page says
        ticket = self.sudo()
        if not ticket.closed or ticket._portal_may_reopen():
            return ""
        return self.env._(
            "This request was closed more than %(days)s days ago. Log in, or answer by "
            "e-mail: what you write there becomes a new request that refers to this "
            "one.",
            days=ticket.company_id.portal_request_reopen_days,
        )

    def _portal_link_check(self, author):
        """Check whether somebody may post by the link now.

        :param author: the partner who writes; empty if nobody knows them
        :raise UserError: if it is not taken
        """
        self.ensure_one()
        if refusal := self._portal_link_refusal():
            raise UserError(refusal)
        # sudo: res.company - the limits are no secret
        self.with_company(self.sudo().company_id)._portal_check_rate(author)

    def _portal_link_check_files(self, attachments):
        """Check the files of a message.

        :param attachments: what its author owns (sudo)
        :raise UserError: if one is not taken, or one is too many
        """
        self.ensure_one()
        # sudo: res.company - the limits are no secret
        company = self.sudo().company_id
        if len(attachments) > company.portal_request_max_files:
            raise UserError(
                self.env._(
                    "A request may have %(limit)s files at once.",
                    limit=company.portal_request_max_files,
                )
            )
        refusals = [file._portal_request_take(company) for file in attachments]
        if any(refusals):
            raise UserError("\n".join(filter(None, refusals)))

    def message_post(self, *, portal_link_author=None, **kwargs):
        """As Odoo's.

        :param portal_link_author: who posts this by the link; empty if nobody knows
            them: then the link itself, which they were sent, says who asked
        """
        message = super().message_post(**kwargs)
        if portal_link_author is not None and self._portal_mail_is_customer(
            portal_link_author, self.partner_email
        ):
            # the context is the caller's, and would hold with more rights than theirs
            env = self.env(context={"lang": self.env.context.get("lang")})
            self.with_env(env)._portal_mail_answered()
        return message
