from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def _init_messaging(self, store):
        # What is over is not waiting for anybody: where it stands in the list for being
        # a favourite, it does not count on the icon of the messages.
        waiting = self.with_context(discuss_open_alone=True)
        return super(ResUsers, waiting)._init_messaging(store)
