from odoo import fields, models


class HelpdeskTicket(models.Model):
    _name = "helpdesk.ticket"
    _inherit = [
        "portal.request.opening.mixin",
        "portal.request.act.mixin",
        "portal.request.link.mixin",
        "portal.request.mail.mixin",
        "portal.request.search.mixin",
        "portal.request.state.mixin",
        "portal.space.mixin",
        # last, so that it is what these go on to
        "helpdesk.ticket",
    ]

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

    # What customers see is looked up by who asked, the newest first. Not on the fields,
    # where they would stay when this module goes.
    _portal_partner_idx = models.Index("(partner_id)")
    _portal_create_date = models.Index("(commercial_partner_id, create_date DESC)")
