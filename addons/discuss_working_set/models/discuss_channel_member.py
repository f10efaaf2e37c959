from odoo import models

# More than so many memberships that were read at once are told as numbers.
TOLD_ONE_BY_ONE = 50


class DiscussChannelMember(models.Model):
    _inherit = "discuss.channel.member"

    def unlink(self):
        partners_by_channel = self.grouped("channel_id")
        left = [
            (channel, members.partner_id)
            for channel, members in partners_by_channel.items()
        ]
        for channel, partners in left:
            channel._refresh_working_sets(partners)
        return super().unlink()

    def _notify_own_read(self):
        """Tell those who read thousands of channels at once in few words."""
        if len(self) <= TOLD_ONE_BY_ONE:
            return super()._notify_own_read()
        # sudo: bus.bus - reading a number that is not sensitive
        bus_last_id = self.env["bus.bus"].sudo()._bus_last_id()
        for bus_channel, members in self.grouped(lambda m: m._bus_channel()).items():
            bus_channel._bus_send(
                "discuss.working_set/read",
                {
                    "bus_id": bus_last_id,
                    "separators": {
                        member.channel_id.id: member.new_message_separator
                        for member in members
                    },
                },
            )
        return None
