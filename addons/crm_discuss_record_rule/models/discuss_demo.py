from datetime import timedelta

from odoo import api, fields, models


class DiscussDemo(models.AbstractModel):
    _inherit = "discuss.demo"

    @api.model
    def _tell_of_tender(self):
        """An opportunity becomes a tender: its private channel opens by itself."""
        demo = self._in_its_language()
        marc = demo.env.ref("base.user_demo")
        mitchell = demo.env.ref("base.user_admin")
        tender = (
            demo.env["crm.lead"]
            .with_context(mail_create_nosubscribe=True)
            ._load_records(
                [
                    {
                        "xml_id": "crm_discuss_record_rule.lead_tender",
                        "noupdate": True,
                        "values": {
                            "type": "opportunity",
                            "name": demo.env._("School furniture for the city"),
                            "partner_id": demo.env.ref("base.res_partner_2").id,
                            "user_id": marc.id,
                            "expected_revenue": 84000,
                            "date_deadline": fields.Date.today() + timedelta(days=12),
                            "description": demo.env._(
                                "Furniture for nine classrooms: 270 tables and chairs, "
                                "delivered and fitted in the summer holidays. Asked "
                                "for: a price per room, two references, and how the "
                                "old furniture is reused."
                            ),
                        },
                    }
                ]
            )
        )
        tender.message_subscribe(mitchell.partner_id.ids)
        tender.tag_ids = demo.env.ref("crm_discuss_record_rule.tag_tender")
