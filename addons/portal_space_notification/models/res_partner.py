from datetime import timedelta, timezone
from zoneinfo import ZoneInfo

from odoo import models

MONDAY = 0


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _portal_space_moment(self, moment, now):
        """When a person is told, who is to be at a moment of ``portal.preference``:
        digests come in the morning of where they are.

        :param now: naive, UTC
        :return: likewise
        """
        self.ensure_one()
        if moment == "now":
            return now
        company = (self.company_id or self.user_ids.company_id or self.env.company)[0]
        zone = ZoneInfo(self.tz or company.partner_id.tz or "UTC")
        here = now.replace(tzinfo=timezone.utc).astimezone(zone)
        digest = here.replace(
            hour=company.portal_space_digest_hour, minute=0, second=0, microsecond=0
        )
        days = (MONDAY - digest.weekday()) % 7 if moment == "week" else 0
        digest += timedelta(days=days)
        if digest <= here:
            digest += timedelta(days=7 if moment == "week" else 1)
        return digest.astimezone(timezone.utc).replace(tzinfo=None)
