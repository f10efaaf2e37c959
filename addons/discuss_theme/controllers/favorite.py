from odoo import http
from odoo.http import request

from odoo.addons.mail.tools.discuss import Store


class FavoriteController(http.Controller):
    """Let a person keep channels at hand; see the methods of `discuss.channel`."""

    @http.route(
        "/discuss/channel/favorite", methods=["POST"], type="jsonrpc", auth="user"
    )
    def discuss_channel_favorite(self, channel_id, is_favorite):
        channel = request.env["discuss.channel"]._own_channel_from_rpc(channel_id)
        channel.set_favorite(is_favorite)
        return self._get_favorites_data(channel.self_member_id)

    @http.route(
        "/discuss/channel/favorite/order",
        methods=["POST"],
        type="jsonrpc",
        auth="user",
    )
    def discuss_channel_favorite_order(self, channel_ids):
        request.env["discuss.channel"].set_favorite_order(channel_ids)
        Member = request.env["discuss.channel.member"]
        return self._get_favorites_data(Member._own_favorites())

    def _get_favorites_data(self, members):
        return Store().add(members, members._favorite_store_fields()).get_result()
