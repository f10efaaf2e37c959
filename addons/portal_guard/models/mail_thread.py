from odoo import api, models
from odoo.exceptions import AccessError

from .mail_message import ADDRESS_FIELDS, ROOMS

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

    def message_post(self, **kwargs):
        self._check_named_by_share(kwargs)
        return super().message_post(**kwargs)

    def message_notify(self, **kwargs):
        self._check_named_by_share(kwargs)
        return super().message_notify(**kwargs)

    @api.model
    def _check_named_by_share(self, values):
        """Check that share users name no address of a message, and no author but
        themselves. To whom it goes is checked once it is made.

        :param dict values: what a message is posted with
        :raise AccessError: otherwise
        """
        if not self.env["mail.message"]._is_for_share() or self._is_tracking():
            return
        if any(values.get(name) for name in ADDRESS_FIELDS):
            raise AccessError(
                self.env._("Addresses of messages are for employees to choose.")
            )
        author_id = values.get("author_id")
        # The leaving of a room, for one, is told in the name of who leaves.
        if (
            author_id
            and author_id != self.env.user.partner_id.id
            and self._name not in ROOMS
        ):
            raise AccessError(
                self.env._("Only employees post in the name of somebody else.")
            )

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
