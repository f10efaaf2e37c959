from odoo import api, models


class PortalNews(models.Model):
    _inherit = "portal.news"

    @api.model
    def _closed_ways(self, partners):
        closed = super()._closed_ways(partners)
        for partner in partners:
            if not partner._portal_space_sms_number():
                closed[partner.id].add("sms")
        return closed

    @api.model
    def _send_by_sms(self, parts):
        """Queue one SMS for each person: what is new, and where.

        :param parts: list of pairs of a user and their news
        """
        base_url = self.get_base_url()
        self.env["sms.sms"].create(
            [
                {
                    "partner_id": user.partner_id.id,
                    "number": user.partner_id._portal_space_sms_number(),
                    "body": self.with_context(lang=user.lang).env._(
                        "%(company)s: %(news)s %(link)s",
                        company=user.company_id.name,
                        news=news._summary(user.lang),
                        link=base_url + (news.url if len(news) == 1 else "/my/news"),
                    ),
                }
                for user, news in parts
            ]
        )
