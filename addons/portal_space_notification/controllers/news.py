from odoo.fields import Domain
from odoo.http import request, route

from odoo.addons.portal_space.controllers.portal import SpacePortal


class NewsPortal(SpacePortal):
    def _news_domain(self, filterby=None, **kw):
        domain = super()._news_domain(**kw)
        if filterby == "unread":
            domain &= Domain("read_date", "=", False)
        return domain

    @route(
        "/my/news/<int:news_id>/read",
        type="http",
        auth="user",
        website=True,
        methods=["POST"],
    )
    def portal_one_news_read(self, news_id, filterby=None, **kw):
        request.env["portal.news"]._mark_one_read(news_id)
        unread = filterby == "unread"
        return request.redirect("/my/news?filterby=unread" if unread else "/my/news")
