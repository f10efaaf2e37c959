from odoo.http import request

from odoo.addons.mail.controllers.discuss.channel import (
    DiscussChannelWebclientController,
)
from odoo.addons.mail.tools.discuss import Store


class DiscussThemeWebclientController(DiscussChannelWebclientController):
    """Let the client ask for the themes, and create a channel in one of them."""

    @classmethod
    def _process_request_for_all(cls, store: Store, name, params):
        if name == "/discuss/create_channel" and "theme_id" in (params or {}):
            # In place of the stock request of the same name, which would create a
            # second channel.
            channel = request.env["discuss.channel"]._create_channel(
                params.get("name"),
                params.get("group_id"),
                theme_id=params["theme_id"],
                description=params.get("description"),
            )
            store.add(channel).resolve_data_request(channel=Store.One(channel, []))
            return None
        return super()._process_request_for_all(store, name, params)

    @classmethod
    def _process_request_for_internal_user(cls, store: Store, name, params):
        if name == "discuss.theme":
            request.env["discuss.theme"]._add_to_store(store)
        return super()._process_request_for_internal_user(store, name, params)
