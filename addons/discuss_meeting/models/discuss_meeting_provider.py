from odoo import fields, models


class DiscussMeetingProvider(models.Model):
    """Where meetings are held, as administrators have set it up."""

    _name = "discuss.meeting.provider"
    _description = "Meeting Provider"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    kind = fields.Selection(
        [("discuss", "Odoo call")],
        required=True,
        default="discuss",
    )
    sequence = fields.Integer(default=10, export_string_translation=False)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", help="Leave empty to offer it to all companies."
    )

    def _engine(self):
        """Return what opens and enters rooms of this provider.

        :rtype: MeetingProvider
        """
        self.ensure_one()
        raise NotImplementedError
