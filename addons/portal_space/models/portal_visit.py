from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL, format_datetime

# Who comes back later than that visits anew.
VISIT_PAUSE = timedelta(minutes=30)
# What was opened so lately is not noted again: several tabs of a person do not wait for
# each other, and most pages write nothing.
NOTED_ENOUGH = timedelta(minutes=1)
# So many people are named in what is said about a record, the others are counted.
NAMED = 3


class PortalVisit(models.Model):
    """What a person of the customer's opened in the space, and when: the space itself
    (model ``portal.space``, no record) or one of its records."""

    _name = "portal.visit"
    _description = "Visit of the Customer's Space"
    _log_access = False
    _order = "date DESC, id DESC"
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
    record_name = fields.Char("Opened", compute="_compute_record_name")

    _uniq = models.UniqueIndex("(user_id, res_model, res_id)")
    _record_idx = models.Index("(res_model, res_id)")

    @api.depends("res_model", "res_id")
    def _compute_record_name(self):
        """Of the records that may be read."""
        ids = defaultdict(set)
        for visit in self:
            ids[visit.res_model].add(visit.res_id)
        names = {}
        for model, res_ids in ids.items():
            if model == "portal.space":
                names[model, 0] = self.env._("The space")
            elif model in self.env:
                records = self.env[model].browse(res_ids).exists()
                for record in records._filtered_access("read"):
                    names[model, record.id] = record.display_name
        for visit in self:
            visit.record_name = names.get((visit.res_model, visit.res_id), False)

    @api.model
    def _opened(self, model="portal.space", res_id=0):
        """Note that the user has opened the space, or a record of it. What is opened
        again within half an hour is the same visit.

        :return: the time of the visit before this one, or ``False``
        """
        known = self._own_visit(model, res_id)
        if known and known.date > fields.Datetime.now() - NOTED_ENOUGH:
            return known.previous_date
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
                  RETURNING previous_date
                """,
                user=self.env.uid,
                model=model,
                id=res_id,
                pause=VISIT_PAUSE,
            )
        )
        [[previous_date]] = self.env.cr.fetchall()
        self.invalidate_model()
        return previous_date or False

    @api.model
    def _previous_visit(self):
        """When the user was in the space the time before, or ``False``."""
        return self._own_visit("portal.space", 0).previous_date

    @api.model
    def _own_visit(self, model, res_id):
        """What is noted of the user about this page, or none (sudo)."""
        # sudo: portal.visit - one's own visits
        return self.sudo().search_fetch(
            [
                ("user_id", "=", self.env.uid),
                ("res_model", "=", model),
                ("res_id", "=", res_id),
            ],
            ["date", "previous_date"],
        )

    @api.model
    def _summaries(self, records):
        """Who of the customer's opened each record, how often and when.

        :return: dict of ``{record id: sentence}``, of those that were opened
        """
        # sudo: portal.visit, res.users - who may read a record may know who opened it
        visits = self.sudo().search(
            [("res_model", "=", records._name), ("res_id", "in", records.ids)]
        )
        people = defaultdict(list)
        for visit in visits:
            people[visit.res_id].append(visit._summary())
        return {
            record_id: self._join_names(sentences)
            for record_id, sentences in people.items()
        }

    def _summary(self):
        """Who, how often, when."""
        values = {
            "name": self.user_id.name,
            "number": self.number,
            "date": format_datetime(self.env, self.date, dt_format="short"),
        }
        if self.number == 1:
            return self.env._("%(name)s, once, on %(date)s", **values)
        return self.env._("%(name)s, %(number)s times, last on %(date)s", **values)

    @api.model
    def _join_names(self, sentences):
        text = "; ".join(sentences[:NAMED])
        if len(sentences) <= NAMED:
            return text
        return self.env._(
            "%(people)s; and %(number)s more",
            people=text,
            number=len(sentences) - NAMED,
        )

    @api.autovacuum
    def _gc_visits(self):
        """Forget what was opened more than a year ago: it helps nobody any more."""
        limit = fields.Datetime.now() - timedelta(days=365)
        self.search(
            [("date", "<", limit), ("res_model", "!=", "portal.space")], limit=10_000
        ).unlink()
        models_of = self._read_group([], ["res_model"])
        gone = [model for (model,) in models_of if model not in self.env]
        self.search([("res_model", "in", gone)], limit=10_000).unlink()
