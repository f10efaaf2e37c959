from odoo import api, models

from odoo.addons.portal_space.tools.home import Hint


class PortalSpace(models.AbstractModel):
    _inherit = "portal.space"

    @api.model
    def _hints(self, shown):
        return super()._hints(shown) + [
            Hint(
                self.env._("Choose what you are told, how and when"),
                "/my/notifications",
            )
        ]
