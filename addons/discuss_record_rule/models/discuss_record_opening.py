from odoo import api, fields, models
from odoo.tools import SQL


class DiscussRecordOpening(models.Model):
    """For which records a private channel was opened: who answers for one of these
    enters. Other records share it later, whoever makes them, and open it to nobody.

    It is kept apart from the runs, which go with the rule, and from the records, whose
    fields people write.
    """

    _name = "discuss.record.opening"
    _description = "Record for which a Private Channel Was Opened"
    _rec_name = "channel_id"

    channel_id = fields.Many2one(
        "discuss.channel", required=True, ondelete="cascade", readonly=True
    )
    res_model = fields.Char("Kind of Record", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        "Record", model_field="res_model", required=True, readonly=True
    )

    _channel_record_uniq = models.UniqueIndex("(channel_id, res_model, res_id)")

    @api.model
    def _add(self, channel, records):
        """Keep that ``channel`` (sudo) was opened for these records, too."""
        known = self._of(channel)
        # sudo: discuss.record.opening - written by what happens alone
        self.sudo().create(
            [
                {"channel_id": channel.id, "res_model": key[1], "res_id": key[2]}
                for record in records
                if (key := (channel.id, record._name, record.id)) not in known
            ]
        )

    @api.model
    def _of(self, channels):
        """Return for which records these channels were opened.

        :return: the id of the channel, the model and the id of the record, of each
        :rtype: set
        """
        # sudo: discuss.record.opening - who may enter is decided for anybody
        openings = self.sudo().search_fetch(
            [("channel_id", "in", channels.ids)], ["channel_id", "res_model", "res_id"]
        )
        return {
            (opening.channel_id.id, opening.res_model, opening.res_id)
            for opening in openings
        }

    @api.model
    def _move(self, source, target):
        """Two private channels become one, which was opened for the records of both."""
        self.flush_model()
        self.env.cr.execute(
            SQL(
                """
                INSERT INTO discuss_record_opening (channel_id, res_model, res_id)
                     SELECT %s, res_model, res_id
                       FROM discuss_record_opening
                      WHERE channel_id = %s
                ON CONFLICT DO NOTHING
                """,
                target.id,
                source.id,
            )
        )
        self.invalidate_model()
