from odoo import models

from ..feed import Feed


class DiscussRecordMergeMixin(models.AbstractModel):
    """What becomes of the conversations of records that become one, and of a record
    that is too much for the conversation it shares."""

    _name = "discuss.record.merge.mixin"
    _description = "Record with Channels: Merge and Split"

    def _discuss_absorb(self, others):
        """Go on in one conversation with the records that become one with this one.

        What was said about ``others`` moves into the channel of this record, in the
        order in which it was said; whatever else shared their channels shares this one
        from now on. For the glue module of a model that merges records, before the
        others are deleted.

        :param others: records of the same model
        """
        self.ensure_one()
        # sudo: discuss.channel - the right to merge the records was checked
        record, others = self.sudo(), others.sudo()
        channels = record.team_channel_id | others.team_channel_id
        if not channels:
            return
        # A thread stays in its channel, and its record with it.
        target, *sources = (
            channels.filtered(lambda c: not c.parent_channel_id) or (channels[:1])
        )
        if target.is_closed and not all(channels.mapped("is_closed")):
            target._reopen()
        (record | others).filtered(
            lambda record: not record.team_channel_id
        ).team_channel_id = target
        # what is said of it stands in one note with what becomes of the record
        Feed.of(self.env)
        for source in sources:
            self.env["discuss.channel.merge"]._merge_checked(source, target)
        target._enter_by_record(record._discuss_users())

    def open_own_channel(self):
        """Take the current user into a conversation about this record alone: a thread
        of the one that it shares with other records, which stay where they are.

        :return: id of the ``discuss.channel``
        :rtype: int
        :raise AccessError: the user is no colleague, or may not write the record
        :raise UserError: the record does not exist, or its conversation is closed
        """
        self.ensure_one()
        self.check_access("write")
        # sudo: discuss.channel - the right to read the record opens its channel
        channel = self.sudo().team_channel_id
        if sum(map(len, channel._search_records())) == 1:
            return self.open_team_channel()
        parent = self._discuss_parent_channel()
        if not (self.env.su or parent._filter_open_to(self.env.user)):
            return self.open_team_channel()
        parent.sudo(False)._check_open()
        # sudo: discuss.record.mixin - who may write the record decides
        own = self._discuss_make_channel(
            [self.sudo()], {"parent_channel_id": parent.id}
        )
        own._enter_by_record(self.env.user)
        return own.id

    def _discuss_parent_channel(self):
        """Return the channel (sudo) in which the conversation about this record alone
        is a thread, or none."""
        self.ensure_one()
        # sudo: discuss.channel - whether the user may enter it is decided elsewhere
        channel = self.sudo().team_channel_id
        return channel.parent_channel_id or channel

    def action_open_own_channel(self):
        """Open the conversation of :meth:`open_own_channel` in Discuss."""
        return {
            "type": "ir.actions.client",
            "tag": "mail.action_discuss",
            "context": {"active_id": f"discuss.channel_{self.open_own_channel()}"},
        }
