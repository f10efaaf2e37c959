from odoo import models


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def action_create_calendar_event(self):
        self.ensure_one()
        offer = None
        if not self.calendar_event_id:
            offer = self.env["discuss.meeting.new"]._offer_link(
                self, self._people_to_meet(), title=self.summary or self.res_name
            )
        return offer or super().action_create_calendar_event()

    def _people_to_meet(self):
        """Return the people who are to meet, as far as that is known. The calendar
        invites who has to do it, and not the customer of a quotation or a project."""
        invited = self.user_id.partner_id
        about = self._record_partners()
        if invited - self.env.user.partner_id and self.res_model != "res.partner":
            # sudo: res.partner - only to know whether they are colleagues
            about -= about.sudo().filtered("partner_share").sudo(False)
        return invited | about

    def _record_partners(self):
        """Return the people whom the record of this activity is about."""
        if not self.res_model or not self.res_id:
            return self.env["res.partner"]
        record = self.env[self.res_model].browse(self.res_id)
        return record._mail_get_partners()[record.id]
