from markupsafe import Markup

from odoo import Command, api, models
from odoo.tools import html_sanitize
from odoo.tools.mail import generate_tracking_message_id


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def message_route(
        self, message, message_dict, model=None, thread_id=None, custom_values=None
    ):
        """Send e-mails for closed channels back to those who wrote them."""
        routes = super().message_route(
            message, message_dict, model, thread_id, custom_values
        )
        return [
            route
            for route in routes
            if not self._routing_bounce_closed(message, message_dict, *route[:2])
        ]

    @api.model
    def _routing_bounce_closed(self, message, message_dict, model, res_id):
        """Send the message back, whole, if it is for a closed channel.

        Neither who closed it nor its outcome is told: the address of the sender of an
        e-mail proves nothing.

        :return: whether it was for a closed channel
        """
        if model != "discuss.channel" or not res_id:
            return False
        # sudo: discuss.channel - whoever runs the mail gateway
        channel = self.env["discuss.channel"].browse(res_id).sudo().exists()
        if not channel.is_closed:
            return False
        if (message.get("Auto-Submitted") or "no").lower() != "no":
            return True  # a machine wrote: nobody is there to read an answer
        # sudo: res.partner - the language to answer in
        author = self.env["res.partner"].sudo().browse(message_dict.get("author_id"))
        env = author.with_context(lang=author.lang or self.env.lang).env
        body = Markup("<p>%s</p><p>%s</p><blockquote>%s</blockquote>") % (
            env._(
                "The conversation “%(channel)s” is closed: your message was not added "
                "to it. Here it is, and attached as you sent it.",
                channel=channel.display_name,
            ),
            env._("To go on, ask the person you were writing to for reopening it."),
            html_sanitize(message_dict.get("body") or ""),
        )
        tag = generate_tracking_message_id("loop-detection-bounce-email")
        self._routing_create_bounce_email(
            message_dict["email_from"],
            body,
            message,
            attachment_ids=[
                Command.create(
                    {
                        "name": "message.eml",
                        "mimetype": "message/rfc822",
                        "raw": message.as_bytes(),
                        # goes with the answer, once that is sent
                        "res_model": "mail.message",
                        "res_id": 0,
                    }
                )
            ],
            # as stock does, to know an automatic answer to this one
            references=f"{message_dict['message_id']} {tag}",
        )
        return True
