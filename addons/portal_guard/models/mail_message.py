from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools.mail import email_split_tuples

from odoo.addons.mail.tools.discuss import Store

# What the chatter of a page shows, as `website_message_ids` of the portal has it
SHOWN_TYPES = ("comment", "email", "email_outgoing", "auto_comment", "out_of_office")
# Where other screens than the chatter of a page show messages to customers and guests
ROOMS = ("discuss.channel",)
ADDRESS_FIELDS = frozenset(
    (
        "email_from",
        "reply_to",
        "incoming_email_to",
        "incoming_email_cc",
        "outgoing_email_to",
        "mail_server_id",
    )
)


class MailMessage(models.Model):
    """Share users (customers, guests, visitors) read what their pages show, write by
    the routes of these, and see names where employees see addresses.

    All of this holds for whoever is no employee, by every road: the hooks below are
    those that screens, routes and remote calls have in common.
    """

    _inherit = "mail.message"

    portal_written = fields.Boolean(
        "Written in the Portal",
        copy=False,
        readonly=True,
        groups=fields.NO_ACCESS,
        export_string_translation=False,
    )
    """Somebody who is no employee wrote this themselves, and may rewrite it: not what
    Odoo posts in their name, as when they sign a quotation."""

    # ------------------------------------------------------
    # ACCESS
    # ------------------------------------------------------

    @api.model
    def _is_for_share(self):
        """Tell whether the current user, and not Odoo by itself, is no employee."""
        return not self.env.su and not self.env.user._is_internal()

    def _get_search_domain_share(self):
        comment_id = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")
        shown = Domain("message_type", "in", SHOWN_TYPES) & Domain(
            "subtype_id", "=", comment_id
        )
        return super()._get_search_domain_share() & (
            Domain("model", "in", (False, *ROOMS)) | shown
        )

    def _filter_shown_to_share(self):
        """Return those of these messages that a page may show to share users, whoever
        may open that page."""
        # sudo: mail.message - tells about what was asked for nothing but that it is
        # for share users
        shown_ids = set(
            self.sudo()._search(
                Domain("id", "in", self.ids) & self._get_search_domain_share()
            )
        )
        return self.filtered(lambda message: message.id in shown_ids)

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        # Where the access is bypassed, a condition on `message_ids` of a record asks.
        if bypass_access and self._is_for_share():
            domain = self._get_search_domain_share() & Domain(domain)
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _get_forbidden_access(self, operation):
        forbidden = super()._get_forbidden_access(operation)
        if not self._is_for_share():
            return forbidden
        if operation in ("write", "unlink"):
            # The routes of the chatter do this for the author.
            return self
        if operation == "read":
            allowed = self - forbidden
            forbidden += allowed - allowed._filter_shown_to_share()
        return forbidden

    @api.model
    def _get_with_access(self, message_id, mode="read", **kwargs):
        message = super()._get_with_access(message_id, mode=mode, **kwargs)
        # Whoever may read the record, be it by a token, would get any message of it.
        if (
            message
            and not self.env.user._is_internal()
            # sudo: mail.message - whether it is on a page
            and message.sudo().model not in ROOMS
        ):
            return message._filter_shown_to_share()
        return message

    # ------------------------------------------------------
    # ADDRESSES
    # ------------------------------------------------------

    @api.model
    def _check_field_access(self, field, operation):
        # Not `_has_field_access`: Odoo's own code reads addresses of messages in the
        # name of whoever posts. Requests come by here, to read, search, sort and group.
        if (
            operation == "read"
            and field.name in ADDRESS_FIELDS
            and self._is_for_share()
        ):
            raise AccessError(
                self.env._("Addresses of messages are for employees to read.")
            )
        return super()._check_field_access(field, operation)

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        result = super().fields_get(allfields, attributes)
        if self._is_for_share():
            for name in ADDRESS_FIELDS:
                result.pop(name, None)
        return result

    def read(self, fields=None, load="_classic_read"):
        if self._is_for_share():
            fields = fields or list(self.fields_get(attributes=()))
            for name in ADDRESS_FIELDS.intersection(fields):
                self._check_field_access(self._fields[name], "read")
        return super().read(fields=fields, load=load)

    def copy_data(self, default=None):
        if self._is_for_share():
            raise self._make_access_error("create")
        return super().copy_data(default=default)

    def _to_store_defaults(self, target):
        result = super()._to_store_defaults(target)
        if target.is_internal(self.env):
            return result

        def is_address(field):
            name = field.field_name if isinstance(field, Store.Attr) else field
            return name in ADDRESS_FIELDS

        result = [field for field in result if not is_address(field)]
        result += [
            Store.Attr(name, value=lambda message: False)
            for name in ("incoming_email_cc", "incoming_email_to")
        ]
        # It stands for the author where there is none: as a name.
        result.append(
            Store.Attr(
                "email_from",
                value=lambda message: message._get_sender_name(),
                predicate=lambda m: not m.author_id and not m.author_guest_id,
            )
        )
        return result

    def _to_store(self, store, fields, **kwargs):
        is_formatted = "message_format" in fields
        result = super()._to_store(store, fields, **kwargs)
        if is_formatted and not store.target.is_internal(self.env):
            for message in self:
                if message.incoming_email_cc or message.incoming_email_to:
                    store.add(
                        message,
                        {"incoming_email_cc": False, "incoming_email_to": False},
                    )
        return result

    def _get_sender_name(self):
        """Return the name in the address that this message came from, if any."""
        self.ensure_one()
        # sudo: mail.message - of the address, only the name is returned
        address = self.sudo().email_from or ""
        return next((name for name, _email in email_split_tuples(address)), "")

    # ------------------------------------------------------
    # WRITING
    # ------------------------------------------------------

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        if self._is_for_share() and not self.env["mail.thread"]._is_tracking():
            messages._check_written_by_share()
        return messages

    def _check_written_by_share(self):
        """Check that share users add to a page what it lets them add, comments of
        today, and that what they write anywhere goes to people whom they see.

        :raise AccessError: otherwise
        """
        portal_mixin = self.env.registry["portal.mixin"]
        comments = self.filtered(
            lambda message: message.message_type != "user_notification"
            and message.model in self.env
            and isinstance(self.env[message.model], portal_mixin)
        )
        now = fields.Datetime.now()
        refused = comments - comments._filter_shown_to_share()
        refused |= comments.filtered(
            lambda message: message.message_type != "comment"
            or abs(message.date - now) > timedelta(minutes=5)
        )
        for message in self - refused:
            # sudo: mail.message - all whom it goes to, be they hidden from its author
            recipients = message.sudo().partner_ids.sudo(False)
            # What is said in a room goes to its members, whoever may be read.
            in_room = (
                message.model in ROOMS and message.message_type != "user_notification"
            )
            if recipients and not in_room and not recipients.has_access("read"):
                refused |= message
        if refused:
            raise refused._make_access_error("create")
