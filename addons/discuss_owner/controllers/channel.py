from werkzeug.exceptions import NotFound

from odoo import http

from odoo.addons.mail.controllers.discuss.channel import ChannelController


class DiscussOwnerChannelController(ChannelController):
    @http.route()
    def discuss_channel_join(self, channel_id):
        """Answer what is no id of a channel as stock answers one that does not exist,
        instead of asking the database for it."""
        if type(channel_id) is not int or not 0 < channel_id < 2**31:
            raise NotFound()
        return super().discuss_channel_join(channel_id)
