from odoo import api, fields, models


class DiscussTheme(models.Model):
    _inherit = "discuss.theme"

    steward_group_id = fields.Many2one(
        "res.groups",
        string="Stewards",
        index="btree_not_null",
        help="Who answers for the public channels of this theme, without being in "
        "them. Leave empty to follow the theme above or, at the top of the tree, for "
        "all who have the right “Theme steward”.",
    )
    acting_steward_group_id = fields.Many2one(
        "res.groups",
        compute="_compute_acting_steward_group_id",
        store=True,
        recursive=True,
        export_string_translation=False,
    )
    """The group that counts: the theme's own or, when it has none, that of the nearest
    theme above that has one. Empty: all theme stewards."""

    @api.depends("steward_group_id", "parent_id.acting_steward_group_id")
    def _compute_acting_steward_group_id(self):
        for theme in self:
            theme.acting_steward_group_id = (
                theme.steward_group_id or theme.parent_id.acting_steward_group_id
            )

    def _filter_stewarded_by(self, user):
        """Return those of these themes (sudo) of which `user` is a steward: they see
        the theme, and are in its group."""
        stewards = self.env.ref("discuss_owner.group_discuss_steward")
        # sudo: res.users - the groups of the user who asks
        groups = user.sudo().all_group_ids
        mine = self.filtered(
            lambda theme: (theme.acting_steward_group_id or stewards) in groups
        )
        # sudo: discuss.theme - back to what was given
        return mine.with_user(user)._filtered_access("read").sudo()
