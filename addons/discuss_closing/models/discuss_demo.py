from odoo import api, models


class DiscussDemo(models.AbstractModel):
    _inherit = "discuss.demo"

    @api.model
    def _tell_of_the_end(self):
        """A channel that has done what it was for."""
        demo = self._in_its_language()
        admin = demo.env.ref("base.user_admin")
        marc = demo.env.ref("base.partner_demo")
        channel = demo._open_channel(
            "discuss_theme.theme_company",
            demo.env._("Summer party"),
            demo.env._("Where, when, who brings what."),
            [
                (
                    admin.partner_id,
                    120,
                    demo.env._("The river bank or the courtyard: what do you prefer?"),
                ),
                (
                    marc,
                    119,
                    demo.env._("The courtyard: there is a roof if it rains."),
                ),
            ],
        )
        # sudo: discuss.channel - a story is told, nobody has to answer for the channel
        channel.with_user(admin).sudo()._close(
            demo.env._("The courtyard, on the first Friday of July, from six.")
        )
