from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    record_access = fields.Selection(
        [
            ("record", "Whoever may read the record"),
            ("invited", "Only people who are named or invited"),
        ],
        string="Open to",
        help="For the team channel of a business record: whether the right to read the "
        "record is the right to enter. It is decided when the channel is created.",
        copy=False,
        groups="base.group_user",
        index="btree_not_null",
        readonly=True,
    )

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su and any(vals.get("record_access") for vals in vals_list):
            raise AccessError(
                self.env._("Private channels of records are opened by a rule.")
            )
        channels = super().create(vals_list)
        if any(vals.get("parent_channel_id") for vals in vals_list):
            # sudo: discuss.channel - a thread is as private as its channel
            for thread in channels.sudo():
                if access := thread.parent_channel_id.record_access:
                    super(DiscussChannel, thread).write({"record_access": access})
        return channels

    def write(self, vals):
        if "record_access" in vals and any(
            channel.record_access != vals["record_access"]
            # sudo: discuss.channel - comparing only
            for channel in self.sudo()
        ):
            raise UserError(
                self.env._("Who may enter a record's channel cannot be changed.")
            )
        return super().write(vals)

    def _filter_open_to(self, user):
        """Private channels are open only to those who answer for one of their records,
        and may read it; anybody else is named by the rule, or invited.
        """
        opened = super()._filter_open_to(user)
        # sudo: discuss.channel - deciding, for somebody who is not in the channel yet
        private = opened.sudo().filtered(lambda c: c.record_access == "invited")
        if not private:
            return opened
        answered_ids = set()
        for records in private._search_records():
            readable = self._filter_readable(records, user)
            answered_ids.update(
                records.browse(readable.ids)
                .filtered(lambda record: user in record._discuss_answering_users())
                .team_channel_id.ids
            )
        return opened.filtered(
            lambda channel: channel.id not in private._ids or channel.id in answered_ids
        )

    def _warn_of_closed_record(self, members):
        """That the channel is private does not close the record."""
        opens = super()._filter_open_to
        return super()._warn_of_closed_record(
            members.filtered(
                lambda m: not any(opens(user) for user in m.partner_id.user_ids)
            )
        )
