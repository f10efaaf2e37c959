import hashlib
import re

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
        return {**values, **self._request_form_values(self._request_read_form(kw))}

    def _request_form_values(self, form, errors=None, attachments=()):
        """Return what the form is shown with: what it had, what is wrong, the files
        that were fine, and what the limits are."""
        company = request.env.company
        Ticket = request.env["helpdesk.ticket"]
        return {
            "page_name": "ticket_new",
            "form": form,
            "errors": errors or {},
            "kept_files": self._request_kept_values(attachments),
            "urgencies": Ticket._portal_urgencies(),
            "about": Ticket._portal_about(form["record"]),
            "send_label": request.env._("Send"),
            "subject_length": SUBJECT_LENGTH,
            "text_length": TEXT_LENGTH,
            **company._portal_request_limits(),
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
        once = request.env["portal.once"]
        scope = self._request_scope("portal_request.open")
        if ticket := once._recall(form["once"], scope):
            return self._request_back(ticket)
        Ticket = request.env["helpdesk.ticket"]
        errors = Ticket._portal_form_errors(form)
        attachments = self._request_take_files(kw, errors)
        vals = {} if errors else self._request_vals({**kw, **form}, errors)
        if errors:
            values = self._get_create_new_ticket_values(**kw)
            values.update(self._request_form_values(form, errors, attachments))
            return request.render(
                "helpdesk_mgmt.portal_create_ticket", values, status=422
            )
        if not once._first_time(form["once"], scope):
            return request.redirect("/my/tickets")
        ticket = Ticket._portal_open(vals, attachments)
        once._remember(form["once"], scope, ticket)
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
        choices = request.env["helpdesk.ticket"]._portal_form_choices()
        form = {
            name: to_text(kw.get(name))
            for name in ("subject", "description", *choices, "record")
        }
        form["priority"] = to_text(kw.get("priority")) or "1"
        key = to_text(kw.get("once"))
        if KEY.fullmatch(key):
            form["once"] = key
        elif request.httprequest.method == "POST" and form["subject"]:
            form["once"] = self._request_key_of(form)
        else:
            form["once"] = request.env["portal.once"]._new_key()
        return form

    def _request_key_of(self, form):
        """Return a key for a form without any, from a page of before or a script: the
        same text is the same request for the day."""
        day = request.env["helpdesk.ticket"]._portal_today().isoformat()
        parts = (request.env.user._name, str(request.env.uid), day, *form.values())
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def _request_vals(self, kw, errors):
        """Return the values of the request, with what modules add to the form."""
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
        # what modules say of it goes before what the form itself has
        return {**request.env["helpdesk.ticket"]._portal_form_vals(kw), **vals}
