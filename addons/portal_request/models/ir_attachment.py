import re
from pathlib import PurePosixPath

from odoo import api, models
from odoo.tools import human_size
from odoo.tools.mimetypes import guess_mimetype

NAME_LENGTH = 120
# What is looked at to tell what a file is
HEAD = 8192

# What a browser would run, and as what it is served as plain text.
ACTIVE_TYPES = ("html", "svg", "xml", "javascript")
TEXT_SUFFIXES = (".txt", ".log", ".csv", ".md", ".eml", ".msg")
# What an operating system would run.
PROGRAM_TYPES = ("dosexec", "executable", "sharedlib", "shellscript", "mach-binary")
# Formats that are zipped XML, and are no XML to a browser.
OFFICE_TYPES = ("application/vnd.openxmlformats", "application/vnd.oasis")


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.model
    def _portal_request_file_name(self, name):
        """Return what a file that was sent as ``name`` is called here.

        Folders and characters that hide something go; a name that is too long is
        shortened before its extension.
        """
        name = re.split(r"[/\\]", name or "")[-1]
        # control characters, and those that change the direction of writing
        name = re.sub(
            r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", name
        )
        name = name.strip(" .") or self.env._("file")
        suffix = PurePosixPath(name).suffix[:16]
        stem = name[: -len(suffix)] if suffix else name
        return stem[: NAME_LENGTH - len(suffix)] + suffix

    @api.model
    def _portal_request_file_refusal(self, name, size, head, company):
        """Tell why a file that comes from outside is not taken, or return "".

        :param str name: as returned by :meth:`_portal_request_file_name`
        :param int size: in bytes
        :param bytes head: the beginning of its content
        :param company: the company whose limits hold
        :return: a translated sentence that says the limit
        """
        limit = company.portal_request_max_file_size * 1024 * 1024
        if not size:
            return self.env._("“%(name)s” is empty.", name=name)
        if size > limit:
            return self.env._(
                "“%(name)s” has %(size)s; a file may have %(limit)s MB.",
                name=name,
                size=human_size(size),
                limit=company.portal_request_max_file_size,
            )
        types = company._portal_request_file_types()
        suffix = PurePosixPath(name).suffix.lower()
        if suffix.strip(".") not in types:
            return self.env._(
                "“%(name)s” is of a type that is not taken. What is taken: %(types)s.",
                name=name,
                types=", ".join(types),
            )
        mimetype = guess_mimetype(head, default="")
        if any(kind in mimetype for kind in PROGRAM_TYPES) or (
            any(kind in mimetype for kind in ACTIVE_TYPES)
            and not mimetype.startswith(OFFICE_TYPES)
            and suffix not in TEXT_SUFFIXES
        ):
            return self.env._(
                "“%(name)s” contains a program or a web page, which is not taken. "
                "Send it as a PDF or in a ZIP file.",
                name=name,
            )
        return ""

    def _portal_request_take(self, company):
        """Check a file that is here already as one that is sent: it may have come by a
        road where nobody looked.

        :return: as of :meth:`_portal_request_file_refusal`
        """
        self.ensure_one()
        if self.store_fname:
            head = self._file_read(self.store_fname, HEAD)
        else:
            head = (self.db_datas or b"")[:HEAD]
        name = self._portal_request_file_name(self.name)
        refusal = self._portal_request_file_refusal(name, self.file_size, head, company)
        if not refusal and name != self.name:
            self.name = name
        return refusal
