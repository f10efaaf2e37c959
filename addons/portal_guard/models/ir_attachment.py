from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    portal_shared = fields.Boolean(
        "Shared with the Customer",
        copy=False,
        help="Customers who see the record see this file, too. Of its other files, "
        "they see those in messages to them.",
    )

    @api.constrains("portal_shared", "res_model", "res_id")
    def _check_portal_shared(self):
        """Sharing is for employees who may write to the record: as to any field of an
        attachment, which Odoo checks. Share users share nothing."""
        if not self.env.su and not self.env.user._is_internal():
            if self.filtered("portal_shared"):
                raise AccessError(self.env._("Sharing a file is up to employees."))

    @api.model
    def _get_serve_attachment(self, url, extra_domain=None, order=None):
        """An address that leads nowhere is looked for among files. One that the
        database can't even be asked for is not found, either."""
        if "\0" in url:
            return self.browse()
        return super()._get_serve_attachment(url, extra_domain, order)

    @api.depends_context("uid")
    def _compute_display_name(self):
        # It is told to whoever reads the record that has the file, be it the main one.
        result = super()._compute_display_name()
        if not self.env.user._is_internal():
            for attachment in self - self._filter_shown_to_share():
                attachment.display_name = self.env._("File")
        return result

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if self.env.su or self.env.user._is_internal() or operation != "read":
            return result
        allowed = self - result[0] if result else self
        hidden = allowed - allowed._filter_shown_to_share()
        if not hidden:
            return result
        forbidden = result[0] + hidden if result else hidden
        return forbidden, lambda: AccessError(
            self.env._("This file is not shared with you.")
        )

    def _filter_shown_to_share(self):
        """Return those that share users may read, of what they could read in Odoo:
        public ones, their own, files of fields, such as pictures, what is shared on
        purpose, and what is in a message that the page of its record shows."""
        # sudo: ir.attachment - what is asked for is whether they may be read
        attachments_sudo = self.sudo()
        # All visitors are one user.
        uid = not self.env.user._is_public() and self.env.uid
        shown = attachments_sudo.filtered(
            lambda attachment: attachment.public
            or attachment.portal_shared
            or attachment.res_field
            or not attachment.res_id
            or attachment.create_uid.id == uid
        )
        rest = attachments_sudo - shown
        if rest:
            # sudo: mail.message - the record of the messages is the attachments' own,
            # which Odoo checked
            messages_sudo = self.env["mail.message"].sudo()
            messages_sudo = messages_sudo.search(
                Domain("attachment_ids", "in", rest.ids)
                & messages_sudo._get_search_domain_share()
            )
            documents = {
                (m.model, m.res_id, a) for m in messages_sudo for a in m.attachment_ids
            }
            shown += rest.filtered(lambda a: (a.res_model, a.res_id, a) in documents)
        return self.browse(shown.ids)

    def _can_return_content(self, field_name=None, access_token=None):
        # Odoo has no right for customers to any attachment: what is shared on purpose
        # goes by the right to its record.
        if (
            not access_token
            and not self.env.user._is_internal()
            and self._is_shared_with_user()
        ):
            return True
        return super()._can_return_content(field_name, access_token)

    def _is_shared_with_user(self):
        """Tell whether this is shared with those who may read its record, of whom the
        current user is one."""
        # sudo: ir.attachment - which record this is shared on is nothing to hide from
        # who may read that
        attachment_sudo = self.sudo()
        if not attachment_sudo.portal_shared or attachment_sudo.res_field:
            return False
        if not attachment_sudo.res_id or attachment_sudo.res_model not in self.env:
            return False
        record = self.env[attachment_sudo.res_model].sudo(False)
        record = record.browse(attachment_sudo.res_id).exists()
        return bool(record) and record.has_access("read")
