from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    portal_space_instead_of_mail = fields.Boolean(
        related="company_id.portal_space_instead_of_mail", readonly=False
    )
    portal_space_digest_hour = fields.Integer(
        related="company_id.portal_space_digest_hour", readonly=False
    )

    def action_portal_space_preferences(self):
        """Open what customers of the company who have not chosen are told, and how."""
        self.company_id._portal_space_preferences()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(
                "portal_space_notification.portal_preference_action"
            ),
            "domain": [("company_id", "=", self.company_id.id)],
        }
