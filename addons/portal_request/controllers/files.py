from odoo.http import request
from odoo.tools import human_size

from ..models.ir_attachment import HEAD
from ..tools.forms import to_id, to_text

# How many forms full of files somebody may leave unsent in a day.
UNSENT_FACTOR = 5


class FilesMixin:
    """Taking files from forms: each is checked, and those that are fine are kept when
    something else is not."""

    def _request_take_files(self, kw, errors):
        """Return the attachments that came with a form, new or kept from before.

        They belong to nothing yet, as those of a message that is being written; what is
        never sent is deleted by Odoo after a day.

        :param dict errors: gets, as "attachment", why files were refused
        """
        company = request.env.company
        attachments, refusals = self._request_kept_files(company)
        files = request.httprequest.files.getlist("attachment")
        if files and self._request_has_too_many_unsent(company):
            refusals.append(
                request.env._(
                    "You have added many files that were not sent. Send your request "
                    "without new files, or try again tomorrow."
                )
            )
            files = []
        for file in files:
            if not file.filename:
                continue
            if len(attachments) >= company.portal_request_max_files:
                refusals.append(
                    request.env._(
                        "A request may have %(limit)s files at once.",
                        limit=company.portal_request_max_files,
                    )
                )
                break
            attachment, refusal = self._request_take_file(file, company)
            if refusal:
                refusals.append(refusal)
            attachments |= attachment
        if refusals:
            errors["attachment"] = "\n".join(refusals)
        return attachments

    def _request_take_file(self, file, company):
        """Return the attachment of one file and why it is refused; one is empty."""
        # sudo: ir.attachment - customers may create none by themselves; what is taken
        # is checked here, and belongs to nothing yet
        Attachment = request.env["ir.attachment"].sudo()
        name = Attachment._portal_request_file_name(file.filename)
        # its size is known without reading it: large files are on the disk
        size = file.stream.seek(0, 2)
        file.stream.seek(0)
        head = file.stream.read(HEAD)
        refusal = Attachment._portal_request_file_refusal(name, size, head, company)
        if refusal:
            return Attachment, refusal
        file.stream.seek(0)
        attachment = Attachment.create(
            {
                "name": name,
                "raw": file.stream.read(),
                "res_model": "mail.compose.message",
                "res_id": 0,
            }
        )
        return attachment, ""

    def _request_has_too_many_unsent(self, company):
        # sudo: ir.attachment - only how many of one's own
        count = (
            request.env["ir.attachment"]
            .sudo()
            .search_count(
                [
                    ("create_uid", "=", request.env.uid),
                    ("res_model", "=", "mail.compose.message"),
                    ("res_id", "=", 0),
                ]
            )
        )
        return count > UNSENT_FACTOR * company.portal_request_max_files

    def _request_kept_values(self, attachments):
        """Return how a form shows files that were taken: what, its token, its size."""
        return [
            (file, file._get_ownership_token(), human_size(file.file_size))
            for file in attachments
        ]

    def _request_kept_files(self, company):
        """Return the attachments that were taken when the form was sent before, and why
        others are refused, which some other form took."""
        # sudo: ir.attachment - an empty recordset
        attachments = request.env["ir.attachment"].sudo()
        refusals = []
        kept_files = request.httprequest.form.getlist("kept_file")
        for kept in kept_files[: company.portal_request_max_files]:
            attachment_id, _sep, token = to_text(kept).partition(":")
            attachment = attachments.browse(to_id(attachment_id)).exists()
            if (
                attachment
                and token.isascii()
                and attachment._has_attachments_ownership([token])
                and attachment.res_model == "mail.compose.message"
                and not attachment.res_id
            ):
                if refusal := attachment._portal_request_take(company):
                    refusals.append(refusal)
                else:
                    attachments |= attachment
        return attachments, refusals
