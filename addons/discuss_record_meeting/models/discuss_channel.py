from odoo import models


class DiscussChannel(models.Model):
    _inherit = "discuss.channel"

    def _meeting_title(self):
        """A meeting in the conversation about a record is about the record.

        Customers read the name of theirs, not of the record.
        """
        # sudo: discuss.channel - the audience decides
        channel = self.sudo()
        if channel.record_audience == "team":
            records = channel._meeting_records()
            readable = [
                record
                for record in records
                if self._filter_readable(record, self.env.user)
            ]
            if readable:
                return readable[0]._discuss_meeting_title()
        return super()._meeting_title()

    def _meeting_records(self):
        """Return the records (sudo) that meetings in this channel (sudo) are about, in
        the order of its header: those of a thread or, if it has none, of its channel.

        :rtype: list
        """
        self.ensure_one()
        found = self._search_records() or self.parent_channel_id._search_records()
        records = [record for records in found for record in records]
        records.sort(key=lambda r: (r.create_date, r.id), reverse=True)
        records.sort(key=lambda r: r._discuss_header_sequence)
        return records
