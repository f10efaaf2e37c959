from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..tools.forms import to_id, to_text
from .common import RequestMixin, upload_limit
from .files import FilesMixin
from .following import FollowingController


class ActingController(FollowingController, RequestMixin, FilesMixin):
    """What a customer does on a request: by POST, each form once."""

    @http.route(
        "/my/requests/<int:ticket_id>/answer",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
        max_content_length=upload_limit,
    )
    def request_answer(self, ticket_id, **kw):
        """Answer, with files; reopen the request if that is asked for."""
        ticket = self._request_find(ticket_id)
        if not ticket:
            return request.redirect("/my")
        body = to_text(kw.get("body"))
        errors = {}
        attachments = self._request_take_files(kw, errors)

        def answer():
            if to_text(kw.get("act")) == "reopen":
                ticket._portal_reopen(body, attachments)
                return ticket, request.env._("This request is open again.")
            answered = ticket._portal_answer(body, attachments)
            if answered.id == ticket.id:
                return ticket, request.env._("Your answer is sent.")
            return answered, request.env._(
                "Your answer has become a new request, %(number)s.",
                number=answered.number,
            )

        try:
            if not errors:
                return self._request_once(ticket, kw, "answer", answer)
        except UserError as error:
            errors["body"] = str(error)
        return self._request_refused(ticket, body, errors, attachments)

    @http.route(
        "/my/requests/<int:ticket_id>/urge",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def request_urge(self, ticket_id, **kw):
        """Say that a request cannot wait."""
        return self._request_act(
            ticket_id,
            kw,
            "urge",
            lambda ticket: ticket.portal_urge(to_text(kw.get("reason"))),
            request.env._("We have been told that this cannot wait."),
            text_field="reason",
        )

    @http.route(
        "/my/requests/<int:ticket_id>/colleague",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def request_colleague(self, ticket_id, **kw):
        """Have a colleague follow a request."""
        return self._request_act(
            ticket_id,
            kw,
            "colleague",
            lambda ticket: ticket.portal_add_colleague(to_id(kw.get("partner_id"))),
            request.env._("Your colleague follows this request now."),
        )

    def _request_act(self, ticket_id, kw, name, act, notice, text_field=None):
        """Do on a request what a small form asks, and say so on its page.

        :param text_field: the field of the form that has a text, which is kept if it is
            refused: in the form if the page, as its value ``may_<name>`` tells, still
            has it, else as an answer that can be sent
        """
        ticket = self._request_find(ticket_id)
        if not ticket:
            return request.redirect("/my")

        def do():
            act(ticket)
            return ticket, notice

        try:
            return self._request_once(ticket, kw, name, do)
        except UserError as error:
            refusal = str(error)
        text = to_text(kw.get(text_field))
        if not text:
            return self._request_back(ticket, refusal, is_error=True)
        response = self._request_refused(ticket, "", {}, ())
        if response.is_qweb:
            values = response.qcontext
            values.update(notice=refusal, notice_is_error=True)
            if values.get(f"may_{name}"):
                values["written"] = {text_field: text}
            else:
                values["body"] = text
        return response

    def _request_once(self, ticket, kw, name, act):
        """Do what a form asks if it is sent for the first time.

        :param act: function that returns the request to show and what to say
        :raise UserError: if it cannot be done; then the form may be sent again
        """
        once = request.env["portal.once"]
        key = to_text(kw.get("once"))
        scope = self._request_scope(f"portal_request.{name}/{ticket.id}")
        with request.env.cr.savepoint():
            if not once._first_time(key, scope):
                return self._request_back(once._recall(key, scope) or ticket)
            shown, notice = act()
            once._remember(key, scope, shown)
        return self._request_back(shown, notice)

    def _request_refused(self, ticket, body, errors, attachments):
        """Show the page of a request again, with what was written."""
        response = self.portal_my_ticket(ticket.id)
        if response.is_qweb:
            response.qcontext.update(
                body=body,
                errors=errors,
                kept_files=self._request_kept_values(attachments),
            )
            response.status_code = 422
        return response
