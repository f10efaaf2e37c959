from odoo import fields, models
from odoo.fields import NO_ACCESS
from odoo.tools import is_html_empty

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

    def _is_card_shown(self):
        """Whether this message (sudo), a card, was not deleted by its author."""
        self.ensure_one()
        return not is_html_empty(self.body)

    def _to_store_defaults(self, target):
        return super()._to_store_defaults(target) + [
            # sudo: mail.message - who reads the message reads its card
            Store.One("meeting_id", predicate=lambda m: m.sudo().meeting_id, sudo=True)
        ]
