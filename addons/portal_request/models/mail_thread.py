import logging
import re

from markupsafe import Markup

from odoo import api, models

_logger = logging.getLogger(__name__)


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def message_route(
        self, message, message_dict, model=None, thread_id=None, custom_values=None
    ):
        """Automatic answers open and reopen no request; what customers write to one
        that was closed for long opens another."""
        routes = super().message_route(
            message,
            message_dict,
            model=model,
            thread_id=thread_id,
            custom_values=custom_values,
        )
        Ticket = self.env["helpdesk.ticket"]
        if not any(route[0] == Ticket._name for route in routes):
            return routes
        kept = []
        for route in routes:
            if route[0] == Ticket._name:
                if self._portal_mail_is_automatic(message, is_answer=bool(route[1])):
                    self._portal_mail_log_automatic(message_dict, route[1])
                    continue
                if route[1]:
                    route = Ticket._portal_mail_route(message_dict, route)
                    if not route[1]:
                        message_dict.pop("parent_id", None)
            kept.append(route)
        return kept

    @api.model
    def _portal_mail_is_automatic(self, message, is_answer=False):
        """Tell whether a mail is a machine's answer. What machines write by themselves
        (RFC 3834: auto-generated) may well be a request; as an answer to one it is a
        message of absence, as Exchange marks its own.

        :param bool is_answer: whether the mail goes to a request that exists
        """

        def header(name):
            return (message.get(name) or "").strip().lower()

        submitted = re.split(r"[;(\s]", header("Auto-Submitted"), maxsplit=1)[0]
        return (
            submitted == "auto-replied"
            or (is_answer and submitted not in ("", "no"))
            or header("Precedence") == "auto_reply"
            or "X-Autoreply" in message
            or "X-Autorespond" in message
            # the rules of Exchange, which may say nothing else
            or (
                "X-Auto-Response-Suppress" in message
                and "X-MS-Exchange-Inbox-Rules-Loop" in message
            )
        )

    @api.model
    def _portal_mail_log_automatic(self, message_dict, ticket_id):
        """Let colleagues read a machine's answer in its request; it tells nobody."""
        _logger.info(
            "Mail %s is an automatic answer: no request comes of it",
            message_dict.get("message_id"),
        )
        # sudo: helpdesk.ticket - the gateway writes to what it routes to
        ticket = self.env["helpdesk.ticket"].sudo().browse(ticket_id or []).exists()
        if ticket:
            ticket._message_log(
                body=Markup("<p>%s</p>%s")
                % (
                    self.env._(
                        "Automatic answer of %(sender)s",
                        sender=message_dict["email_from"],
                    ),
                    message_dict.get("body") or "",
                ),
            )
