from odoo import models


class ResGroups(models.Model):
    _inherit = "res.groups"

    def write(self, vals):
        follows = not vals.keys().isdisjoint(("all_user_ids", "user_ids"))
        # sudo: res.groups - who administers groups need not administer users
        before = self.sudo().all_user_ids if follows else self.env["res.users"]
        result = super().write(vals)
        if follows:
            # sudo: res.groups - as before
            (before - self.sudo().all_user_ids)._leave_closed_records("group")
        if "implied_ids" in vals:
            # whether all may read a field decides about the feed
            self.env.registry.clear_cache()
            # who is concerned may be everybody: not while somebody waits
            audit = self.env.ref(
                "discuss_record.ir_cron_revoke_record_entries", raise_if_not_found=False
            )
            if audit:
                # sudo: ir.cron - it is only asked to come earlier
                audit.sudo()._trigger()
        return result
