import re

import psycopg2.errors

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, ValidationError
from odoo.tools import SQL

CLIENT_KEY = re.compile(r"[0-9A-Za-z_-]{16,64}")


class MailMessage(models.Model):
    _inherit = "mail.message"

    client_key = fields.Char(
        copy=False,
        readonly=True,
        groups=fields.NO_ACCESS,
        export_string_translation=False,
    )
    """What the author's client called the message when it sent it."""

    _client_key_author_uniq = models.UniqueIndex(
        "(client_key, author_id) WHERE client_key IS NOT NULL"
    )
    _client_key_author_guest_uniq = models.UniqueIndex(
        "(client_key, author_guest_id) WHERE client_key IS NOT NULL"
    )

    @api.model
    def _sent_with_client_key(self, key):
        """Return the messages that were sent with this key, by whomever (sudo).

        :param key: what a client gave as key: anything
        :raise ValidationError: if it is none
        """
        if not isinstance(key, str) or not CLIENT_KEY.fullmatch(key):
            raise ValidationError(
                self.env._(
                    "The key of a message is made of 16 to 64 letters, digits, “-” "
                    "and “_”."
                )
            )
        # sudo: mail.message - whose message it is, and where, is checked by
        # `_of_author_in`, before anything is told about it
        return self.sudo().search([("client_key", "=", key)])

    def _of_author_in(self, thread, partner, guest):
        """Return that one of these messages with one key which this author posted.

        :param thread: the record on which they mean to post
        :raise ValidationError: if the author posted it somewhere else
        """
        message = self.filtered(
            lambda message: message.author_guest_id == guest
            if guest
            else message.author_id == partner
        )
        if message and (message.model, message.res_id) != (thread._name, thread.id):
            raise ValidationError(
                self.env._("This message was already sent to another conversation.")
            )
        return message

    def _claim_client_key(self, key):
        """Give this new message its key, or start all over.

        :raise ConcurrencyError: if the same message was posted since this transaction
            began; the next one will find it
        """
        self.ensure_one()
        try:
            # Not by the ORM, which logs as an error what is foreseen here.
            self.env.cr.execute(
                SQL(
                    "UPDATE mail_message SET client_key = %s WHERE id = %s",
                    key,
                    self.id,
                ),
                log_exceptions=False,
            )
        except psycopg2.errors.UniqueViolation as error:
            raise ConcurrencyError(
                f"message {key} is being posted by another request, too"
            ) from error
        self.invalidate_recordset(["client_key"], flush=False)
