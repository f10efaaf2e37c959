import ast

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import mute_logger


class DiscussRecordRuleCondition(models.AbstractModel):
    """On which records a rule acts, and when.

    It finds only records that the person who set it up may read.
    """

    _name = "discuss.record.rule.condition"
    _description = "Rules that Open Conversations: Condition"

    company_id = fields.Many2one(
        "res.company",
        index="btree_not_null",
        help="Leave empty for the records of all companies.",
    )
    model = fields.Selection(
        selection="_selection_model", string="Applies to", required=True, index=True
    )
    trigger = fields.Selection(
        [
            ("create", "It is created"),
            ("stage", "It enters a stage"),
            ("tag", "A tag is set"),
        ],
        string="When",
        required=True,
        default="create",
        help="A record that is created in the stage, or with the tag, counts, too.",
    )
    value_model = fields.Char(compute="_compute_value", export_string_translation=False)
    value_keys = fields.Json(compute="_compute_value", export_string_translation=False)
    value_id = fields.Many2oneReference("Stage or Tag", model_field="value_model")
    value_key = fields.Selection(selection="_selection_value_key", string="Status")
    filter_domain = fields.Char(
        "Filter",
        default="[]",
        help="The rule leaves alone what does not match when it is saved.",
    )

    # ------------------------------------------------------------
    # Choices
    # ------------------------------------------------------------

    @api.model
    def _selection_model(self):
        names = self.env["discuss.channel"]._record_models()
        # sudo: ir.model - what things are called
        models = self.env["ir.model"].sudo()
        return sorted(
            ((name, models._get(name).name) for name in names), key=lambda item: item[1]
        )

    @api.model
    def _selection_value_key(self):
        """All states of all models, for those whose stage is a selection."""
        return [
            (f"{name},{key}", label)
            for name in self.env["discuss.channel"]._record_models()
            if (field := self._value_field(name, "stage")) and field.type == "selection"
            for key, label in field._description_selection(self.env)
        ]

    @api.depends("model", "trigger")
    def _compute_value(self):
        for rule in self:
            field = rule._value_field(rule.model, rule.trigger)
            rule.value_model = (
                field.comodel_name if field and field.relational else False
            )
            rule.value_keys = (
                [
                    f"{rule.model},{key}"
                    for key, _label in field._description_selection(self.env)
                ]
                if field and field.type == "selection"
                else False
            )

    def _model_exists(self):
        self.ensure_one()
        return self.model in self.env["discuss.channel"]._record_models()

    @api.model
    def _value_field(self, model, trigger):
        """Return the field of which a value is waited for, or None."""
        if trigger not in ("stage", "tag") or model not in self.env:
            return None
        Model = self.env[model]
        if trigger == "stage":
            field = Model._fields.get(Model._discuss_state_field or "")
            return field if field and field.type in ("many2one", "selection") else None
        field = Model._fields.get(Model._discuss_tag_field or "")
        return field if field and field.type == "many2many" else None

    # ------------------------------------------------------------
    # Checks
    # ------------------------------------------------------------

    def _check_value(self, kind):
        if self.trigger == "create":
            return
        field = self._value_field(self.model, self.trigger)
        if not field:
            raise ValidationError(
                self.env._("Such records have no stages: %s.", kind)
                if self.trigger == "stage"
                else self.env._("Such records have no tags: %s.", kind)
            )
        if field.type == "selection":
            known = self.value_key in (self.value_keys or ())
        else:
            # sudo: the stage or the tag - whether there is one
            known = (
                self.value_id
                and self.env[field.comodel_name].sudo().browse(self.value_id).exists()
            )
        if not known:
            raise ValidationError(
                self.env._("Choose the stage that the records enter.")
                if self.trigger == "stage"
                else self.env._("Choose the tag that is set.")
            )

    def _parse_filter(self):
        """Return the filter as a domain; it is data, never run as code."""
        self.ensure_one()
        try:
            return Domain(ast.literal_eval((self.filter_domain or "").strip() or "[]"))
        except (MemoryError, SyntaxError, TypeError, ValueError) as error:
            raise ValidationError(
                self.env._("The filter cannot be read: %s", error)
            ) from error

    def _count_matching(self, limit=None):
        """Return on how many records the rule could act now.

        :raise ValidationError: the filter does not work
        """
        self.ensure_one()
        try:
            with (
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(flush=False),
            ):
                return self._matching_model().search_count(
                    self._matching_domain(), limit=limit
                )
        except (ValidationError, psycopg2.OperationalError):
            raise
        except (
            AccessError,
            KeyError,
            TypeError,
            UserError,
            ValueError,
            psycopg2.Error,
        ) as error:
            raise ValidationError(
                self.env._("The filter does not work: %s", str(error).strip())
            ) from error

    # ------------------------------------------------------------
    # Records
    # ------------------------------------------------------------

    def _matching_model(self):
        """Return the model as who set up the rule sees it, in all their companies."""
        self.ensure_one()
        return (
            self.env[self.model]
            .with_user(self.author_id)
            .with_context(allowed_company_ids=[], lang=self.author_id.lang)
        )

    def _matching_domain(self):
        """Return which records match and have not been acted on."""
        self.ensure_one()
        domain = self._parse_filter()
        if field := self._value_field(self.model, self.trigger):
            value = (
                self.value_id
                if field.relational
                else (self.value_key or "").partition(",")[2]
            )
            domain &= Domain(field.name, "in", [value])
        if self.company_id and "company_id" in self.env[self.model]._fields:
            domain &= Domain("company_id", "=", self.company_id.id)
        # sudo: discuss.record.rule.run - which records are done
        done = self.env["discuss.record.rule.run"].sudo()
        self.env.flush_all()
        done = done._search([("rule_id", "in", self.ids)])
        return domain & Domain("id", "not in", done.subselect("res_id"))
