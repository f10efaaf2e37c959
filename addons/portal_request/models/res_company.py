from odoo import api, fields, models
from odoo.exceptions import ValidationError

FILE_TYPES = (
    "pdf png jpg jpeg gif webp heic bmp tif tiff txt log csv doc docx odt rtf xls "
    "xlsx ods ppt pptx odp eml msg zip 7z mp3 wav mp4 mov webm"
)


class ResCompany(models.Model):
    _inherit = "res.company"

    portal_request_max_files = fields.Integer("Files at Once", default=10)
    portal_request_max_file_size = fields.Integer("Size of a File (MB)", default=20)
    portal_request_file_types = fields.Char("Types of Files", default=FILE_TYPES)
    portal_request_reopen_days = fields.Integer("Days to Reopen", default=14)
    portal_request_hourly = fields.Integer("Requests per Hour", default=20)
    portal_request_hourly_answers = fields.Integer("Answers per Hour", default=60)

    @api.constrains(
        "portal_request_max_files",
        "portal_request_max_file_size",
        "portal_request_reopen_days",
        "portal_request_hourly",
        "portal_request_hourly_answers",
    )
    def _check_portal_request_limits(self):
        for company in self:
            if (
                min(
                    company.portal_request_max_files,
                    company.portal_request_max_file_size,
                    company.portal_request_reopen_days,
                    company.portal_request_hourly,
                    company.portal_request_hourly_answers,
                )
                < 0
            ):
                raise ValidationError(
                    self.env._("The limits of requests cannot be below zero.")
                )

    def _portal_request_limits(self):
        """Return what forms say about the files that may be sent."""
        self.ensure_one()
        return {
            "file_types": self._portal_request_file_types(),
            "max_files": self.portal_request_max_files,
            "max_file_size": self.portal_request_max_file_size,
            "max_upload_size": self.portal_request_max_file_size * 1024 * 1024,
        }

    def _portal_request_file_types(self):
        """Return the extensions that customers may send, without their dot."""
        self.ensure_one()
        types = (self.portal_request_file_types or FILE_TYPES).lower()
        return [kind.strip(".") for kind in types.replace(",", " ").split()]
