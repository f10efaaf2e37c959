import email.policy

from odoo import models

LIST_UNSUBSCRIBE = "list-unsubscribe"


class UnfoldedLinkPolicy(type(email.policy.SMTP)):
    """Python encodes a header without spaces that is longer than a line, where mail
    programs look for an address as it is (RFC 2047, section 5; RFC 2369, section 2)."""

    def _fold(self, name, value, *args, **kwargs):
        if name.lower() == LIST_UNSUBSCRIBE:
            return f"{name}: {value}{self.linesep}"
        return super()._fold(name, value, *args, **kwargs)


class IrMailServer(models.Model):
    _inherit = "ir.mail_server"

    def _build_email__(self, *args, **kwargs):  # noqa: PLW3201
        """The link by which one unsubscribes goes out as it is."""
        message = super()._build_email__(*args, **kwargs)
        if LIST_UNSUBSCRIBE in message:
            message.policy = UnfoldedLinkPolicy(linesep=message.policy.linesep)
        return message
