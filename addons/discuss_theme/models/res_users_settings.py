from odoo import fields, models
from odoo.exceptions import ValidationError


class ResUsersSettings(models.Model):
    _inherit = "res.users.settings"

    is_discuss_sidebar_category_favorite_open = fields.Boolean(
        default=True, export_string_translation=False
    )
    discuss_theme_folded_ids = fields.Many2many(
        "discuss.theme",
        "discuss_theme_folded_rel",
        export_string_translation=False,
    )
    """The themes that the user has folded in their list of channels."""

    def set_discuss_theme_folded(self, theme_id, is_folded):
        """Fold a theme in the user's list of channels, or unfold it, on all their
        screens.

        One theme at a time: two screens that fold different themes do not undo what
        the other did.
        """
        self.ensure_one()
        if type(is_folded) is not bool:
            raise ValidationError(self.env._("A theme is folded or it is not."))
        theme = self.env["discuss.theme"]._from_rpc(theme_id)
        command = fields.Command.link if is_folded else fields.Command.unlink
        self.write({"discuss_theme_folded_ids": [command(theme.id)]})
        self._bus_send(
            "res.users.settings",
            self._res_users_settings_format(["discuss_theme_folded_ids", "id"]),
        )
        return True
