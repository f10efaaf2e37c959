from odoo import api, fields, models
from odoo.exceptions import AccessError

# What follows the records of the channel, and is nobody's to write.
RECORD_FIELDS = {"closed_with_record", "record_company_ids", "record_is_gone"}


class DiscussBoundMixin(models.AbstractModel):
    """What a channel knows of the records that it is about."""

    _name = "discuss.bound.mixin"
    _description = "Channel Bound to Records"

    record_company_ids = fields.Many2many(
        "res.company",
        string="Companies",
        help="The companies of the records that the channel is about.",
        copy=False,
        groups="base.group_user",
        readonly=True,
    )
    record_is_gone = fields.Boolean(
        "Record Deleted",
        help="All records that the channel was about were deleted. It belongs to its "
        "members, as any private channel.",
        copy=False,
        groups="base.group_user",
        readonly=True,
    )
    closed_with_record = fields.Boolean(
        copy=False,
        export_string_translation=False,
        groups="base.group_user",
        readonly=True,
    )
    """Whether the channel was closed as its records were over: when one of them goes on
    again, so does the channel."""

    @api.model
    def _check_record_fields(self, vals):
        if not self.env.su and not RECORD_FIELDS.isdisjoint(vals):
            raise AccessError(
                self.env._("What a channel knows of its records cannot be changed.")
            )

    def _is_closed_with_record(self):
        """Whether the channel (sudo) reopens when its record goes on again. What a
        person closed, a person reopens."""
        return (
            self.is_closed
            and self.closed_with_record
            and not self.parent_channel_id.is_closed
        )
