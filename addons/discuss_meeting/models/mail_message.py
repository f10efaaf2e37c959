from odoo import fields, models
from odoo.fields import NO_ACCESS

from odoo.addons.mail.tools.discuss import Store


class MailMessage(models.Model):
    _inherit = "mail.message"

    meeting_id = fields.Many2one(
        "discuss.meeting",
        copy=False,
        groups=NO_ACCESS,
        index="btree_not_null",
        ondelete="set null",
        export_string_translation=False,
    )
    """The meeting of which the message is the card."""

    def _to_store_defaults(self, target):
        return super()._to_store_defaults(target) + [
            # sudo: mail.message - who reads the message reads its card
            Store.One("meeting_id", predicate=lambda m: m.sudo().meeting_id, sudo=True)
        ]
