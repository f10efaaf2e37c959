from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

# Who comes back later than that visits anew.
VISIT_PAUSE = timedelta(minutes=30)


class PortalVisit(models.Model):
    """What a person of the customer's opened in the space, and when: the space itself
    (model ``portal.space``, no record) or one of its records."""

    _name = "portal.visit"
    _description = "Visit of the Customer's Space"
    _log_access = False
    _order = "date DESC, id"
    _rec_name = "user_id"

    user_id = fields.Many2one(
        "res.users", required=True, readonly=True, ondelete="cascade"
    )
    partner_id = fields.Many2one(
        "res.partner", related="user_id.partner_id", string="Person"
    )
    res_model = fields.Char("Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        "Record", model_field="res_model", required=True, readonly=True
    )
    date = fields.Datetime("Last Opened", required=True, readonly=True)
    previous_date = fields.Datetime("Visit Before", readonly=True)
    number = fields.Integer("Times Opened", required=True, readonly=True)

    _uniq = models.UniqueIndex("(user_id, res_model, res_id)")
    _record_idx = models.Index("(res_model, res_id)")

    @api.model
    def _opened(self, model="portal.space", res_id=0):
        """Note that the user has opened the space, or a record of it. What is opened
        again within half an hour is the same visit."""
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO portal_visit AS known
                            (user_id, res_model, res_id, date, number)
                     VALUES (%(user)s, %(model)s, %(id)s, now() AT TIME ZONE 'UTC', 1)
                ON CONFLICT (user_id, res_model, res_id)
                  DO UPDATE
                        SET previous_date = CASE
                                WHEN known.date < EXCLUDED.date - %(pause)s
                                THEN known.date ELSE known.previous_date END,
                            number = known.number + CASE
                                WHEN known.date < EXCLUDED.date - %(pause)s
                                THEN 1 ELSE 0 END,
                            date = EXCLUDED.date
                """,
                user=self.env.uid,
                model=model,
                id=res_id,
                pause=VISIT_PAUSE,
            )
        )
        self.invalidate_model()

    @api.model
    def _previous_visit(self):
        """When the user was in the space the time before, or ``False``."""
        # sudo: portal.visit - one's own visits
        visit_sudo = self.sudo().search(
            [("user_id", "=", self.env.uid), ("res_model", "=", "portal.space")]
        )
        return visit_sudo.previous_date

    @api.autovacuum
    def _gc_visits(self):
        """Forget what was opened more than a year ago: it helps nobody any more."""
        limit = fields.Datetime.now() - timedelta(days=365)
        self.search(
            [("date", "<", limit), ("res_model", "!=", "portal.space")], limit=10_000
        ).unlink()
