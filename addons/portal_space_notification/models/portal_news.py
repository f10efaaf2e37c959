from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

# News that are told again before they are read are sent again no sooner than that.
AGAIN_AFTER = timedelta(hours=1)


class PortalNews(models.Model):
    _name = "portal.news"
    _inherit = ["portal.news", "portal.news.sending.mixin"]

    send_date = fields.Datetime("To Send", readonly=True)
    """When it is to leave the space; empty if it waits for nothing."""
    sent_date = fields.Datetime("Sent", readonly=True)

    _to_send_idx = models.Index("(partner_id, id) WHERE send_date IS NOT NULL")

    def _on_told(self):
        result = super()._on_told()
        self._plan()
        return result

    def _plan(self):
        """Set when these news leave the space, as each person chose; what waits
        already goes on to wait for its moment."""
        now = fields.Datetime.now()
        choices = self.env["portal.preference"]._choices(self.partner_id)
        planned = defaultdict(self.browse)
        for news in self:
            way, moment = choices[news.partner_id.id, news.kind]
            date = False
            if way != "space" and not news.read_date:
                date = news.partner_id._portal_space_moment(moment, now)
                if news.sent_date:
                    date = max(date, news.sent_date + AGAIN_AFTER)
                if news.send_date:
                    date = min(date, news.send_date)
            planned[date] |= news
        for date, news in planned.items():
            news.write({"send_date": date})
        if any(date and date <= now for date in planned):
            # sudo: ir.cron - what is told at once leaves after this transaction
            self.env.ref(
                "portal_space_notification.ir_cron_send_news"
            ).sudo()._trigger()

    @api.model
    def _choice_changed(self, partner):
        """What waits for a person is sent when they choose now."""
        # sudo: portal.news - one's own
        waiting_sudo = self.sudo().search(
            [("partner_id", "=", partner.id), ("send_date", "!=", False)]
        )
        waiting_sudo.send_date = False
        waiting_sudo._plan()

    @api.model
    def _mark_one_read(self, news_id):
        """Mark one of the user's news as read, if it is theirs."""
        news = self._mine(Domain("id", "=", news_id) & Domain("read_date", "=", False))
        news.write({"read_date": fields.Datetime.now()})
