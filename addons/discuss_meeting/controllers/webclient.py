from odoo.http import request

from odoo.addons.mail.controllers.webclient import WebclientController
from odoo.addons.mail.tools.discuss import Store


class WebClient(WebclientController):
    @classmethod
    def _process_request_for_internal_user(self, store: Store, name, params):
        result = super()._process_request_for_internal_user(store, name, params)
        if name == "discuss_meeting.lobby":
            # a page that has just been opened asks whom its user is to let in
            store.add(request.env["discuss.meeting"]._with_lobby_of_user())
        return result
