from odoo import api, fields, models
from odoo.fields import Domain


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    is_closed = fields.Boolean("Closed", readonly=True, copy=False)
    closed_date = fields.Datetime("Closed on", readonly=True, copy=False)
    closed_uid = fields.Many2one(
        "res.users", "Closed by", readonly=True, copy=False, index="btree_not_null"
    )
    outcome = fields.Char(
        readonly=True, copy=False, help="What came of the channel, in a line."
    )

    @api.model
    def _listed_domain(self):
        return super()._listed_domain() & Domain("is_closed", "=", False)
