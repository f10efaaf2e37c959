from odoo import models


class DiscussChannelMember(models.Model):
    _inherit = "discuss.channel.member"

    def _rtc_join_call(self, *args, **kwargs):
        self.channel_id._check_open()
        return super()._rtc_join_call(*args, **kwargs)
