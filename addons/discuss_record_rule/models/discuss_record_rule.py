from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import ValidationError


class DiscussRecordRule(models.Model):
    """A reason for which the conversation of a record opens by itself.

    A rule does what the person who set it up could do by hand: it finds only records
    that this person may read, and says only what they may read there.
    """

    _name = "discuss.record.rule"
    _inherit = [
        "discuss.record.rule.chain",
        "discuss.record.rule.condition",
        "discuss.record.rule.engine",
        "discuss.record.rule.message",
    ]
    _description = "Rule that Opens Conversations"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10, export_string_translation=False)
    active = fields.Boolean(default=True)
    author_id = fields.Many2one(
        "res.users",
        "Set up by",
        required=True,
        readonly=True,
        default=lambda self: self.env.user,
        copy=False,
        help="The rule finds only records that this person may read.",
    )

    # The channel

    access = fields.Selection(
        [
            ("record", "Whoever may read the record"),
            ("invited", "Private: only people who are named or invited"),
        ],
        string="Who May Enter",
        required=True,
        default="record",
        help="Those who answer for the record, as its salesperson, enter a private "
        "channel too, as long as they may read the record. Who answers for a record "
        "that follows from it, as a quotation, is invited by a member.",
    )
    theme_id = fields.Many2one(
        "discuss.theme",
        "Theme",
        ondelete="restrict",
        help="Leave empty for the usual theme of such records.",
    )
    user_ids = fields.Many2many(
        "res.users", string="People", domain=[("share", "=", False)]
    )
    group_ids = fields.Many2many(
        "res.groups", string="Groups", help="All people of these groups join."
    )
    people_field_ids = fields.Many2many(
        "ir.model.fields",
        "discuss_record_rule_people_field_rel",
        "rule_id",
        "field_id",
        string="Named on the Record",
        help="People, contacts or teams that the record names. Colleagues among them "
        "join, also when they are named later.",
    )
    people_choice_ids = fields.Many2many("ir.model.fields", compute="_compute_choices")
    message_choice_ids = fields.Many2many("ir.model.fields", compute="_compute_choices")

    # What became of it

    run_ids = fields.One2many("discuss.record.rule.run", "rule_id", copy=False)
    run_count = fields.Integer("Records", compute="_compute_run_count")
    pending_count = fields.Integer("Waiting Records", compute="_compute_pending_count")
    problem = fields.Text(compute="_compute_problem")
    last_error = fields.Text(readonly=True, copy=False)
    last_error_date = fields.Datetime(readonly=True, copy=False)
    error_count = fields.Integer("Failures", readonly=True, copy=False)

    @api.constrains(lambda self: self._setup_fields())
    def _check_setup(self):
        for rule in self:
            rule._check_can_run()
            rule._count_matching(limit=1)

    # ------------------------------------------------------------
    # Computes
    # ------------------------------------------------------------

    @api.depends("model")
    def _compute_choices(self):
        # sudo: ir.model.fields - those of a model of which the names are known anyway
        Field = self.env["ir.model.fields"].sudo()
        for rule in self:
            rule.people_choice_ids = rule.message_choice_ids = False
            if not rule._model_exists():
                continue
            model = self.env[rule.model]
            for field in Field.search([("model", "=", rule.model)]):
                if rule._is_people_field(model._fields.get(field.name)):
                    rule.people_choice_ids |= field
                if rule._is_message_field(model._fields.get(field.name)):
                    rule.message_choice_ids |= field

    @api.depends("run_ids")
    def _compute_run_count(self):
        counts = dict(
            self.env["discuss.record.rule.run"]._read_group(
                [("rule_id", "in", self.ids)], ["rule_id"], ["__count"]
            )
        )
        for rule in self:
            rule.run_count = counts.get(rule, 0)

    @api.depends(lambda self: ["run_ids", *self._setup_fields()])
    def _compute_problem(self):
        """What is wrong with a rule that was right when it was saved."""
        for rule in self:
            rule.problem = False
            if rule.ids:
                try:
                    rule._check_setup()
                except ValidationError as error:
                    rule.problem = str(error)

    @api.depends(lambda self: ["run_ids", *self._setup_fields()])
    def _compute_pending_count(self):
        for rule in self:
            ready = rule.ids and rule.active and not rule.problem
            rule.pending_count = rule._count_matching() if ready else 0

    # ------------------------------------------------------------
    # CRUD
    # ------------------------------------------------------------

    @api.model
    def _setup_fields(self):
        """Return the names of the fields that say what the rule does: who changes one
        answers for the rule from then on."""
        return [
            "access",
            "company_id",
            "filter_domain",
            "group_ids",
            "message",
            "message_field_ids",
            "model",
            "people_field_ids",
            "theme_id",
            "trigger",
            "user_ids",
            "value_id",
            "value_key",
        ]

    @api.model_create_multi
    def create(self, vals_list):
        rules = super().create(
            [{**vals, "author_id": self.env.uid} for vals in vals_list]
        )
        self.env.registry.clear_cache()
        return rules

    def write(self, vals):
        vals = {key: value for key, value in vals.items() if key != "author_id"}
        setup = not vals.keys().isdisjoint(self._setup_fields())
        if setup:
            vals["author_id"] = self.env.uid
        if "model" in vals:
            # sudo: discuss.record.rule.run - the records were of another model
            self.filtered(lambda r: r.model != vals["model"]).sudo().run_ids.unlink()
        result = super().write(vals)
        if setup or "active" in vals or "sequence" in vals:
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    # ------------------------------------------------------------
    # Actions
    # ------------------------------------------------------------

    def action_open_existing(self):
        """Act on the records that match already: at most 1,000 at a time.

        :raise AccessError: the user may not change rules
        :raise UserError: the rule cannot act, and why
        """
        self.ensure_one()
        self.check_access("write")
        self._check_setup()
        # sudo: discuss.record.rule - it acts as far as who set it up may read
        count = len(self.sudo()._engine()._run(limit=self._batch_size))
        self.invalidate_recordset(["pending_count", "run_count", "run_ids"])
        left = self.pending_count
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "Done for %(count)s records; %(left)s are left.",
                    count=count,
                    left=left,
                ),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    # ------------------------------------------------------------
    # Checks
    # ------------------------------------------------------------

    @api.model
    def _is_people_field(self, field):
        if (
            not field
            or not field.relational
            or field.groups not in (None, "base.group_user")
        ):
            return False
        comodel = self.env[field.comodel_name]
        members = comodel._fields.get("member_ids")
        return comodel._name in ("res.users", "res.partner") or bool(
            members and members.comodel_name == "res.users"
        )

    def _check_can_run(self):
        """Refuse what cannot work, or not any more.

        :raise ValidationError: and say what is wrong
        """
        self.ensure_one()
        if not self._model_exists():
            raise ValidationError(
                self.env._("The records of this rule have no conversations any more.")
            )
        kind = dict(self._selection_model())[self.model]
        # sudo: res.users - whether somebody else still may
        author = self.author_id.sudo()
        # OdooBot, who has no login, sets up the rules that modules bring
        at_work = author.active or author.id == SUPERUSER_ID
        if not (at_work and self.env[self.model].with_user(author).has_access("read")):
            raise ValidationError(
                self.env._(
                    "%(person)s, who set up this rule, may not read the records that "
                    "it is for: %(kind)s.",
                    person=author.name,
                    kind=kind,
                )
            )
        # sudo: discuss.theme - whoever sets up the rule need not see it
        theme = self.theme_id.sudo()
        if theme and not theme.active:
            raise ValidationError(self.env._("The theme “%s” is archived.", theme.name))
        self._check_value(kind)
        self._check_people()
        self._check_message()

    def _check_people(self):
        # sudo: ir.model.fields - what the fields are called
        for field in self.sudo().people_field_ids:
            known = field.model == self.model and self.env[self.model]._fields.get(
                field.name
            )
            if not self._is_people_field(known):
                raise ValidationError(
                    self.env._("“%s” names no people.", field.field_description)
                )
