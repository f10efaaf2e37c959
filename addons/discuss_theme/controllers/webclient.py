from odoo.http import request

from odoo.addons.mail.controllers.discuss.channel import (
    DiscussChannelWebclientController,
)
from odoo.addons.mail.tools.discuss import Store


class DiscussThemeWebclientController(DiscussChannelWebclientController):
    """Let the client ask for the themes, and create channels by our rules."""

    @classmethod
    def _process_request_for_all(cls, store: Store, name, params):
        # In place of the stock requests of these names, which would make a second
        # channel.
        if name in ("/discuss/create_channel", "/discuss/create_group"):
            params = params if isinstance(params, dict) else {}
            Channel = request.env["discuss.channel"]
            if name == "/discuss/create_group":
                channel = Channel._create_group(
                    params.get("partners_to"),
                    params.get("default_display_mode", False),
                    params.get("name") or "",
                )
            else:
                channel = Channel._create_channel(
                    params.get("name"),
                    params.get("group_id"),
                    theme_id=params.get("theme_id"),
                    description=params.get("description"),
                    kind=params.get("kind"),
                    partner_ids=params.get("partner_ids"),
                )
            store.add(channel).resolve_data_request(channel=Store.One(channel, []))
            return None
        return super()._process_request_for_all(store, name, params)

    @classmethod
    def _process_request_for_internal_user(cls, store: Store, name, params):
        if name == "discuss.theme":
            request.env["discuss.theme"]._add_to_store(store)
        return super()._process_request_for_internal_user(store, name, params)
