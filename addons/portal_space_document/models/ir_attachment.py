from odoo import models
from odoo.exceptions import AccessError, UserError

from odoo.addons.portal_space.tools.document import Document


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    _portal_shared_idx = models.Index("(res_model, res_id) WHERE portal_shared IS TRUE")

    def portal_share(self, shared=True):
        """Share these files with the customers of their records, and tell them, or
        share them no longer.

        :param bool shared: whether customers are to see them
        :raise AccessError: if the user is no employee, or may not write the records
        :raise UserError: if there is no customer to share one of them with
        """
        if not self.env.user._is_internal():
            raise AccessError(self.env._("Sharing a file is up to employees."))
        self.check_access("write")
        changed = self.filtered(lambda file: file.portal_shared != bool(shared))
        for records, files in changed._portal_space_by_record(required=shared):
            # that of another record was checked with the files
            if records is not None:
                records.check_access("write")
            if shared:
                files.portal_shared = True
                records._portal_space_tell_shared(files)
            else:
                if records is not None:
                    records._portal_space_forget_shared(files)
                files.portal_shared = False

    def _portal_space_by_record(self, required):
        """Pairs of a record of the space, None if it is another one, and these files of
        it.

        :param required: whether each has to be one that can be shared with a customer
        """
        mixin = self.env.registry["portal.space.mixin"]
        for (model, res_id), files in self.grouped(
            lambda file: (file.res_model, file.res_id)
        ).items():
            in_space = model in self.env and issubclass(self.env.registry[model], mixin)
            record = self.env[model].browse(res_id) if in_space and res_id else None
            if not required:
                yield record, files
                continue
            if record is None or any(
                file.res_field or file.type != "binary" for file in files
            ):
                raise UserError(
                    self.env._("Only the files of what customers see can be shared.")
                )
            if not record._portal_space_has_customer():
                raise UserError(
                    self.env._(
                        "%(name)s has no customer to share a file with.",
                        name=record.display_name,
                    )
                )
            yield record, files

    def _to_store_defaults(self, target):
        result = super()._to_store_defaults(target)
        # what is shared is nothing that customers, or guests, are told
        return [*result, "portal_shared"] if target.is_internal(self.env) else result

    def _portal_space_documents(self):
        """What was shared on purpose, as ``portal.space.mixin`` tells documents: those
        that the caller has found to be readable."""
        # sudo: ir.attachment - customers have no right to any attachment by the ORM
        return {
            attachment.id: [
                Document(
                    name=attachment.name,
                    kind="attachment",
                    date=attachment.create_date,
                    url=f"/web/content/{attachment.id}?download=true",
                    record=attachment,
                    content=lambda attachment=attachment: attachment.raw or b"",
                    size=attachment.file_size,
                )
            ]
            for attachment in self.sudo()
            if attachment.portal_shared and attachment.type == "binary"
        }
