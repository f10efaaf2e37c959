import re
import secrets
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

KEY = re.compile(r"[0-9A-Za-z_-]{16,64}")
KEPT_FOR = timedelta(days=7)


class PortalOnce(models.Model):
    """Forms that were sent: the same one acts once, however often it arrives.

    A page puts `_new_key` into its form (template `portal_guard.once`), and the route
    that the form goes to asks `_first_time`:

        once = request.env["portal.once"]
        if once._first_time(kwargs.get("once"), "my.request"):
            record = …
            once._remember(kwargs.get("once"), "my.request", record)
        else:
            record = once._recall(kwargs.get("once"), "my.request")
    """

    _name = "portal.once"
    _description = "Form Sent"
    _log_access = False

    key = fields.Char(required=True)
    scope = fields.Char(required=True)
    user_id = fields.Many2one("res.users", required=True, ondelete="cascade")
    date = fields.Datetime(required=True, index=True)
    res_model = fields.Char("Related Document Model")
    res_id = fields.Many2oneReference("Related Document ID", model_field="res_model")

    _key_uniq = models.UniqueIndex("(key, scope, user_id)")

    @api.model
    def _new_key(self):
        """Return a key for a form that is being shown."""
        return secrets.token_urlsafe(16)

    @api.model
    def _first_time(self, key, scope):
        """Tell whether the current user sends this form for the first time.

        If the same form arrives twice at once, the second waits for the first, and
        for what becomes of it: a form whose route failed may be sent again.

        :param key: what came as key with the form: anything. Forms without are taken
            for new.
        :param str scope: what the form does
        :raise ValidationError: if this is no key
        """
        if not key:
            return True
        self._check_key(key)
        self.env.cr.execute(
            SQL(
                """INSERT INTO portal_once (key, scope, user_id, date)
                        VALUES (%s, %s, %s, %s)
                   ON CONFLICT DO NOTHING
                     RETURNING id""",
                key,
                scope,
                self.env.uid,
                fields.Datetime.now(),
            )
        )
        return bool(self.env.cr.fetchall())

    @api.model
    def _remember(self, key, scope, record):
        """Keep the record that came of a form, for when it is sent again."""
        if once_sudo := self._get(key, scope):
            once_sudo.write({"res_model": record._name, "res_id": record.id})

    @api.model
    def _recall(self, key, scope):
        """Return the record that came of this form of the current user, if there is
        one; its access is not checked."""
        once_sudo = self._get(key, scope)
        if not once_sudo or once_sudo.res_model not in self.env:
            return None
        return self.env[once_sudo.res_model].browse(once_sudo.res_id).exists() or None

    @api.model
    def _get(self, key, scope):
        if not key:
            return self.browse()
        self._check_key(key)
        # sudo: portal.once - users find what they sent themselves
        return self.sudo().search(
            [("key", "=", key), ("scope", "=", scope), ("user_id", "=", self.env.uid)]
        )

    @api.model
    def _check_key(self, key):
        if not isinstance(key, str) or not KEY.fullmatch(key):
            raise ValidationError(self.env._("This form is damaged: please reload it."))

    @api.autovacuum
    def _gc_keys(self):
        old = self.search(
            [("date", "<", fields.Datetime.now() - KEPT_FOR)], limit=10000
        )
        old.unlink()
        return len(old), len(old) == 10000
