from odoo import models
from odoo.fields import Domain
from odoo.tools import format_date

from odoo.addons.portal_space.tools.home import CURRENT, DONE, TODO, Step

# The stages, users and dates of a request that its timeline looks at.
TIMELINE_LIMIT = 60
# How much of a conversation a page shows: its latest messages, or those before.
MESSAGES_LIMIT = 100
TIMELINE_FIELDS = ("stage_id", "user_id", "portal_expected_date")


class PortalRequestStateMixin(models.AbstractModel):
    """What a customer is told about how a request goes, in plain words."""

    _name = "portal.request.state.mixin"
    _description = "Requests: State for Customers"

    def _portal_state_labels(self):
        """Return the states of requests in the customer's words."""
        return dict(
            self.env["helpdesk.ticket.stage"]
            ._fields["portal_state"]
            ._description_selection(self.env)
        )

    def _portal_space_steps(self):
        steps = {}
        # sudo: helpdesk.ticket - who reads a request is told how it goes, and the name
        # of who handles it
        for ticket in self.sudo():
            state = ticket.stage_id.portal_state
            over = state in ("solved", "dropped")
            started = over or state in ("handled", "waiting")
            steps[ticket.id] = [
                Step(
                    "step_request",
                    self.env._("Received"),
                    DONE if started else CURRENT,
                    date=ticket.create_date,
                ),
                Step(
                    "step_request",
                    self.env._("Waiting for you")
                    if state == "waiting"
                    else self.env._("Being handled"),
                    DONE if over else CURRENT if started else TODO,
                    detail=ticket.user_id.name or "",
                ),
                Step(
                    "step_request",
                    self._portal_state_labels()["dropped"]
                    if state == "dropped"
                    else self.env._("Solved"),
                    DONE if over else TODO,
                    detail=self.env._("planned for")
                    if ticket.portal_expected_date and not over
                    else "",
                    date=ticket.closed_date if over else ticket.portal_expected_date,
                ),
            ]
        return steps

    def _portal_space_entry_values(self):
        values = super()._portal_space_entry_values()
        if self.portal_expected_date:
            values.update(
                date=self.portal_expected_date, date_label=self.env._("Planned for")
            )
        return values

    def _portal_timeline(self):
        """Return what happened to the request, as ``[(datetime, sentence)]``."""
        self.ensure_one()
        # sudo: helpdesk.ticket, mail.tracking.value - of these changes, whoever may
        # read the request is told that of the state, of who handles it and of the date
        ticket = self.sudo()
        # sudo: mail.tracking.value - of these changes, the fields that the page tells
        values = self.env["mail.tracking.value"].sudo()
        values = values.search(
            [
                ("mail_message_id.model", "=", self._name),
                ("mail_message_id.res_id", "=", self.id),
                ("field_id.name", "in", TIMELINE_FIELDS),
            ],
            order="id DESC",
            limit=TIMELINE_LIMIT,
        )
        # sudo: helpdesk.ticket.stage - names of the stages that the page tells
        stages = self.env["helpdesk.ticket.stage"].sudo()
        stages = stages.browse(
            values.filtered(lambda v: v.field_id.name == "stage_id").mapped(
                "new_value_integer"
            )
        ).exists()
        states = {stage.id: stage.portal_state for stage in stages}
        received = ticket.create_date
        events = [(received, self.env._("We received your request"))]
        if ticket.assigned_date and not any(
            value.field_id.name == "user_id" and value.new_value_char
            for value in values
        ):
            # who opens a request for somebody may take it in the same moment
            assigned = max(ticket.assigned_date, received)
            events.append((assigned, self._portal_taken(ticket.user_id.name)))
        for value in values.sorted("id"):
            text = self._portal_event(value, states)
            if text and text != events[-1][1]:
                events.append((value.create_date, text))
        return sorted(events, key=lambda event: event[0])

    def _portal_taken(self, name):
        return self.env._("Taken by %(name)s", name=name)

    def _portal_event(self, value, states):
        """Return the sentence for one change, or "" if the customer is told nothing."""
        name = value.field_id.name
        if name == "user_id":
            return value.new_value_char and self._portal_taken(value.new_value_char)
        if name == "portal_expected_date":
            return value.new_value_datetime and self.env._(
                "Planned for %(date)s",
                # a day, that is tracked as its first moment: it has no time zone
                date=format_date(self.env, value.new_value_datetime.date()),
            )
        return {
            "handled": self.env._("We are handling it"),
            "waiting": self.env._("We are waiting for your answer"),
            "solved": self.env._("Solved"),
            "dropped": self.env._("Closed without a solution"),
        }.get(states.get(value.new_value_integer))

    def _portal_messages_domain(self):
        """Return which messages are the conversation."""
        self.ensure_one()
        return Domain(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("subtype_id", "=", self.env.ref("mail.mt_comment").id),
                ("message_type", "in", ("comment", "email")),
            ]
        )

    def _portal_messages(self, before=None):
        """Return the conversation as the user may read it, the oldest first: of a long
        one, the end.

        :param int before: id of a message, to have what was written before it
        """
        domain = self._portal_messages_domain()
        if before:
            domain &= Domain("id", "<", before)
        messages = self.env["mail.message"].search(
            domain, order="id DESC", limit=MESSAGES_LIMIT
        )
        return messages.sorted("id")

    def _portal_has_earlier(self, messages):
        """Tell whether the user may read anything that was written before these."""
        if not messages:
            return False
        domain = self._portal_messages_domain() & Domain("id", "<", messages[0].id)
        return bool(self.env["mail.message"].search_count(domain, limit=1))

    def _portal_files(self, messages=None):
        """Return the files that came with the request from outside (sudo).

        Those of messages are shown with them; what a colleague attached to the request
        without showing it to anybody stays inside.

        :param messages: those of the conversation that a page shows, by default all;
            the files of the others are returned, too
        """
        self.ensure_one()
        shown = self._portal_shown_messages()
        unseen = shown.browse()
        if messages is not None and len(messages) < len(shown):
            unseen = self.env["mail.message"].search(self._portal_messages_domain())
            # sudo: mail.message - the files of what the user may read
            unseen = (unseen - messages).sudo()
        # sudo: ir.attachment - whoever may read the request may read what it came with
        attachments = self.env["ir.attachment"].sudo()
        return attachments.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "=", self.id),
                ("res_field", "=", False),
                "|",
                ("id", "in", unseen.attachment_ids.ids),
                "&",
                "|",
                ("portal_shared", "=", True),
                ("create_uid.share", "=", True),
                ("id", "not in", shown.attachment_ids.ids),
            ],
            order="id",
        )

    def _portal_shown_messages(self):
        """Return all messages of the conversation (sudo); a mail that opened the
        request is its text, and no message."""
        comment = self.env.ref("mail.mt_comment")
        # sudo: mail.message - only which files are shown with them
        return self.sudo().message_ids.filtered(lambda m: m.subtype_id == comment)

    # ------------------------------------------------------------
    # News
    # ------------------------------------------------------------

    def write(self, vals):
        before = {}
        if "stage_id" in vals or vals.get("portal_expected_date"):
            before = {ticket.id: ticket._portal_news_state() for ticket in self}
        result = super().write(vals)
        if before:
            self.filtered(
                lambda ticket: ticket._portal_news_state() != before[ticket.id]
            )._portal_request_tell("request")
        return result

    def _portal_news_state(self):
        # sudo: helpdesk.ticket.stage - what the customer is told of it
        return self.sudo().stage_id.portal_state, self.portal_expected_date

    def _message_post_after_hook(self, message, msg_vals):
        result = super()._message_post_after_hook(message, msg_vals)
        # what customers write by mail is posted by the gateway, which is no customer
        if message.subtype_id == self.env.ref("mail.mt_comment") and not (
            message.message_type == "email"
            and self._portal_mail_is_outside(message.author_id)
        ):
            self._portal_request_tell("message")
        return result

    def _portal_request_tell(self, kind):
        """Tell customers what is new, but for what they have just done themselves."""
        if self and self.env.user._is_internal():
            self._portal_space_tell(kind)
