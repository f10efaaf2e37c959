from odoo import api, models
from odoo.exceptions import AccessError


class DiscussRecordEndMixin(models.AbstractModel):
    """What becomes of the team channel of a business record when it ends.

    The channel is closed with what came of the record, once all the records that share
    it are over, and reopened when one of them goes on again. It happens at the end of
    the transaction: a state that only passes does nothing.
    """

    _name = "discuss.record.end.mixin"
    _description = "Record with Channels: End"

    _discuss_end_fields = ("active",)
    """Names of the fields that tell whether the record goes on: ``_discuss_outcome``
    reads nothing else of the record. Stored fields that are computed may stand here."""

    def _discuss_outcome(self):
        """Return what came of the record (sudo), in a few words that all members of its
        channel may read: for example "Cancelled". By default, an archived record is
        over.

        :return: the empty string while the record goes on, and None where it holds no
            channel open but says nothing about its end, either, as an opportunity that
            was won: then the other records of the channel decide
        :rtype: str | None
        """
        self.ensure_one()
        if "active" in self._fields and not self.active:
            return self.env._("Archived")
        return ""

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if any(not self._discuss_link_fields().isdisjoint(vals) for vals in vals_list):
            self.env["discuss.record.end"]._watch_links(records)
        return records

    def write(self, vals):
        if not vals.keys().isdisjoint(self._discuss_end_fields):
            self._discuss_watch_end()
        result = super().write(vals)
        if not self._discuss_link_fields().isdisjoint(vals):
            self.env["discuss.record.end"]._watch_links(self)
        return result

    def unlink(self):
        self.env["discuss.record.end"]._watch_deletion(self)
        return super().unlink()

    def _compute_field_value(self, field):
        names = {computed.name for computed in self.pool.field_computed[field]}
        if not names.isdisjoint(self._discuss_end_fields):
            self._discuss_watch_end()
        return super()._compute_field_value(field)

    def _discuss_link_fields(self):
        """Return the names of the fields that tie a record and its company to a
        channel."""
        return {"company_id", "customer_channel_id", "team_channel_id"}

    def _discuss_watch_end(self):
        """See to it that the channels of ``self`` follow if one of these records ends,
        or goes on again, until the end of the transaction. To call before the change,
        where other records decide about the end than these.
        """
        self.env["discuss.record.end"]._watch(self)

    # ------------------------------------------------------------
    # Deleting
    # ------------------------------------------------------------

    def get_discussions_at_stake(self):
        """Tell the current user what deleting these records means for the conversations
        about them.

        Give the answer to ``unlink`` by the key ``discuss_record_deletion`` of the
        context: ``"close"``, as without it: the conversation is closed, and says why;
        ``"keep"``: it goes on among its members, and the one who is in it for longest
        owns it; ``"delete"``: it is deleted with the record.

        :return: ``{"count": int, "can_delete": bool}``: how many conversations are
            about these records, what is deleted with them, and no other, and whether
            the current user may delete them
        :rtype: dict
        :raise AccessError: the user is no colleague, or may not read the records
        """
        if not self.env.user._is_internal():
            raise AccessError(
                self.env._("Only colleagues see the discussions of records.")
            )
        records = self.exists()
        records.check_access("read")
        end = self.env["discuss.record.end"]
        deleted = records._discuss_deleted_with()
        channels = end._at_stake(deleted)
        return {
            "count": len(channels),
            "can_delete": bool(channels) and end._can_delete(channels),
        }

    def _discuss_deleted_with(self):
        """Return what is deleted with these records and may have conversations of its
        own, as the tasks of a project: these records, and those.

        :return: a list of recordsets, as many of one model as it takes
        :rtype: list
        """
        return [self]
