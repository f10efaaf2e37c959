from odoo import api, models


class DiscussRecordMembershipMixin(models.AbstractModel):
    """What belongs to a colleague and decides which records they read, as a membership
    of a sales team: when it changes, they leave the conversations that it opened."""

    _name = "discuss.record.membership.mixin"
    _description = "Membership that Opens Records"

    _discuss_membership_fields = ("active", "user_id")
    """Names of the fields that tell who belongs to what."""

    @api.model_create_multi
    def create(self, vals_list):
        memberships = super().create(vals_list)
        memberships._discuss_follow_membership(memberships.user_id)
        return memberships

    def write(self, vals):
        follows = not vals.keys().isdisjoint(self._discuss_membership_fields)
        users = self.user_id if follows else self.env["res.users"]
        result = super().write(vals)
        if follows:
            self._discuss_follow_membership(users | self.user_id)
        return result

    def unlink(self):
        users = self.user_id
        result = super().unlink()
        self._discuss_follow_membership(users)
        return result

    @api.model
    def _discuss_follow_membership(self, users):
        """Take ``users`` out of the channels of records that they do not read any
        more."""
        # what is computed of memberships is not always computed again
        users.invalidate_recordset()
        users._leave_closed_records("team")
