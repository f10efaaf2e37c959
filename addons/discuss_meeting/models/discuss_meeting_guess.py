import hashlib
import hmac

from odoo import api, fields, models
from odoo.tools import SQL

# So many links that lead nowhere may come from one address, in so many minutes.
GUESS_LIMIT = 30
GUESS_MINUTES = 10


class DiscussMeetingGuess(models.Model):
    """How often somebody from an address has tried links that lead nowhere. In the
    database, as several processes answer."""

    _name = "discuss.meeting.guess"
    _description = "Guesses of Meeting Links"
    _log_access = False

    address = fields.Char(required=True)
    """A digest: who comes from where is nobody's business."""
    since = fields.Datetime(required=True)
    number = fields.Integer(required=True)

    _address_uniq = models.Constraint(
        "UNIQUE(address)", "Guesses of an address are counted together."
    )

    @api.model
    def _is_guessing(self, address):
        """Whether too many links that lead nowhere came from this address."""
        self.env.cr.execute(
            SQL(
                """
                SELECT 1
                  FROM discuss_meeting_guess
                 WHERE address = %s
                   AND number >= %s
                   AND since > now() AT TIME ZONE 'UTC' - %s * INTERVAL '1 minute'
                """,
                self._digest(address),
                GUESS_LIMIT,
                GUESS_MINUTES,
            )
        )
        return bool(self.env.cr.fetchone())

    @api.model
    def _count(self, address):
        """Note that a link that leads nowhere came from this address."""
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO discuss_meeting_guess AS known (address, since, number)
                     VALUES (%(address)s, now() AT TIME ZONE 'UTC', 1)
                ON CONFLICT (address)
                  DO UPDATE
                        SET number = CASE WHEN known.since > %(before)s
                                          THEN known.number + 1 ELSE 1 END,
                            since = CASE WHEN known.since > %(before)s
                                         THEN known.since ELSE EXCLUDED.since END
                """,
                address=self._digest(address),
                before=SQL(
                    "now() AT TIME ZONE 'UTC' - %s * INTERVAL '1 minute'",
                    GUESS_MINUTES,
                ),
            )
        )

    @api.model
    def _digest(self, address):
        # sudo: ir.config_parameter - the key of the database, which stays here
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        return hmac.new(secret.encode(), address.encode(), hashlib.sha256).hexdigest()

    @api.autovacuum
    def _gc_guesses(self):
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM discuss_meeting_guess
                      WHERE since < now() AT TIME ZONE 'UTC'
                                    - %s * INTERVAL '1 minute'
                """,
                GUESS_MINUTES,
            )
        )
