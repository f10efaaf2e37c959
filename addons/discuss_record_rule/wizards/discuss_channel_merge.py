from odoo import api, models


class DiscussChannelMerge(models.TransientModel):
    _inherit = "discuss.channel.merge"

    @api.model
    def _merge_checked(self, source, target):
        """A private channel and one that is open to the readers of a record do not
        become one, when their records do: each stays with its members."""
        # sudo: discuss.channel - comparing only
        accesses = {source.sudo().record_access, target.sudo().record_access}
        if "invited" in accesses and len(accesses) == 2:
            return None
        return super()._merge_checked(source, target)

    @api.model
    def _move(self, source, target):
        result = super()._move(source, target)
        self.env["discuss.record.opening"]._move(source, target)
        return result
