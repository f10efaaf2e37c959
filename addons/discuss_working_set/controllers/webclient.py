from odoo.http import request

from odoo.addons.discuss_theme.controllers.webclient import (
    DiscussThemeWebclientController,
)
from odoo.addons.mail.tools.discuss import Store


class DiscussWorkingSetWebclientController(DiscussThemeWebclientController):
    """Give the browsers of people who have joined many channels what they need."""

    @classmethod
    def _process_request_loop(cls, store: Store, fetch_params):
        names = {
            param if isinstance(param, str) else param[0] for param in fetch_params
        }
        if (
            names
            & {
                "channels_as_member",
                "init_messaging",
            }
            and request.env.user._has_working_set()
        ):
            # both need it, and are often asked for together
            overview = request.env["discuss.channel"]._get_overview()
            request.update_context(discuss_overview=overview)
        return super()._process_request_loop(store, fetch_params)

    @classmethod
    def _process_request_for_all(cls, store: Store, name, params):
        if name == "channels_as_member" and (
            overview := request.env.context.get("discuss_overview")
        ):
            # In place of the stock request of the same name.
            Channel = request.env["discuss.channel"]
            Channel._get_channels_as_member()._add_light_to_store(store)
            store.add_global_values(discuss_joined=overview.format())
            return None
        return super()._process_request_for_all(store, name, params)

    @classmethod
    def _process_request_for_internal_user(cls, store: Store, name, params):
        Channel = request.env["discuss.channel"]
        if name == "discuss.working_set":
            store.add_global_values(discuss_joined=Channel._get_overview().format())
        elif name == "discuss.working_set/channels":
            Channel._get_joined(params)._add_light_to_store(store)
        elif name == "discuss.working_set/more":
            params = params if isinstance(params, dict) else {}
            Channel._get_joined_page(
                params.get("known_ids"),
                theme_id=params.get("theme_id"),
                channel_type=params.get("channel_type"),
                in_any_theme=params.get("in_any_theme"),
            )._add_light_to_store(store)
        elif name == "discuss.working_set/last_messages":
            store.add(Channel._get_joined(params)._get_last_messages())
        return super()._process_request_for_internal_user(store, name, params)
