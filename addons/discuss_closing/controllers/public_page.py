from odoo.http import request

from odoo.addons.mail.controllers.discuss.public_page import PublicPageController


class ClosingPublicPageController(PublicPageController):
    def _response_discuss_public_template(self, store, channel):
        # sudo: discuss.channel - whether one may read what is behind is asked next
        target = channel.sudo().merged_into_id.sudo(channel.env.su)
        if target and target.has_access("read"):
            return request.redirect(f"/discuss/channel/{target.id}")
        return super()._response_discuss_public_template(store, channel)
