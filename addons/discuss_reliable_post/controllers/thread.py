from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.mail.controllers.thread import ThreadController
from odoo.addons.mail.tools.discuss import Store, add_guest_to_context


class ReliableThreadController(ThreadController):
    @http.route()
    @add_guest_to_context
    def mail_message_post(
        self, thread_model, thread_id, post_data, context=None, **kwargs
    ):
        """Post a message once, however often it is sent with the same `client_key`.

        The key stands in `post_data`; see `mail.thread.message_post_once`.
        """
        key = post_data.get("client_key") if isinstance(post_data, dict) else None
        if key is None:
            return super().mail_message_post(
                thread_model, thread_id, post_data, context=context, **kwargs
            )
        if sent := request.env["mail.message"]._sent_with_client_key(key):
            thread = self._get_thread_with_access_for_post(
                thread_model, thread_id, **kwargs
            )
            if not thread:
                raise NotFound()
            # As `message_post` finds the author
            data = self._prepare_message_data(
                {}, thread=thread, from_create=True, **kwargs
            )
            partner, guest = request.env["res.partner"]._get_current_persona()
            if author_id := data.get("author_id"):
                guest = guest.browse()
                partner = partner.browse(author_id)
            elif not guest:
                partner = request.env.user.partner_id
            if message := sent._of_author_in(thread, partner, guest):
                return {
                    "store_data": Store().add(message).get_result(),
                    "message_id": message.id,
                }
        result = super().mail_message_post(
            thread_model, thread_id, post_data, context=context, **kwargs
        )
        message = request.env["mail.message"].browse(result["message_id"])
        message._claim_client_key(key)
        return result
