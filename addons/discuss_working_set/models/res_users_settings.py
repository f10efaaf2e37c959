from odoo import api, fields, models


class ResUsersSettings(models.Model):
    _inherit = "res.users.settings"

    # Nobody's business but the server's.
    discuss_working_set_since = fields.Datetime(
        groups=fields.NO_ACCESS, export_string_translation=False
    )
    """Since when the user's browsers are told apart what happens in the channels that
    they do not listen to; empty for those who listen to all."""

    _discuss_working_set_idx = models.Index(
        "(user_id) WHERE discuss_working_set_since IS NOT NULL"
    )

    @api.model
    def _get_fields_blacklist(self):
        return [*super()._get_fields_blacklist(), "discuss_working_set_since"]
