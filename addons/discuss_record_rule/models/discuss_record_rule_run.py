from odoo import fields, models


class DiscussRecordRuleRun(models.Model):
    """On which records a rule has acted: it does so once for each."""

    _name = "discuss.record.rule.run"
    _description = "Record on which a Rule Has Acted"
    _rec_name = "rule_id"

    rule_id = fields.Many2one("discuss.record.rule", required=True, ondelete="cascade")
    res_id = fields.Many2oneReference(
        "Record", model_field="res_model", required=True, readonly=True
    )
    res_model = fields.Selection(related="rule_id.model")
    channel_id = fields.Many2one(
        "discuss.channel", index="btree_not_null", ondelete="set null"
    )

    _rule_record_uniq = models.UniqueIndex(
        "(rule_id, res_id)", "A rule acts on a record once."
    )
