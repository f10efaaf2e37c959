from odoo.http import request

from odoo.addons.mail.controllers.discuss.public_page import PublicPageController


class OwnerPublicPageController(PublicPageController):
    """Let nobody into a private channel by a link that somebody has passed on."""

    def _response_discuss_channel_invitation(self, store, channel, guest_email=None):
        # who comes by e-mail was invited by an owner
        if not (guest_email or channel.is_member or channel._opens_by_link()):
            raise request.not_found()
        return super()._response_discuss_channel_invitation(
            store, channel, guest_email=guest_email
        )
