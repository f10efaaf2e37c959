from odoo import http
from odoo.fields import Domain
from odoo.http import request

from odoo.addons.helpdesk_mgmt.controllers.myaccount import CustomerPortalHelpdesk
from odoo.addons.portal.controllers.portal import pager as portal_pager

from ..models.portal_request_opening_mixin import TEXT_LENGTH
from ..tools.forms import ID_MAX, to_date, to_id, to_text, to_token

SEARCH_LENGTH = 100
# The states that each filter of the list shows
FILTERS = {
    "all": None,
    "open": ("received", "handled", "waiting"),
    "waiting": ("waiting",),
    "closed": ("solved", "dropped"),
}


class FollowingController(CustomerPortalHelpdesk):
    @http.route()
    def portal_my_tickets(
        self,
        page=1,
        date_begin=None,
        date_end=None,
        sortby=None,
        filterby=None,
        search=None,
        search_in=None,
        groupby=None,
        **kw,
    ):
        """List requests, by state, with their numbers.

        The helpdesk's own method has no place for filters; all that it asks its small
        methods, this one does. What an address says that cannot be is passed over.
        """
        Ticket = request.env["helpdesk.ticket"]
        if not Ticket.has_access("read"):
            return request.redirect("/my")
        sortings = self._ticket_get_searchbar_sortings()
        groupbys = self._ticket_get_searchbar_groupby()
        inputs = self._ticket_get_searchbar_inputs()
        sortby = sortby if sortby in sortings else "date"
        groupby = groupby if groupby in groupbys else "none"
        search_in = search_in if search_in in inputs else "all"
        search = to_text(search)[:SEARCH_LENGTH]
        date_begin, date_end = to_date(date_begin), to_date(date_end)

        domain = Ticket._portal_near_domain()
        if search:
            domain &= Domain(self._ticket_get_search_domain(search_in, search))
        if date_begin and date_end:
            domain &= Domain("create_date", ">", date_begin)
            domain &= Domain("create_date", "<=", date_end)
        filters = self._request_filters(Ticket._portal_count_by_stage(domain))
        if stage_id := to_id(filterby):
            # as the helpdesk's own addresses have it
            chosen = {"domain": Domain("stage_id", "=", stage_id), "count": None}
        else:
            filterby = filterby if filterby in filters else "all"
            chosen = filters[filterby]
        domain &= chosen["domain"]
        total = chosen["count"]
        if total is None:
            total = Ticket.search_count(domain)

        pager = portal_pager(
            url="/my/tickets",
            url_args={
                "date_begin": date_begin,
                "date_end": date_end,
                "sortby": sortby,
                "filterby": filterby,
                "groupby": groupby,
                "search": search,
                "search_in": search_in,
            },
            total=total,
            page=page,
            step=self._items_per_page,
        )
        tickets = Ticket.search(
            domain,
            order=self._ticket_get_order(sortings[sortby]["order"], groupby) + ", id",
            limit=self._items_per_page,
            offset=pager["offset"],
        )
        request.session["my_tickets_history"] = tickets.ids[:100]
        field = self._ticket_get_groupby_mapping().get(groupby)
        values = self._prepare_portal_layout_values()
        values.update(
            date=date_begin,
            date_end=date_end,
            grouped_tickets=list(tickets.grouped(field).values())
            if field
            else [tickets]
            if tickets
            else [],
            state_labels=Ticket._portal_state_labels(),
            page_name="ticket",
            default_url="/my/tickets",
            pager=pager,
            searchbar_sortings=sortings,
            searchbar_groupby=groupbys,
            searchbar_inputs=inputs,
            search_in=search_in,
            search=search,
            sortby=sortby,
            groupby=groupby,
            searchbar_filters=filters,
            filterby=filterby,
        )
        return request.render("helpdesk_mgmt.portal_my_tickets", values)

    def _request_filters(self, counts):
        """Return the filters of the list, with the number of requests in each.

        :param dict counts: number of requests by stage
        """
        labels = {
            "all": request.env._("All"),
            "open": request.env._("Open"),
            "waiting": request.env._("Waiting for you"),
            "closed": request.env._("Closed"),
        }
        filters = {}
        for name, label in labels.items():
            shown = FILTERS[name]
            count = sum(
                number
                for stage, number in counts.items()
                if not shown or stage.portal_state in shown
            )
            filters[name] = {
                "label": f"{label} ({count})",
                "domain": Domain("stage_id.portal_state", "in", shown)
                if shown
                else Domain.TRUE,
                "count": count,
            }
        return filters

    @http.route()
    def portal_my_ticket(self, ticket_id, access_token=None, **kw):
        """Show a request; what is no id or no token opens nothing."""
        if ticket_id > ID_MAX:
            return request.redirect("/my")
        return super().portal_my_ticket(ticket_id, to_token(access_token), **kw)

    def _request_conversation_values(self, own, before):
        """Return what the page shows of the conversation: its end, or what was written
        before a message."""
        messages = own._portal_messages(before)
        return {
            "messages": messages,
            "earlier": own._portal_has_earlier(messages) and messages[:1].id,
            "before": before,
            "request_files": own._portal_files(messages),
        }

    def _ticket_get_page_view_values(self, ticket, access_token, **kwargs):
        values = super()._ticket_get_page_view_values(ticket, access_token, **kwargs)
        notice, is_error = request.session.pop("portal_request_notice", ("", False))
        company = request.env.company
        # what may be done is for who may read it; a link lets people look and comment
        own = ticket.sudo(False).with_user(request.env.user)
        is_own = not request.env.user._is_public() and own.has_access("read")
        values.update(
            closed_stages=ticket._portal_closing_stages() if is_own else (),
            steps=own._portal_space_shown_steps()[ticket.id],
            timeline=own._portal_timeline(),
            request_own=is_own,
            body="",
            written={},
            errors={},
            kept_files=[],
            notice=notice,
            notice_is_error=is_error,
            link_refusal=not is_own and ticket._portal_link_refusal(),
            **company._portal_request_limits(),
        )
        if is_own:
            values.update(
                **self._request_conversation_values(own, to_id(kwargs.get("before"))),
                about_links=own._portal_about_links(),
                colleagues=own._portal_colleagues(),
                may_reopen=own._portal_may_reopen(),
                may_urge=own._portal_may_urge(),
                reopen_days=company.portal_request_reopen_days,
                text_length=TEXT_LENGTH,
            )
        else:
            values["request_files"] = ticket._portal_files()
        return values
