from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.mail.controllers.thread import ThreadController
from odoo.addons.mail.tools.discuss import Store, add_guest_to_context


class GuardedThreadController(ThreadController):
    def _prepare_message_data(self, post_data, *, thread, **kwargs):
        data = super()._prepare_message_data(post_data, thread=thread, **kwargs)
        if request.env.user._is_internal():
            return data
        # Others write comments, and say nothing in the name of Odoo.
        data["message_type"] = "comment"
        data.pop("subtype_xmlid", None)
        if kwargs.get("from_create"):
            data["subtype_xmlid"] = "mail.mt_comment"
            data["portal_written"] = True
        return data

    @classmethod
    def _can_edit_message(cls, message, **kwargs):
        if not super()._can_edit_message(message, **kwargs):
            return False
        # sudo: mail.message - whether this author wrote it is not told
        message_sudo = message.sudo()
        return (
            request.env.user._is_internal()
            or message_sudo.model == "discuss.channel"
            or message_sudo.portal_written
        )

    @http.route()
    @add_guest_to_context
    def mail_message_post(
        self, thread_model, thread_id, post_data, context=None, **kwargs
    ):
        """Post a message; the same one once, if `post_data` has a key as `once`."""
        key = post_data.get("once") if isinstance(post_data, dict) else None
        if not key:
            return super().mail_message_post(
                thread_model, thread_id, post_data, context=context, **kwargs
            )
        thread = self._get_thread_with_access_for_post(
            thread_model, thread_id, **kwargs
        )
        if not thread:
            raise NotFound()
        once = request.env["portal.once"]
        scope = f"mail.message/{thread._name}/{thread.id}"
        if not once._first_time(key, scope):
            message = once._recall(key, scope)
            if not message:
                raise NotFound()
            # sudo: mail.message - whoever just posted it gets it, as the first time
            message_sudo = message.sudo()
            return {
                "store_data": Store().add(message_sudo).get_result(),
                "message_id": message_sudo.id,
            }
        result = super().mail_message_post(
            thread_model, thread_id, post_data, context=context, **kwargs
        )
        message = request.env["mail.message"].browse(result["message_id"])
        once._remember(key, scope, message)
        return result

    # What the chatter of employees asks about recipients has addresses in it.

    @http.route()
    def mail_thread_recipients(self, *args, **kwargs):
        self._check_employee()
        return super().mail_thread_recipients(*args, **kwargs)

    @http.route()
    def mail_thread_recipients_fields(self, *args, **kwargs):
        self._check_employee()
        return super().mail_thread_recipients_fields(*args, **kwargs)

    @http.route()
    def mail_thread_recipients_get_suggested_recipients(self, *args, **kwargs):
        self._check_employee()
        return super().mail_thread_recipients_get_suggested_recipients(*args, **kwargs)

    @http.route()
    def mail_thread_partner_from_email(self, *args, **kwargs):
        self._check_employee()
        return super().mail_thread_partner_from_email(*args, **kwargs)

    def _check_employee(self):
        if not request.env.user._is_internal():
            raise NotFound()
