import time

from odoo.fields import Domain
from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.portal.controllers.portal import pager as portal_pager

NEWS_PER_PAGE = 20
# Where there was nothing, nobody looks again for so many seconds: what comes meanwhile
# is among the news.
EMPTY_FOR = 600


class SpacePortal(CustomerPortal):
    @route()
    def home(self, **kw):
        space = request.env["portal.space"]
        if request.env.user._is_portal():
            last_visit = request.env["portal.visit"]._opened()
            space = space.with_context(portal_space_last_visit=last_visit)
        response = super().home(**kw)
        response.qcontext.update(
            space=space._home(),
            space_empty=self._counted_empty(),
        )
        return response

    @route()
    def counters(self, counters, **kw):
        result = super().counters(counters, **kw)
        if request.session.get("portal_space_counted_until", 0) < time.time():
            request.session["portal_space_counted_until"] = time.time() + EMPTY_FOR
        return result

    def _counted_empty(self):
        """The names of stock's counters that were zero lately."""
        if request.session.get("portal_space_counted_until", 0) < time.time():
            return frozenset()
        counted = request.session.get("portal_counters", {})
        return frozenset(name for name, some in counted.items() if not some)

    def _get_page_view_values(
        self, document, access_token, values, session_history, no_breadcrumbs, **kwargs
    ):
        in_space = isinstance(document, request.env.registry["portal.space.mixin"])
        if in_space and request.env.user._is_portal():
            request.env["portal.visit"]._opened(document._name, document.id)
            request.env["portal.news"]._mark_read(document)
        return super()._get_page_view_values(
            document, access_token, values, session_history, no_breadcrumbs, **kwargs
        )

    def _news_domain(self, **kw):
        """Which of one's news the page lists, by the arguments of its address."""
        return Domain.TRUE

    @route(
        ["/my/news", "/my/news/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        readonly=True,
    )
    def portal_my_news(self, page=1, **kw):
        news = request.env["portal.news"]._mine(self._news_domain(**kw))._readable()
        pager = portal_pager(
            url="/my/news", url_args=kw, total=len(news), page=page, step=NEWS_PER_PAGE
        )
        shown = news[pager["offset"] : pager["offset"] + NEWS_PER_PAGE]
        values = self._prepare_portal_layout_values()
        values.update(page_name="news", news=shown, pager=pager)
        return request.render("portal_space.portal_my_news", values)

    @route("/my/news/read", type="http", auth="user", website=True, methods=["POST"])
    def portal_news_read(self, **kw):
        request.env["portal.news"]._mark_read()
        return request.redirect("/my/news")
