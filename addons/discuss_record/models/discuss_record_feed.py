from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import ormcache


class DiscussRecordFeed(models.Model):
    """Whether something that happens to records of a model is told in their channels.

    What has no line here is told as the model declares it: the lines are made for those
    who choose, when they open the list.
    """

    _name = "discuss.record.feed"
    _description = "Event in the Feed of Records"
    _order = "model_id, id"

    model_id = fields.Many2one(
        "ir.model",
        "Kind of Record",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    code = fields.Char(required=True, readonly=True, export_string_translation=False)
    name = fields.Char("Event", compute="_compute_name")
    is_told = fields.Boolean(
        "In the Feed",
        help="Whether it appears as a note in the team channel of the record, when it "
        "happens.",
    )

    _unique_code = models.Constraint(
        "UNIQUE(model_id, code)", "An event stands in the list once."
    )

    @api.depends("model_id", "code")
    @api.depends_context("lang")
    def _compute_name(self):
        # sudo: ir.model - the technical name alone
        for model, lines in self.grouped(lambda x: x.model_id.sudo().model).items():
            events = self._get_events(model)
            for line in lines:
                event = events.get(line.code)
                line.name = event.label if event else line.code

    @api.model
    def _get_events(self, model):
        """Return what may be told of records of a model, by code."""
        if model not in self.env["discuss.channel"]._record_models():
            return {}
        records = self.env[model]
        return {
            code: event
            for code, event in records._discuss_feed_events().items()
            if not event.field or records._discuss_feed_may_tell(event.field)
        }

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        if not self.env.su and vals.keys() - {"is_told"}:
            raise AccessError(
                self.env._("What may be told is declared by the kind of record.")
            )
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    @api.model
    @ormcache()
    def _get_choices(self):
        """Return whether something is told, by model and code, if that was chosen."""
        # sudo: discuss.record.feed - whoever acts, the choice is the same
        lines = self.sudo().search(Domain.TRUE)
        return {(line.model_id.model, line.code): line.is_told for line in lines}

    @api.model
    def action_open(self):
        """Open the list, with a line for all that may be told of any kind of record.

        :raise AccessError: the user is no administrator of Discuss
        """
        self.browse().check_access("write")
        # sudo: discuss.record.feed, ir.model - the lines follow what models declare
        lines = self.sudo().search(Domain.TRUE)
        known = {(line.model_id.model, line.code): line for line in lines}
        missing = []
        for model in self.env["discuss.channel"]._record_models():
            for code, event in self._get_events(model).items():
                if not known.pop((model, code), None):
                    missing.append(
                        {
                            "model_id": self.env["ir.model"]._get_id(model),
                            "code": code,
                            "is_told": event.is_told,
                        }
                    )
        lines.create(missing)
        lines.browse().concat(*known.values()).unlink()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "discuss_record.discuss_record_feed_action"
        )
