from odoo import models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def _notify_thread_by_email(self, message, recipients_data, **kwargs):
        """Whoever has the record in their space is told there, and in the way that
        they chose, of the message: it is not mailed to them as well."""
        told = self._portal_space_tell_message(message, recipients_data)
        return super()._notify_thread_by_email(
            message,
            [data for data in recipients_data if data["id"] not in told],
            **kwargs,
        )

    def _portal_space_tell_message(self, message, recipients_data):
        """Tell the recipients of a message, in their space, that it is there.

        :return: set of the ids of the partners who were told
        """
        about = self._portal_space_message_record()
        if not about._portal_space_tells_messages():
            return set()
        users = self.env["res.users"].browse(
            data["uid"]
            for data in recipients_data
            if data["id"] and data["type"] == "portal" and data["notif"] == "email"
        )
        # sudo: mail.message - what kind of news it is, is told to who gets it
        kind = users and about._portal_space_message_kind(message.sudo())
        if not kind:
            return set()
        # Somebody may be written to about a record that is not in their space.
        record = about.with_context(allowed_company_ids=[])
        users = users.filtered(lambda user: record.with_user(user).has_access("read"))
        # sudo: res.users - who is told was found by their log-in
        partners = users.sudo().partner_id.sudo(False)
        if not partners:
            return set()
        about._portal_space_tell(kind, {about.id: partners})
        # sudo: mail.notification - as Odoo, whose e-mail this is instead of
        self.env["mail.notification"].sudo().create(
            [
                {
                    **self._notify_by_email_get_base_notification_values(message),
                    "notification_type": "space",
                    "notification_status": "sent",
                    "res_partner_id": partner.id,
                }
                for partner in partners
            ]
        )
        return set(partners.ids)

    def _portal_space_tells_messages(self):
        """Whether customers are told of messages about this record in their space."""
        if not self or not isinstance(self, self.env.registry["portal.space.mixin"]):
            return False
        # sudo: res.company - a setting of the company of the record
        record_sudo = self.sudo()
        company = record_sudo._mail_get_companies(default=self.env.company)[self.id]
        return company.portal_space_instead_of_mail

    def _web_push_get_partners_parameters(self, partner_ids):
        """The devices of customers only get news of their space: no content."""
        devices, *keys = super()._web_push_get_partners_parameters(partner_ids)
        return devices.filtered(lambda device: not device.in_portal_space), *keys
