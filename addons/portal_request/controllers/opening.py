import hashlib
import re
import secrets

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.main import HelpdeskTicketController

from ..models.portal_request_opening_mixin import SUBJECT_LENGTH, TEXT_LENGTH
from ..tools.forms import to_text
from .common import RequestMixin, upload_limit
from .files import FilesMixin

KEY = re.compile(r"[0-9A-Za-z_-]{16,64}")


class OpeningController(HelpdeskTicketController, RequestMixin, FilesMixin):
    @http.route(["/new/ticket", "/my/requests/new"])
    def create_new_ticket(self, **kw):
        """Show the form; what the address has for its fields is filled in."""
        return super().create_new_ticket(**kw)

    def _get_create_new_ticket_values(self, **kw):
        values = super()._get_create_new_ticket_values(**kw)
        form = kw.get("request_form") or self._request_read_form(kw)
        company = request.env.company
        return {
            **values,
            "page_name": "ticket_new",
            "form": form,
            "errors": kw.get("request_errors") or {},
            "kept_files": kw.get("request_files") or [],
            "urgencies": request.env["helpdesk.ticket"]._portal_urgencies(),
            "about": request.env["helpdesk.ticket"]._portal_about(form["record"]),
            "file_types": company._portal_request_file_types(),
            "max_files": company.portal_request_max_files,
            "max_upload_size": company.portal_request_max_file_size * 1024 * 1024,
            "max_file_size": company.portal_request_max_file_size,
            "subject_length": SUBJECT_LENGTH,
            "text_length": TEXT_LENGTH,
        }

    @http.route(
        "/submitted/ticket", type="http", auth="user", methods=["GET"], sitemap=False
    )
    def request_submit_link(self, **kw):
        """A link opens no request; it shows the form."""
        return request.redirect("/my/requests/new")

    @http.route(methods=["POST"], max_content_length=upload_limit)
    def submit_ticket(self, **kw):
        """Open a request, once, or show the form again with all that it had."""
        form = self._request_read_form(kw)
        Ticket = request.env["helpdesk.ticket"]
        if ticket := Ticket._portal_opened(form["portal_key"]):
            return self._request_back(ticket)
        errors = Ticket._portal_form_errors(form)
        attachments = self._request_take_files(kw, errors)
        vals = {} if errors else self._request_vals({**kw, **form}, errors)
        if errors:
            attachments_kept = [
                (attachment, attachment._get_ownership_token())
                for attachment in attachments
            ]
            values = self._get_create_new_ticket_values(
                request_form=form, request_errors=errors, request_files=attachments_kept
            )
            return request.render(
                "helpdesk_mgmt.portal_create_ticket", values, status=422
            )
        ticket = Ticket._portal_open(vals, form["portal_key"], attachments)
        return self._request_back(
            ticket,
            request.env._(
                "We have received your request %(number)s.", number=ticket.number
            ),
        )

    # ------------------------------------------------------------
    # Reading and checking
    # ------------------------------------------------------------

    def _request_read_form(self, kw):
        """Return what the fields of the form had, as text that can be shown again."""
        form = {
            name: to_text(kw.get(name))
            for name in ("subject", "description", "category", "team", "record")
        }
        form["priority"] = to_text(kw.get("priority")) or "1"
        key = to_text(kw.get("portal_key"))
        if KEY.fullmatch(key):
            form["portal_key"] = key
        elif request.httprequest.method == "POST" and form["subject"]:
            form["portal_key"] = self._request_key_of(form)
        else:
            form["portal_key"] = secrets.token_urlsafe(24)
        return form

    def _request_key_of(self, form):
        """Return a key for a form without any, from a page of before or a script: the
        same text is the same request for the day."""
        day = request.env["helpdesk.ticket"]._portal_today().isoformat()
        parts = (request.env.user._name, str(request.env.uid), day, *form.values())
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def _request_vals(self, kw, errors):
        """Return the values of the request, as all modules read them from the form."""
        try:
            vals = self._prepare_submit_ticket_vals(**kw)
        except (TypeError, ValueError, KeyError):
            # a field that a module adds to the form had something else than it offers
            errors["form"] = request.env._(
                "Something in this form could not be understood. Please check it."
            )
            return {}
        except UserError as error:
            errors["form"] = str(error)
            return {}
        vals.pop("attachment_ids", None)
        vals["priority"] = kw["priority"]
        if record := request.env["helpdesk.ticket"]._portal_about(kw["record"]):
            field = request.env["helpdesk.ticket"]._portal_record_fields()[record._name]
            vals[field] = record.id
        return vals
