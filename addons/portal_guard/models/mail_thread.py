from odoo import api, models

# What share users may ask about a record along with its messages
SHARE_REQUESTS = ("display_name",)
# Remote calls bring their context with them, but not this very object.
TRACKING = object()


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _is_tracking(self):
        """Tell whether a message is Odoo's, about what a user changed."""
        return self.env.context.get("portal_guard_tracking") is TRACKING

    def _message_track(self, fields_iter, initial_values_dict):
        return super(
            MailThread, self.with_context(portal_guard_tracking=TRACKING)
        )._message_track(fields_iter, initial_values_dict)

    def _message_track_post_template(self, changes):
        return super(
            MailThread, self.with_context(portal_guard_tracking=TRACKING)
        )._message_track_post_template(changes)

    def _get_message_create_valid_field_names(self):
        return super()._get_message_create_valid_field_names() | {"portal_written"}

    def _thread_to_store(self, store, fields, *, request_list=None):
        # With the token of a page, Odoo answers here as superuser: followers,
        # activities, attachments and suggested recipients are for employees.
        if (
            request_list
            and self._name != "discuss.channel"
            and not self.env.user._is_internal()
        ):
            request_list = [name for name in request_list if name in SHARE_REQUESTS]
        return super()._thread_to_store(store, fields, request_list=request_list)
