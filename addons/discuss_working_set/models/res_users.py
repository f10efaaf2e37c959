from datetime import timedelta

from odoo import fields, models

from odoo.addons.mail.tools.discuss import Store

from .. import overview

# Longer than any post takes that began before somebody was known to have too many
# channels to listen to: it told the channel alone.
GRACE = timedelta(minutes=1)


class ResUsers(models.Model):
    _inherit = "res.users"

    def _has_working_set(self):
        """Tell whether the user has joined more channels than a browser should get."""
        self.ensure_one()
        if not self._is_internal():
            return False
        # sudo: discuss.channel.member - a number, of one's own
        joined = self.env["discuss.channel.member"].sudo()
        domain = [("partner_id", "=", self.partner_id.id)]
        limit = overview.ALL_LIMIT
        return joined.search_count(domain, limit=limit + 1) > limit

    def _update_working_set(self):
        """Note whether the user has a working set, so that posts tell them; return
        whether it has been noted for long enough to rely on it.
        """
        self.ensure_one()
        has_working_set = self._has_working_set()
        # sudo: res.users.settings - a note of the server's own, on the user's settings
        settings = self.sudo().res_users_settings_id
        if has_working_set:
            settings = settings or settings._find_or_create_for_user(self)
        if not has_working_set:
            if settings.discuss_working_set_since:
                settings.discuss_working_set_since = False
                # From now on posts tell those alone who listen to the channel: the
                # user's other browsers have to listen to all, too.
                self._bus_send("discuss.working_set/refresh", {"resubscribe": True})
        elif not settings.discuss_working_set_since:
            settings.discuss_working_set_since = fields.Datetime.now()
        return (
            has_working_set
            and settings.discuss_working_set_since < fields.Datetime.now() - GRACE
        )

    def _init_messaging(self, store: Store):
        result = super()._init_messaging(store)
        user = self.with_user(self)
        if user._has_working_set():
            seen = user.env["discuss.channel"]._get_overview()
            store.add_global_values(
                discuss_has_working_set=True,
                initChannelsUnreadCounter=seen.counter,
            )
        return result
