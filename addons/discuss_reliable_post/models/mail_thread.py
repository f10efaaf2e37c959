from odoo import models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def message_post_once(self, client_key, **kwargs):
        """Post as `message_post` does, unless the same message was posted already.

        So a script that does not know whether its call arrived can call again.

        :param str client_key: what the caller calls this message: 16 to 64 letters,
            digits, "-" and "_", such as a UUID. Each author has keys of their own.
        :param kwargs: the parameters of `message_post`
        :return: the message, be it new or not
        :raise ValidationError: if this is no key, or that of the author's message in
            another conversation
        """
        self.ensure_one()
        sent = self.env["mail.message"]._sent_with_client_key(client_key)
        author_id, _email_from = self._message_compute_author(
            kwargs.get("author_id"), kwargs.get("email_from")
        )
        author = self.env["res.partner"].browse(author_id)
        guest = self.env["mail.guest"]
        if message := sent._of_author_in(self, author, guest):
            message = self.env["mail.message"].browse(message.id)
            message.check_access("read")
            return message
        message = self.message_post(**kwargs)
        message._claim_client_key(client_key)
        return message
