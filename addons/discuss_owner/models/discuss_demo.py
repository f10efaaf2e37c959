from odoo import api, models


class DiscussDemo(models.AbstractModel):
    _inherit = "discuss.demo"

    @api.model
    def _tell_in_private(self):
        """Add a channel of a group, and one that only those who are in it know of."""
        self._in_its_language()._tell_of_groups()

    def _tell_of_groups(self):
        """What is not for everybody. Who speaks first owns the channel."""
        admin = self.env.ref("base.partner_admin")
        demo = self.env.ref("base.partner_demo")
        self._open_channel(
            "discuss_theme.theme_it",
            self.env._("Access and passwords"),
            self.env._("Who gets which right, and who loses it."),
            [
                (
                    admin,
                    31,
                    self.env._(
                        "The two interns start on Monday. They get the rights of the "
                        "sales team, without the settings."
                    ),
                ),
            ],
            group_public_id=self.env.ref("base.group_erp_manager").id,
        )
        self._open_channel(
            "discuss_theme.theme_hr",
            self.env._("New colleague in accounting"),
            self.env._("The three candidates, and what we think of them."),
            [
                (
                    admin,
                    22,
                    self.env._(
                        "All three have answered: two come on Tuesday, one on "
                        "Thursday. Could you show them the workshop?"
                    ),
                ),
                (
                    demo,
                    21,
                    self.env._("With pleasure. I have kept both mornings free."),
                ),
            ],
            channel_type="group",
        )
