from odoo.fields import Domain
from odoo.http import request, route

from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.portal.controllers.portal import pager as portal_pager

NEWS_PER_PAGE = 20


class SpacePortal(CustomerPortal):
    @route()
    def home(self, **kw):
        visits = request.env["portal.visit"]
        # colleagues who look at their own space do not visit it
        is_customer = request.env.user._is_portal()
        if is_customer:
            visits._opened()
        response = super().home(**kw)
        response.qcontext.update(
            space=request.env["portal.space"]._home(),
            first_visit=is_customer and not visits._previous_visit(),
        )
        return response

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
