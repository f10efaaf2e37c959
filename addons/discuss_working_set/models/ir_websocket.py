import re

from odoo import models

# Asked for by browsers that know how to do without listening to every channel.
MARKER = "discuss_working_set"
# Of all the tabs of a browser together.
SUBSCRIPTION_LIMIT = 1000
CHANNEL = re.compile(r"discuss\.channel_([1-9]\d{0,8})")


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Let people with a working set listen to the channels that their browsers ask
        for, instead of all that they have joined.

        As everywhere, asking is not enough: one has to be able to read a channel.
        """
        user = self.env.user
        can_narrow = user._is_internal() and user._update_working_set()
        if MARKER not in channels or not can_narrow:
            return super()._build_bus_channel_list(
                [channel for channel in channels if channel != MARKER]
            )
        asked_ids, others = [], []
        for channel in channels:
            if isinstance(channel, str) and channel.startswith("discuss.channel_"):
                if match := CHANNEL.fullmatch(channel):
                    asked_ids.append(int(match[1]))
            elif channel != MARKER:
                others.append(channel)
        asked_ids = asked_ids[:SUBSCRIPTION_LIMIT]
        # sudo: discuss.channel - who reads a channel reads its threads; no more than
        # ids, which the record rules check
        asked = self.env["discuss.channel"].sudo().browse(asked_ids).exists()
        narrowed = self.with_context(
            discuss_channels_asked=(asked | asked.parent_channel_id)._ids
        )
        return super(IrWebsocket, narrowed)._build_bus_channel_list(
            [*others, *(f"discuss.channel_{channel_id}" for channel_id in asked_ids)]
        )
