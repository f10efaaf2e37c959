from odoo import api, models
from odoo.tools import SQL


class DiscussChannelMerge(models.TransientModel):
    _inherit = "discuss.channel.merge"

    @api.model
    def _move(self, source, target):
        """The records of the channel go on in the other one, too."""
        result = super()._move(source, target)
        for model in self.env["discuss.channel"]._record_models():
            for name in ("team_channel_id", "customer_channel_id"):
                self.env.cr.execute(
                    SQL(
                        "UPDATE %(table)s SET %(field)s = %(target)s"
                        " WHERE %(field)s = %(source)s",
                        table=SQL.identifier(self.env[model]._table),
                        field=SQL.identifier(name),
                        source=source.id,
                        target=target.id,
                    )
                )
        return result

    @api.model
    def _move_members(self, source, target):
        """Who was invited to one of the two was invited."""
        self.env.cr.execute(
            SQL(
                """
                UPDATE discuss_channel_member AS member
                   SET record_entry = FALSE
                  FROM discuss_channel_member AS other
                 WHERE member.channel_id = %s
                   AND other.channel_id = %s
                   AND other.partner_id = member.partner_id
                   AND other.record_entry IS NOT TRUE
                """,
                target.id,
                source.id,
            )
        )
        return super()._move_members(source, target)

    @api.model
    def _prepare_member(self, member):
        return {
            **super()._prepare_member(member),
            "record_entry": member.record_entry,
        }
