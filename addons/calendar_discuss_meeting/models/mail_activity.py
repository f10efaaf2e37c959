from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def action_create_calendar_event(self):
        self.ensure_one()
        offer = None
        if not self.calendar_event_id:
            partners = self.user_id.partner_id | self._record_partners()
            offer = self.env["discuss.meeting.new"]._offer_link(
                self, partners, title=self.summary or self.res_name
            )
        return offer or super().action_create_calendar_event()

    def _record_partners(self):
        """Return the people whom the record of this activity is about."""
        if not self.res_model or not self.res_id:
            return self.env["res.partner"]
        record = self.env[self.res_model].browse(self.res_id)
        return record._mail_get_partners()[record.id]
