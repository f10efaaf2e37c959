from http import HTTPStatus

from odoo import http
from odoo.http import request

from odoo.addons.discuss_theme.tools.names import one_line
from odoo.addons.mail.tools.discuss import add_guest_to_context

NAME_MAX_LENGTH = 100

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    # the provider is not told our link
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}


class MeetingController(http.Controller):
    """The one link of a meeting: who has it comes in, waits, or is told why not."""

    @http.route(
        "/meeting/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
    )
    @add_guest_to_context
    def meeting(self, token):
        """Show the door. Nothing changes by looking at it."""
        return self._at_door(token, self._render)

    @http.route(
        "/meeting/<string:token>/join",
        type="http",
        auth="public",
        methods=["POST"],
        sitemap=False,
    )
    @add_guest_to_context
    def join(self, token, name="", **kwargs):
        """Come in, or wait to be let in.

        :param str name: what a guest says they are called
        """
        return self._at_door(token, self._join, name)

    @http.route(
        "/meeting/<string:token>/fallback",
        type="http",
        auth="public",
        methods=["POST"],
        sitemap=False,
    )
    @add_guest_to_context
    def fallback(self, token, **kwargs):
        """Hold the meeting elsewhere, as its provider is down."""
        return self._at_door(token, self._fall_back)

    @http.route(
        "/meeting/<string:token>/status",
        type="http",
        auth="public",
        methods=["POST"],
        sitemap=False,
    )
    @add_guest_to_context
    def status(self, token, **kwargs):
        """Tell who waits whether they were let in, and note that they still wait.

        :return: JSON ``{"state": str}``: "waiting", "admitted", "refused", "over" or,
            for who has not asked to come in, "none"
        """
        return self._at_door(token, self._tell_status)

    # ------------------------------------------------------------
    # At the door
    # ------------------------------------------------------------

    def _at_door(self, token, act, *args):
        """Answer with ``act``, called with the meeting (sudo) of a link; or say why
        there is none."""
        guesses = request.env["discuss.meeting.guess"]
        address = request.httprequest.remote_addr or ""
        is_stranger = request.env.user._is_public()
        if is_stranger and guesses._is_guessing(address):
            return self._page("too_many", HTTPStatus.TOO_MANY_REQUESTS)
        meeting = request.env["discuss.meeting"]._find_by_token(token)
        if not meeting:
            if is_stranger:
                guesses._count(address)
            return self._page("unknown", HTTPStatus.NOT_FOUND)
        return act(meeting, *args)

    def _join(self, meeting, name):
        if meeting._is_over() or not meeting._is_near():
            return self._render(meeting)
        if meeting.sudo(False)._lets_in():
            return self._go_in(meeting)
        if not meeting._own_stay():
            if meeting._is_in_channel():
                return self._render(meeting)
            if request.env.user._is_public():
                name = one_line(name if isinstance(name, str) else "")
                if not name or len(name) > NAME_MAX_LENGTH:
                    return self._render(meeting, name_error=True)
                guest = self._set_guest(name)
                meeting = meeting.with_context(guest=guest)
            meeting._knock(name)
        return self._redirect(meeting)

    def _fall_back(self, meeting):
        if (
            meeting.sudo(False)._goes_in()
            and meeting.provider_failed_date
            and not meeting._is_over()
        ):
            meeting._use_fallback()
        return self._redirect(meeting)

    def _tell_status(self, meeting):
        stay = meeting._own_stay()
        if meeting._is_over():
            state = "over"
        elif stay.state == "inside":
            state = "admitted"
        else:
            state = stay.state or "none"
        if state == "waiting":
            stay._see()
        return request.make_json_response({"state": state}, headers=HEADERS)

    # ------------------------------------------------------------
    # How it answers
    # ------------------------------------------------------------

    def _go_in(self, meeting):
        if meeting._is_in_channel():
            return request.redirect(
                f"/discuss/channel/{meeting.channel_id.id}", HTTPStatus.SEE_OTHER
            )
        url = meeting.sudo(False)._enter()
        if not url:
            return self._render(meeting)
        response = request.redirect(url, HTTPStatus.SEE_OTHER, local=False)
        response.headers.update(HEADERS)
        return response

    def _redirect(self, meeting):
        return request.redirect(f"/meeting/{meeting.token}", HTTPStatus.SEE_OTHER)

    def _set_guest(self, name):
        """Return the guest that the visitor is, by this name; they may be new."""
        guests = request.env["mail.guest"]
        # sudo: mail.guest - the visitor's own, with the name that they give themselves
        guest = guests.sudo()._get_or_create_guest(
            guest_name=name,
            country_code=request.geoip.country_code,
            timezone=guests._get_timezone_from_request(request),
        )
        # sudo: mail.guest - their own
        if guest.sudo().name != name:
            # sudo: mail.guest - their own
            guest.sudo()._update_name(name)
        return guest

    def _render(self, meeting, **values):
        """Show where this visitor stands."""
        status = HTTPStatus.OK
        own = meeting.sudo(False)
        stay = meeting._last_stay()
        if meeting._is_over():
            page, status = "over", HTTPStatus.GONE
        elif own._lets_in(stay):
            page = "down" if meeting.provider_failed_date else "enter"
        elif meeting._is_in_channel():
            page, status = "members", HTTPStatus.FORBIDDEN
        else:
            page = {"waiting": "wait", "refused": "refused"}.get(stay.state, "knock")
        if page in ("enter", "knock") and not meeting._is_near():
            page = "early"
        guest = request.env["mail.guest"]._get_guest_from_context()
        return self._page(
            page,
            status,
            # sudo: discuss.meeting - the bearer of the link is told that much
            meeting=meeting,
            can_switch=own._goes_in(),
            # sudo: mail.guest - the visitor's own name
            guest_name=guest.sudo().name or "",
            is_public=request.env.user._is_public(),
            **values,
        )

    def _page(self, page, status, **values):
        response = request.render(
            "discuss_meeting.page", {"page": page, "meeting": None, **values}
        )
        response.status_code = status
        response.headers.update(HEADERS)
        return response
