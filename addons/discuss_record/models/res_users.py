from odoo import models

# Why somebody may not read a record any more, by the field that was written.
REASONS = {"active": "group", "company_ids": "company", "group_ids": "group"}


class ResUsers(models.Model):
    _inherit = "res.users"

    # In the context, where no client can put this object: what is written follows from
    # something else that was, and that is the reason.
    _consequence = object()

    def write(self, vals):
        reasons = [reason for name, reason in REASONS.items() if name in vals]
        if not reasons or self.env.context.get("discuss_record") is self._consequence:
            return super().write(vals)
        following = self.with_context(discuss_record=self._consequence)
        result = super(ResUsers, following).write(vals)
        self._leave_closed_records(reasons[0])
        return result

    def _leave_closed_records(self, reason):
        """Take these users out of the channels of records that they may not read any
        more, as their rights have changed.

        :param str reason: why, as ``discuss.record.departure`` names it
        """
        if self:
            # rules that name what these people belong to are kept ready for them
            self.env.registry.clear_cache()
            self.env["discuss.record.departure"]._take_out(reason, users=self)
