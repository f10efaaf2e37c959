from email.message import EmailMessage
from itertools import count

from odoo.tools import mute_logger

from .common import RequestCase

LOGGERS = ("odoo.addons.mail.models.mail_thread",)


class RequestMailCase(RequestCase):
    """The team has an address, and customers write to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.numbers = count()
        domain = cls.env["mail.alias.domain"].create({"name": "requests.example.com"})
        cls.company.alias_domain_id = domain
        cls.team.alias_id.write({"alias_name": "pumps", "alias_domain_id": domain.id})
        cls.address = "pumps@requests.example.com"

    def mail(self, sender, text="It is the blue one.", files=(), **headers):
        """Have the gateway take a mail; return the id of its request, if any."""
        message = EmailMessage()
        message["From"] = sender
        message["To"] = self.address
        message["Message-Id"] = f"<{next(self.numbers)}@mail.example.com>"
        message["Subject"] = "Re: The pump leaks"
        for name, value in headers.items():
            del message[name.replace("_", "-")]
            message[name.replace("_", "-")] = value
        message.set_content(text)
        for name, content, maintype, subtype in files:
            kind = {"maintype": maintype, "subtype": subtype} if maintype else {}
            message.add_attachment(content, filename=name, **kind)
        with mute_logger(*LOGGERS):
            # as the server of incoming mail does it, which is no customer
            ticket_id = self.env["mail.thread"].message_process(
                None, message.as_bytes()
            )
        self.env.invalidate_all()
        return self.env["helpdesk.ticket"].browse(ticket_id or [])
