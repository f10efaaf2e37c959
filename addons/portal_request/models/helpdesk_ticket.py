from odoo import fields, models


class HelpdeskTicket(models.Model):
    _name = "helpdesk.ticket"
    _inherit = [
        "helpdesk.ticket",
        "portal.request.opening.mixin",
        "portal.request.act.mixin",
        "portal.request.state.mixin",
    ]

    # what customers see is looked up by who asked
    partner_id = fields.Many2one(index=True)
    commercial_partner_id = fields.Many2one(index=True)

    portal_key = fields.Char(
        copy=False,
        readonly=True,
        groups=fields.NO_ACCESS,
        export_string_translation=False,
    )
    """What the form called the request, so that it is opened once."""
    portal_origin_id = fields.Many2one(
        "helpdesk.ticket",
        "Follows On",
        copy=False,
        index="btree_not_null",
        help="The closed request that this one takes up again.",
    )
    portal_expected_date = fields.Date(
        "Planned For",
        copy=False,
        tracking=True,
        help="When the customer may expect an answer or a solution; they see it.",
    )
    portal_urged_date = fields.Datetime("Last Urged", copy=False, readonly=True)

    _portal_key_uniq = models.UniqueIndex(
        "(create_uid, portal_key) WHERE portal_key IS NOT NULL"
    )
    # the newest first, of one customer and of all
    _portal_create_date = models.Index("(commercial_partner_id, create_date DESC)")
