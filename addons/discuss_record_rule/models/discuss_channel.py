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
        """Private channels are open only to those who answer for a record for which
        they were opened, and may read it; anybody else is named by the rule, or
        invited.
        """
        opened = super()._filter_open_to(user)
        # sudo: discuss.channel - deciding, for somebody who is not in the channel yet
        private = opened.sudo().filtered(lambda c: c.record_access == "invited")
        if not private:
            return opened
        answered_ids = {
            record.team_channel_id.id
            for record in private._answering_records(user)
            if user in record._discuss_answering_users()
        }
        return opened.filtered(
            lambda channel: channel.id not in private._ids or channel.id in answered_ids
        )

    def _answering_records(self, user):
        """Return those records (sudo) of these private channels (sudo) that ``user``
        may read, and whose people enter by themselves.

        Whoever reads the record for which the channel was opened can make another one
        that follows from it, or take one over: these let in nobody. Into a thread, they
        let those who are in its channel, or may enter it.
        """
        openings = self.env["discuss.record.opening"]._of(self)
        return [
            record
            for records in self._search_records()
            for record in records.browse(self._filter_readable(records, user).ids)
            if (channel := record.team_channel_id).parent_channel_id
            or (channel.id, record._name, record.id) in openings
        ]

    def _warn_of_closed_record(self, members):
        """That the channel is private does not close the record."""
        opens = super()._filter_open_to
        return super()._warn_of_closed_record(
            members.filtered(
                lambda m: not any(opens(user) for user in m.partner_id.user_ids)
            )
        )
